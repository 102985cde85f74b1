import type { Database, Transaction } from "../database.js";
import { addNote } from "./add-entry.js";
import { linkHash, NO_LINK } from "./hashes.js";
import { type SignedHead, signHead } from "./head.js";
import type { LedgerSigner } from "./keys.js";
import { hashOfLeaf } from "./leaf.js";
import { type MerkleNode, MerkleTree, subtreesOf } from "./merkle.js";
import { ACTOR_COMMITMENT, type LeafRow, leafColumns, leafOf, newestHead, readSubtrees } from "./stored.js";

/** Most entries that one head covers more than the one before it. */
export const MOST_SEALED = 1_000;
/** Any fixed number will do: one gateway seals at a time. */
const SEALING_LOCK = 0x73656c6f;
/** How far, in milliseconds, clocks of several gateways may be apart without anything being wrong. */
const CLOCKS_APART = 10_000;

export interface Sealing {
  readonly database: Database;
  readonly signer: LedgerSigner;
}

/**
 * Gives each waiting entry its place in the chain and the tree and signs what the whole comes to, until none is left; tells how many.
 * Decisions never wait for it, nor for each other: only entries older than every transaction that still writes are taken, so that
 * whatever commits later comes later.
 */
export async function sealWaiting(sealing: Sealing, now: Date): Promise<number> {
  let sealed = 0;
  for (let found = MOST_SEALED; found === MOST_SEALED; sealed += found) {
    const [waiting] = await sealing.database.query("select from ledger_waiting limit 1");
    if (waiting === undefined) break;
    found = await sealing.database.asGateway((tx) => sealSome(tx, sealing.signer, now));
  }
  return sealed;
}

async function sealSome(tx: Transaction, signer: LedgerSigner, now: Date): Promise<number> {
  const [lock] = await tx.query<{ mine: boolean }>("select pg_try_advisory_xact_lock($1) as mine", [SEALING_LOCK]);
  if (!lock?.mine) return 0;
  const last = await newestHead(tx);
  const entries = await takeWaiting(tx);
  if (entries.length === 0) return 0;
  const size = last?.size ?? 0;
  const tree = new MerkleTree(size, await readSubtrees(tx, subtreesOf(0, size)));
  const nodes: MerkleNode[] = [];
  const places: Place[] = [];
  let previous: Buffer = last === undefined ? NO_LINK : Buffer.from(last.link, "hex");
  for (const row of entries) {
    const leaf = hashOfLeaf(leafOf(row));
    const link = linkHash(previous, leaf);
    places.push({ position: tree.size, entry: row.id, previous, leaf, link });
    nodes.push(...tree.add(leaf).slice(1));
    previous = link;
  }
  await keepPlaces(tx, places);
  await keepNodes(tx, nodes);
  const { sealedAt, heldBack } = timeAfter(last, now);
  if (heldBack && !last?.heldBack) await noteClock(tx, now);
  const sums = { size: tree.size, root: tree.root().toString("hex"), link: previous.toString("hex") };
  await keepHead(tx, signHead({ ...sums, sealedAt, keyId: signer.keyId }, signer.key), heldBack);
  return entries.length;
}

/** The time of the next head: never before that of the last one, whatever the clock says. */
function timeAfter(last: SignedHead | undefined, now: Date): { sealedAt: string; heldBack: boolean } {
  const before = last === undefined ? now : new Date(last.sealedAt);
  const sealedAt = (before > now ? before : now).toISOString();
  return { sealedAt, heldBack: before.getTime() - now.getTime() > CLOCKS_APART };
}

/** A clock that moved back is a fact of the ledger like another; it is sealed with what comes next. */
async function noteClock(tx: Transaction, now: Date): Promise<void> {
  const about = { objectType: "Ledger", objectId: "ledger", objectVersion: 0, rules: null, details: {} };
  const by = { actor: "gateway", role: "system", agency: null };
  await addNote(tx, { ...by, ...about, action: "clock_moved_back", from: null, to: "noted", at: now });
}

/** Takes entries off the waiting list in the order of their transactions. Numbers of transactions beyond all of this server are a restored copy's. */
function takeWaiting(tx: Transaction): Promise<LeafRow[]> {
  return tx.query<LeafRow>(
    `with next as (
       select entry_id, written_in from ledger_waiting, pg_current_snapshot() as seen
        where written_in < pg_snapshot_xmin(seen) or written_in >= pg_snapshot_xmax(seen)
        order by written_in, entry_id limit $1
     ), taken as (
       delete from ledger_waiting where entry_id in (select entry_id from next)
     )
     select ${leafColumns(ACTOR_COMMITMENT)} from next join ledger_entry e on e.id = next.entry_id
      order by next.written_in, next.entry_id`,
    [MOST_SEALED],
  );
}

interface Place {
  readonly position: number;
  readonly entry: string;
  readonly previous: Buffer;
  readonly leaf: Buffer;
  readonly link: Buffer;
}

async function keepPlaces(tx: Transaction, places: readonly Place[]): Promise<void> {
  await tx.query(
    `insert into ledger_place (position, entry_id, previous, leaf, link)
     select position, entry, decode(previous, 'hex'), decode(leaf, 'hex'), decode(link, 'hex')
       from unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[]) as p(position, entry, previous, leaf, link)`,
    [
      places.map(({ position }) => position),
      places.map(({ entry }) => entry),
      ...(["previous", "leaf", "link"] as const).map((hash) => places.map((place) => place[hash].toString("hex"))),
    ],
  );
}

async function keepNodes(tx: Transaction, nodes: readonly MerkleNode[]): Promise<void> {
  await tx.query(
    `insert into ledger_node (level, at, hash)
     select level, at, decode(hash, 'hex') from unnest($1::int[], $2::bigint[], $3::text[]) as n(level, at, hash)`,
    [nodes.map(({ level }) => level), nodes.map(({ at }) => at), nodes.map(({ hash }) => hash.toString("hex"))],
  );
}

async function keepHead(tx: Transaction, head: SignedHead, heldBack: boolean): Promise<void> {
  await tx.query(
    `insert into ledger_head (size, root, link, sealed_at, held_back, key_id, signature)
     values ($1, decode($2, 'hex'), decode($3, 'hex'), $4, $5, $6, decode($7, 'base64'))`,
    [head.size, head.root, head.link, head.sealedAt, heldBack, head.keyId, head.signature],
  );
}
