import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";

const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates in a PEM file. Rejects where there is none. */
export async function readAuthorities(path: string): Promise<readonly X509Certificate[]> {
  const blocks = (await readFile(path, "utf8")).match(BLOCK) ?? [];
  if (blocks.length === 0) throw new Error(`${path}: no hay certificados PEM / there are no PEM certificates`);
  return blocks.map((block) => new X509Certificate(block));
}
