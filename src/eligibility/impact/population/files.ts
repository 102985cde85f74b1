import { type FileHandle, open, readFile, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { OfficialCodes } from "../../ports.js";
import { Chunks } from "../../screening/files/chunks.js";
import { assertUnchanged, readBeginning } from "../../screening/files/directory-file.js";
import { cannotRead, cannotWrite, changedWhileRead, sameFile } from "../../screening/files/refusals.js";
import { type Layout, readLayout } from "../../screening/input/layout.js";
import type { Directory } from "./directory.js";
import { DirectoryReader, type PopulationLimits } from "./directory-reader.js";
import { decodeDirectory, encodeDirectory } from "./format.js";
import { type Population, understandDirectory } from "./population.js";
import { stopped } from "./refusals.js";

const CHUNK = 4 * 1024 * 1024;

export interface ReadDirectoryOptions {
  readonly codes: OfficialCodes;
  readonly limits?: PopulationLimits;
  readonly signal?: AbortSignal;
  readonly onStart?: (start: { readonly layout: Layout; readonly size: number }) => void;
  readonly onProgress?: (progress: { readonly bytes: number; readonly rows: number }) => void;
}

/** Reads a directory from the same files that are screened: DENUE, or a CSV whose headers are facts. Throws `ScreeningRefusal` where it cannot. */
export async function readDirectory(path: string, options: ReadDirectoryOptions): Promise<Directory> {
  let file: FileHandle;
  try {
    file = await open(path, "r");
  } catch (error) {
    throw cannotRead(path, error);
  }
  try {
    return await readOpened(file, path, options);
  } finally {
    await file.close();
  }
}

async function readOpened(
  file: FileHandle,
  path: string,
  { codes, limits, signal, onStart, onProgress }: ReadDirectoryOptions,
): Promise<Directory> {
  const { identity, names, next } = await readBeginning(file, path);
  const layout = readLayout(names, codes);
  const reader = new DirectoryReader(layout, limits);
  onStart?.({ layout, size: identity.size });
  const chunks = new Chunks(file, next, identity.size, CHUNK);
  let rest = new Uint8Array(0);
  for (;;) {
    const chunk = await chunks.next(rest).catch((error) => {
      throw cannotRead(path, error);
    });
    const stop = reader.read(chunk.bytes, chunk.start, chunk.end, chunk.last);
    rest = chunk.bytes.subarray(stop, chunk.end);
    onProgress?.({ bytes: chunk.endOffset - rest.length, rows: reader.rows });
    if (chunk.last && chunk.endOffset < identity.size) throw changedWhileRead(path);
    if (chunk.last) break;
    if (signal?.aborted) throw stopped();
  }
  await assertUnchanged(file, identity, path);
  return reader.directory();
}

/** Writes a directory to a file, which has another name until it is whole. Returns its length in bytes. */
export async function writePopulation(path: string, directory: Directory): Promise<number> {
  const bytes = encodeDirectory(directory);
  const unfinished = `${path}.partial`;
  try {
    const file = await open(unfinished, "w");
    try {
      await file.writeFile(bytes);
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw cannotWrite(path, error);
  }
  return bytes.length;
}

/** Loads a population from its file. Throws `ScreeningRefusal` when there is none or it is not whole. */
export async function readPopulation(path: string, codes: OfficialCodes): Promise<Population> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw cannotRead(path, error);
  }
  const { directory, digest } = decodeDirectory(bytes);
  return understandDirectory(directory, codes, digest);
}

/** Refuses to write over what is read. */
export function assertTwoFiles(input: string, output: string): void {
  if (resolve(input) === resolve(output)) throw sameFile(input);
}
