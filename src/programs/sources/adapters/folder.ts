import { createHash } from "node:crypto";
import { open, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { isScalar, parseDocument, visit, type YAMLMap } from "yaml";
import { DEEPEST_JSON } from "../../../platform/http/read-body.js";
import { type Adapter, SourceFailed } from "../source.js";
import { type FeedPage, MOST_ITEMS, openFeed } from "./pages.js";
import { isRecord } from "./record.js";

/** Bytes of one profile, several times what the longest has. YAML made to be slow takes a second or two, and no more. */
const LONGEST = 131_072;
const PAGE_SIZE = 20;
const ENDING = ".yaml";

/** A folder of profiles in YAML, one a program, named by its key: the shape of `seeds/programs`. */
export function createFolderAdapter(): Adapter {
  return {
    async fetch({ address }, last, signal) {
      const files = await list(address);
      const etag = await digest(address, files, signal);
      if (last?.etag === etag) return { unchanged: true };
      const read = async (from: string): Promise<FeedPage> => {
        const start = Number(from);
        const items = [];
        for (const file of files.slice(start, start + PAGE_SIZE)) {
          items.push({ id: basename(file, ENDING), raw: parse(await readText(address, file, signal), file) });
        }
        const end = start + PAGE_SIZE;
        return { items, next: end < files.length ? String(end) : null };
      };
      return openFeed({ first: await read("0"), read, validators: { etag, lastModified: null }, signal });
    },
    toProgram: (raw) => (isRecord(raw) ? raw : undefined),
  };
}

/** Plain files only: a link may lead anywhere. */
async function list(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new SourceFailed("unreachable", "the folder cannot be read");
  });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ENDING)).map(({ name }) => name);
  if (files.length > MOST_ITEMS) throw new SourceFailed("too_large", `more than ${MOST_ITEMS} files`);
  return files.sort();
}

/** Changes when any byte of the folder does. */
async function digest(folder: string, files: readonly string[], signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  for (const file of files)
    hash
      .update(`${file}\0`)
      .update(await readBytes(folder, file, signal))
      .update("\0");
  return `"${hash.digest("base64url")}"`;
}

async function readBytes(folder: string, file: string, signal: AbortSignal): Promise<Buffer> {
  signal.throwIfAborted();
  const handle = await open(join(folder, file)).catch(() => {
    throw new SourceFailed("unreachable", `${file} cannot be read`);
  });
  try {
    // One byte more than is allowed tells a file that is longer, whatever size it says it has.
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(LONGEST + 1), 0, LONGEST + 1, 0);
    if (bytesRead > LONGEST) throw new SourceFailed("too_large", `${file} has more than ${LONGEST} bytes`);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function readText(folder: string, file: string, signal: AbortSignal): Promise<string> {
  const bytes = await readBytes(folder, file, signal);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SourceFailed("malformed", `${file} is not UTF-8`);
  }
}

function parse(text: string, file: string): unknown {
  const value = readYaml(text, file);
  if (isDeeperThan(value, DEEPEST_JSON)) {
    throw new SourceFailed("malformed", `${file} is nested deeper than ${DEEPEST_JSON} levels`);
  }
  return value;
}

function readYaml(text: string, file: string): unknown {
  const wrongAt = (position: number) => new SourceFailed("malformed", `${file}, line ${lineAt(text, position)}`);
  try {
    // The parser compares each key with each before it, which takes minutes for a few thousand.
    const document = parseDocument(text, { strict: true, uniqueKeys: false });
    const [error] = document.errors;
    if (error !== undefined) throw wrongAt(error.pos[0]);
    visit(document, {
      Map(_, node) {
        const again = repeatedKey(node);
        if (again !== undefined) throw wrongAt(again);
      },
    });
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    // Nesting without end exhausts the stack of the parser; aliases of aliases are counted by it.
    throw error instanceof SourceFailed ? error : new SourceFailed("malformed", `${file} cannot be read as YAML`);
  }
}

/** Where a key is that the same map had before. */
function repeatedKey({ items }: YAMLMap): number | undefined {
  const seen = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) return key.range?.[0] ?? 0;
    seen.add(key.value);
  }
  return undefined;
}

const lineAt = (text: string, position: number) => text.slice(0, position).split("\n").length;

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isDeeperThan(part, levels - 1));
}
