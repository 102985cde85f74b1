import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { Slug } from "../document/program-document.js";
import { type Source, TRUSTS, WIRES } from "./source.js";

const keys = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];

/** One line of the file of sources, with what is left out filled in. */
const SourceLine = z.strictObject({
  key: Slug.max(60),
  name: z.strictObject({ es: z.string().min(1).max(200), en: z.string().min(1).max(200) }),
  owner: Slug.describe("Agency that owns the programs and whose inbox gets what is wrong"),
  catalog: Slug,
  wire: z.enum(keys(WIRES)),
  address: z.string().min(1).describe("http(s) address; for `folder`, a folder, from where the file is"),
  trust: z.enum(keys(TRUSTS)).default("review"),
  everyMinutes: z.int().min(1).max(43_200).default(60),
  mostLost: z.number().min(0).max(1).default(0.2),
  retireAfterDays: z.int().min(1).max(3_650).default(30),
});
const SourceLines = z.array(SourceLine).max(1_000);

/** The sources that a file lists, or an error that says what is wrong where. */
export async function readSources(file: string): Promise<readonly Source[]> {
  const result = SourceLines.safeParse(parse(await readFile(file, "utf8")));
  if (!result.success) throw new Error(`${file}:\n${z.prettifyError(result.error)}`);
  const sources = result.data;
  const seen = new Set<string>();
  for (const { key, wire, address } of sources) {
    if (seen.has(key)) throw new Error(`${file}: the source ${key} stands twice`);
    seen.add(key);
    if (wire !== "folder" && !/^https?:\/\//.test(address))
      throw new Error(`${file}: the address of ${key} must begin with http:// or https://`);
  }
  return sources.map((source) =>
    source.wire === "folder" ? { ...source, address: resolve(dirname(file), source.address) } : source,
  );
}
