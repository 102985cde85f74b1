import type { Database } from "../database.js";
import { readKeys } from "./keys.js";
import { readStamps } from "./stamps/stored-stamps.js";
import { ACTOR_COMMITMENT, type LeafRow, leafColumns, leafOf, newestHead, readHeads } from "./stored.js";
import type { LedgerRecord } from "./verify/records.js";

const READ_AT_ONCE = 2_000;

type PlacedRow = LeafRow & {
  readonly position: number;
  readonly previous: string;
  readonly hash: string;
  readonly link: string;
  readonly actor: string;
  readonly actorSalt: string;
};

/**
 * All that is sealed, line by line: the keys, each entry with who acted and in its place, each head behind what it covers and its
 * time stamp, if it has one, behind it. Never the
 * details of an entry or their salts. What is sealed later is left out.
 */
export async function* exportLedger(database: Pick<Database, "query">): AsyncGenerator<string> {
  const size = (await newestHead(database))?.size ?? 0;
  for (const { id, publicKey } of (await readKeys(database)).reverse()) yield line({ kind: "key", id, publicKey });
  for (let from = 0; from < size; from += READ_AT_ONCE) {
    const to = Math.min(from + READ_AT_ONCE, size);
    const heads = (await readHeads(database, from, to - from)).filter((head) => head.size <= to);
    const stamps = new Map((await readStamps(database, from, to - from)).map(({ size, token }) => [size, token]));
    let next = 0;
    for (const { position, previous, hash, link, actor, actorSalt, ...leaf } of await readPlaces(database, from, to)) {
      yield line({ kind: "entry", position, previous, leaf: { ...leafOf(leaf) }, hash, link, actor, actorSalt });
      const head = heads[next];
      if (head?.size !== position + 1) continue;
      yield line({ kind: "head", ...head });
      const token = stamps.get(head.size)?.toString("base64");
      if (token !== undefined) yield line({ kind: "stamp", size: head.size, token });
      next += 1;
    }
  }
}

function readPlaces(database: Pick<Database, "query">, from: number, to: number): Promise<PlacedRow[]> {
  return database.query<PlacedRow>(
    `select p.position::int as position, encode(p.previous, 'hex') as previous, encode(p.leaf, 'hex') as hash,
            encode(p.link, 'hex') as link, e.actor, encode(e.actor_salt, 'hex') as "actorSalt",
            ${leafColumns(ACTOR_COMMITMENT)}
       from ledger_place p join ledger_entry e on e.id = p.entry_id
      where p.position >= $1 and p.position < $2 order by p.position`,
    [from, to],
  );
}

function line(record: LedgerRecord): string {
  return `${JSON.stringify(record)}\n`;
}
