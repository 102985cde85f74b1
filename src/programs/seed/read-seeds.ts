import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isMap, isScalar, LineCounter, parseDocument, type Document as YamlDocument } from "yaml";
import { z } from "zod";
import { readAs } from "../checks/read-document.js";
import { bilingual } from "../checks/words.js";
import { ProgramDocument } from "../document/program-document.js";
import { AgencyDocument, CatalogDocument, SourceDocument } from "../document/reference-documents.js";
import { explainYaml } from "./explain-yaml.js";

type Path = readonly PropertyKey[];

/** One thing wrong in a seed file, where an editor can find it. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly path: string;
  readonly message: string;
}

export class SeedError extends Error {
  constructor(readonly faults: readonly Fault[]) {
    const lines = faults.map(({ file, line, path, message }) => `  ${file}:${line} ${path}: ${message}`);
    super(
      `Los archivos de seeds/ tienen ${faults.length} error(es) / The files of seeds/ have ${faults.length} fault(s):\n${lines.join("\n")}`,
    );
    this.name = "SeedError";
  }
}

/** One parsed value together with where it came from. */
export interface Located<T> {
  readonly value: T;
  readonly file: string;
  line(path: Path): number;
}

export interface Seeds {
  readonly programs: readonly Located<ProgramDocument>[];
  readonly agencies: Located<readonly AgencyDocument[]>;
  readonly catalogs: Located<readonly CatalogDocument[]>;
  readonly sources: Located<readonly SourceDocument[]>;
}

export interface SeedFiles {
  /** Changes when any byte of any seed file does. */
  readonly digest: string;
  read(): Seeds;
}

/** Loads the bytes of the seed folder; `read` parses and checks the shape of every file, or throws one `SeedError` with all faults. */
export async function loadSeedFiles(folder: string): Promise<SeedFiles> {
  const names = (await readdir(join(folder, "programs"))).filter((name) => name.endsWith(".yaml")).sort();
  const files = ["agencies.yaml", "catalogs.yaml", "documents.yaml", ...names.map((name) => `programs/${name}`)];
  const texts = new Map(
    await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file), "utf8")] as const)),
  );
  const hash = createHash("sha256");
  for (const [file, text] of texts) hash.update(`${file}\0${text}\0`);
  return { digest: hash.digest("hex"), read: () => parseAll(texts) };
}

function parseAll(texts: ReadonlyMap<string, string>): Seeds {
  const faults: Fault[] = [];
  const parse = <T>(file: string, shape: z.ZodType<T>): Located<T> | undefined =>
    parseFile(file, texts.get(file) ?? "", shape, faults);
  const agencies = parse("agencies.yaml", SHAPES.agencies);
  const catalogs = parse("catalogs.yaml", SHAPES.catalogs);
  const sources = parse("documents.yaml", SHAPES.sources);
  const programs = [...texts.keys()]
    .filter((file) => file.startsWith("programs/"))
    .map((file) => parse(file, SHAPES.program))
    .filter((program) => program !== undefined);
  if (faults.length > 0 || !agencies || !catalogs || !sources) throw new SeedError(faults);
  return { programs, agencies, catalogs, sources };
}

/** The shape of each kind of seed file. */
export const SHAPES = {
  agencies: z.array(AgencyDocument),
  catalogs: z.array(CatalogDocument),
  sources: z.array(SourceDocument),
  program: ProgramDocument,
};

/** Parses one YAML file; what is wrong with it is added to `faults` with its line. */
export function parseFile<T>(file: string, text: string, shape: z.ZodType<T>, faults: Fault[]): Located<T> | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, strict: true, uniqueKeys: true });
  if (document.errors.length > 0) {
    for (const error of document.errors) {
      faults.push({
        file,
        line: lines.linePos(error.pos[0]).line,
        path: "",
        message: explainYaml(error, text),
      });
    }
    return undefined;
  }
  const line = (path: Path) => lineOf(document, lines, path);
  const content: unknown = document.toJS();
  const { value, flaws } = readAs(shape, content);
  if (value !== undefined) return { value, file, line };
  for (const { path, ...words } of flaws) {
    faults.push({ file, line: line(path), path: path.join("."), message: bilingual(words) });
  }
  return undefined;
}

/** The line of the value at `path`, or of its nearest ancestor that is written down. */
function lineOf(document: YamlDocument, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent) ? parent.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
    const node = pair?.key ?? document.getIn(path.slice(0, length), true);
    const start = (node as { range?: [number, number, number] } | undefined)?.range?.[0];
    if (start !== undefined) return lines.linePos(start).line;
  }
  return 1;
}
