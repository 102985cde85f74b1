import type { FileHandle } from "node:fs/promises";
import { HEADER_BYTES, readHeader } from "../input/read-header.js";
import { type Checkpoint, identify } from "./checkpoint.js";
import { cannotRead, changedWhileRead } from "./refusals.js";

/** What tells the file apart from any other, its columns, and where its rows begin. */
export async function readBeginning(file: FileHandle, path: string) {
  try {
    const identity = await identify(file);
    const bytes = new Uint8Array(Math.min(identity.size, HEADER_BYTES));
    await file.read(bytes, 0, bytes.length, 0);
    return { identity, ...readHeader(bytes, bytes.length === identity.size) };
  } catch (error) {
    throw cannotRead(path, error);
  }
}

/** Refuses a file that was written to since its beginning was read. */
export async function assertUnchanged(file: FileHandle, identity: Checkpoint["input"], path: string): Promise<void> {
  const { size, mtimeMs } = await file.stat();
  if (size !== identity.size || mtimeMs !== identity.modified) throw changedWhileRead(path);
}
