import { randomBytes } from "node:crypto";
import { link, readdir, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beginningOf } from "./processes.js";
import { DataFolderInUse } from "./refusals.js";

/**
 * One owner of a data folder at a time. The owner is named in a file: its pid, when it began (pids are used again) and a
 * token that no other holding shares. The file appears whole or not at all, because it is linked, never written, into place.
 */
export interface Ownership {
  /** The former owner died without letting go, so it may have left a server running. */
  readonly takenOver: boolean;
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly began: string;
  readonly token: string;
}

const ownerFile = "postgres.owner";

/** Refuses with {@link DataFolderInUse} while another process, or another start in this one, holds the folder. */
export async function takeOwnership(folder: string): Promise<Ownership> {
  const self: Holder = {
    pid: process.pid,
    began: (await beginningOf(process.pid)) ?? "",
    token: randomBytes(6).toString("hex"),
  };
  const path = join(folder, ownerFile);
  const takenOver = await acquire(folder, path, self);
  await removeRemains(folder);
  return { takenOver, release: () => release(path, self) };
}

/** Answers whether a dead holder was replaced. */
async function acquire(folder: string, path: string, self: Holder): Promise<boolean> {
  for (;;) {
    if (await create(path, self)) return false;
    const holder = await read(path);
    if (holder === undefined) continue; // let go between our two looks
    if (await isAlive(holder)) throw new DataFolderInUse(folder, holder.pid);
    if (await succeed(folder, path, holder, self)) return true;
  }
}

/**
 * Replaces a dead holder. Of several processes that all saw it dead only the one that holds the succession of that very
 * holder may, and it looks again first: someone may have succeeded before it, and that file is not to be touched. The
 * succession is held in the same way as the folder, so a successor that dies halfway is itself succeeded.
 */
async function succeed(folder: string, path: string, dead: Holder, self: Holder): Promise<boolean> {
  const succession = `${path}.${dead.token}`;
  await acquire(folder, succession, self);
  try {
    if ((await read(path))?.token !== dead.token) return false;
    const draft = await write(path, self);
    await rename(draft, path);
    return true;
  } finally {
    await release(succession, self);
  }
}

async function create(path: string, holder: Holder): Promise<boolean> {
  const draft = await write(path, holder);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function write(path: string, holder: Holder): Promise<string> {
  const draft = `${path}.${holder.token}.new`;
  await writeFile(draft, `${JSON.stringify(holder)}\n`);
  return draft;
}

async function read(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    // Power failed before the words reached the disk: whoever it was did not outlive that.
    if (error instanceof SyntaxError) return { pid: 0, began: "", token: "unreadable" };
    throw error;
  }
}

async function release(path: string, self: Holder): Promise<void> {
  if ((await read(path))?.token === self.token) await unlink(path);
}

async function isAlive(holder: Holder): Promise<boolean> {
  return holder.pid > 0 && (await beginningOf(holder.pid)) === holder.began;
}

/** Drafts and successions of processes that died while at it. */
async function removeRemains(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(`${ownerFile}.`)) continue;
    const holder = await read(join(folder, name));
    // One that cannot be read may be a draft that a living process is writing.
    if (holder && holder.pid > 0 && !(await isAlive(holder))) await unlink(join(folder, name)).catch(() => {});
  }
}
