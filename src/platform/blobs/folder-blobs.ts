import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type BlobFacts, BlobStoreError, type Blobs, checkKey, verified } from "./blobs.js";

/** Where bytes stand while they arrive, inside the folder. */
const ARRIVING = "arriving";
/** What has been arriving for so long was left behind by a process that died; in milliseconds. */
const LEFT_BEHIND = 60 * 60 * 1_000;

/** Blobs as files of one folder, which gateways may share. What was put survives a crash of the machine. */
export async function createFolderBlobs(folder: string, now = () => new Date()): Promise<Blobs> {
  const arriving = join(folder, ARRIVING);
  await mkdir(arriving, { recursive: true, mode: 0o700 });
  await sweep(arriving, now().getTime() - LEFT_BEHIND);

  /** Sharded by the last digits: in a UUID that begins with its time, the first are all alike. */
  const pathOf = (key: string) => join(folder, checkKey(key).slice(-2), key.slice(-4, -2), key);

  return {
    async put(key, source, facts) {
      const path = pathOf(key);
      const temporary = join(arriving, randomUUID());
      try {
        await write(temporary, source, facts);
        await asStore("kept", async () => {
          await mkdir(dirname(path), { recursive: true, mode: 0o700 });
          await rename(temporary, path);
          for (const above of [dirname(path), dirname(dirname(path)), folder]) await syncFolder(above);
        });
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    has: (key) => asStore("read", async () => (await missing(stat(pathOf(key)))) !== undefined),
    async get(key) {
      const file = await asStore("read", () => missing(open(pathOf(key), "r")));
      return file?.createReadStream();
    },
    remove: (key) => asStore("removed", () => rm(pathOf(key), { force: true })),
    close: async () => {},
  };
}

async function write(path: string, source: AsyncIterable<Uint8Array>, facts: BlobFacts): Promise<void> {
  const file = await asStore("kept", () => open(path, "wx", 0o600));
  try {
    for await (const piece of verified(source, facts)) await asStore("kept", () => writeAll(file, piece));
    await asStore("kept", () => file.sync());
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length; ) from += (await file.write(bytes, from)).bytesWritten;
}

async function syncFolder(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function sweep(folder: string, before: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const found = await missing(stat(path));
    if (found !== undefined && found.mtimeMs < before) await rm(path, { force: true });
  }
}

/** Undefined for a file that is not there. */
async function missing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Faults of the disk become the store's; keys that are none stay what they are. */
async function asStore<T>(done: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TypeError) throw error;
    const code = (error as { code?: string }).code ?? "unknown";
    throw new BlobStoreError(`a file could not be ${done}: ${code}`, { cause: error });
  }
}
