import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of all that runs here. */
const SOURCES = dirname(dirname(fileURLToPath(import.meta.url)));

/** Stands for the code of this process: processes of one build have the same, those of any other another. */
export async function codeDigest(): Promise<string> {
  const entries = await readdir(SOURCES, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const digest = createHash("sha256");
  for (const file of files.sort()) digest.update(file.slice(SOURCES.length)).update(await readFile(file));
  return digest.digest("base64url");
}
