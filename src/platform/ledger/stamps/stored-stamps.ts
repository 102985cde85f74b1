import { hash } from "node:crypto";
import type { Database } from "../../database.js";
import { headLine, type SignedHead } from "../head.js";
import { type Asks, newestHead } from "../stored.js";
import type { Stamp } from "./ask.js";

/** The time stamp of a head, by the size of the head. */
export interface StampRow {
  readonly size: number;
  readonly token: Buffer;
}

/** What of a head is stamped: the digest of its line, as a file of the folder of heads has it. */
export function stampedDigest(head: SignedHead): Buffer {
  return hash("sha256", headLine(head), "buffer");
}

/** The newest head, if it has no stamp. One that is older is behind the newest in the chain, and stamped with it. */
export async function headToStamp(store: Asks): Promise<SignedHead | undefined> {
  const head = await newestHead(store);
  const [stamp] = await readStamps(store, (head?.size ?? 0) - 1, 1);
  return stamp === undefined ? head : undefined;
}

/** Keeps a stamp for ever, unless the head or a later one has one by now. */
export async function keepStamp(
  database: Database,
  { size }: SignedHead,
  { token, stampedAt }: Stamp,
): Promise<boolean> {
  return database.asGateway(async (tx) => {
    // One after another, so that the order of stamps is that of heads.
    await tx.query("lock table ledger_stamp in share row exclusive mode");
    const kept = await tx.query(
      `insert into ledger_stamp (size, token, stamped_at)
       select $1, $2, $3 where not exists (select from ledger_stamp where size >= $1) returning size`,
      [size, token, stampedAt],
    );
    return kept.length > 0;
  });
}

/** Stamps of heads after one of that size, the smallest first. */
export function readStamps(store: Asks, after: number, most: number): Promise<readonly StampRow[]> {
  return store.query<StampRow>(
    "select size::int as size, token from ledger_stamp where size > $1 order by size limit $2",
    [after, most],
  );
}

/** Whether a head that is not covered by any stamp was sealed before that time. */
export async function isStampOverdue(store: Asks, before: Date): Promise<boolean> {
  const [found] = await store.query(
    `select from ledger_head
      where size > coalesce((select max(size) from ledger_stamp), 0) and sealed_at < $1 limit 1`,
    [before],
  );
  return found !== undefined;
}
