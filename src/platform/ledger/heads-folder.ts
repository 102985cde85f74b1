import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Database } from "../database.js";
import { headLine, type SignedHead } from "./head.js";
import { readHeads } from "./stored.js";

/** How the file of a head is called, and that of its time stamp. */
export function headFile(size: number, kind: "json" | "tst"): string {
  return `head-${String(size).padStart(12, "0")}.${kind}`;
}

const NAME = /^head-(\d{12})\.json$/;
const KEPT_AT_ONCE = 1_000;

/** The folder has a head that the ledger does not: the ledger was cut, restored from an old copy, or written anew. */
export class LedgerRewritten extends Error {
  override readonly name = "LedgerRewritten";

  constructor(size: number) {
    super(`the ledger is not the one of which the folder of heads has a head over ${size} entries`);
  }
}

/**
 * Writes each head to a folder that is best one the gateway can add to and not rewrite: a file a head, never written twice.
 * Gives what writes those that are not there yet and tells how many. Rejects with `LedgerRewritten` as long as the folder knows better.
 */
export function createHeadsFolder(folder: string, database: Pick<Database, "query">): () => Promise<number> {
  let newest: SignedHead | undefined;
  return async () => {
    await mkdir(folder, { recursive: true });
    newest ??= await newestIn(folder);
    if (newest !== undefined) await compare(database, newest);
    let written = 0;
    for (;;) {
      const heads = await readHeads(database, newest?.size ?? 0, KEPT_AT_ONCE);
      for (const head of heads) {
        await keep(folder, head);
        newest = head;
      }
      written += heads.length;
      if (heads.length < KEPT_AT_ONCE) return written;
    }
  };
}

async function newestIn(folder: string): Promise<SignedHead | undefined> {
  const names = (await readdir(folder)).filter((name) => NAME.test(name)).sort();
  const last = names.at(-1);
  return last === undefined ? undefined : JSON.parse(await readFile(join(folder, last), "utf8"));
}

async function compare(database: Pick<Database, "query">, kept: SignedHead): Promise<void> {
  const [head] = await readHeads(database, kept.size - 1, 1);
  if (head === undefined || headLine(head) !== headLine(kept)) throw new LedgerRewritten(kept.size);
}

async function keep(folder: string, head: SignedHead): Promise<void> {
  const path = join(folder, headFile(head.size, "json"));
  try {
    await writeFile(path, headLine(head), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    // Another gateway was first; it must have said the same.
    if ((await readFile(path, "utf8")) !== headLine(head)) throw new LedgerRewritten(head.size);
  }
}
