import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../../database.js";
import { headFile } from "../heads-folder.js";
import { readStamps } from "./stored-stamps.js";

const NAME = /^head-(\d{12})\.tst$/;
const KEPT_AT_ONCE = 100;

/** Gives what writes the stamps that are not there yet beside their heads: a file each, never written twice. */
export function createStampsFolder(folder: string, database: Pick<Database, "query">): () => Promise<void> {
  let newest: number | undefined;
  return async () => {
    newest ??= await newestIn(folder);
    for (;;) {
      const stamps = await readStamps(database, newest, KEPT_AT_ONCE);
      for (const { size, token } of stamps) {
        await keep(join(folder, headFile(size, "tst")), token);
        newest = size;
      }
      if (stamps.length < KEPT_AT_ONCE) return;
    }
  };
}

async function newestIn(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).flatMap((name) => NAME.exec(name)?.[1] ?? []);
  return Math.max(0, ...sizes.map(Number));
}

async function keep(path: string, token: Buffer): Promise<void> {
  try {
    await writeFile(path, token, { flag: "wx" });
  } catch (error) {
    // Another gateway was first, or the ledger was restored and stamped again: what is there is good too.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
