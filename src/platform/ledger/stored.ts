import type { Transaction } from "../database.js";
import type { SignedHead } from "./head.js";
import { LEAF_FORMAT, type Leaf } from "./leaf.js";
import { auditPath, foldSubtrees, type Subtree } from "./merkle.js";

/** What runs a statement: the store, or a transaction of it. */
export type Asks = Pick<Transaction, "query">;

/** The actor as only a commitment, made by the store, so that not even the gateway need know who it is. */
export const ACTOR_COMMITMENT = "sha256(e.actor_salt || convert_to(e.actor, 'UTF8'))";

/** Columns of an entry `e` that make its leaf, from a statement that says what commits to its actor. */
export function leafColumns(actorCommitment: string): string {
  return `e.id::text as id, encode(${actorCommitment}, 'hex') as "actorCommitment", e.role, e.agency, e.action,
          e.object_type as "objectType", e.object_id as "objectId", e.from_state as "from", e.to_state as "to",
          e.object_version as "objectVersion", e.rules, encode(e.commitment, 'hex') as commitment,
          to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;
}

export type LeafRow = Omit<Leaf, "format">;

/** The leaf of a row that was read by `leafColumns`, and of nothing else that stands in the row. */
export function leafOf(row: LeafRow): Leaf {
  const { id, actorCommitment, role, agency, action, objectType, objectId } = row;
  const { from, to, objectVersion, rules, commitment, at } = row;
  const about = { role, agency, action, objectType, objectId, from, to, objectVersion, rules, commitment, at };
  return { format: LEAF_FORMAT, id, actorCommitment, ...about };
}

/** The hashes of subtrees that are whole, in the same order. */
export async function readSubtrees(store: Asks, subtrees: readonly Subtree[]): Promise<readonly Buffer[]> {
  const rows = await store.query<{ hash: Buffer | null }>(
    `select coalesce(n.hash, p.leaf) as hash
       from unnest($1::int[], $2::bigint[]) with ordinality as w(level, at, place)
       left join ledger_node n on n.level = w.level and n.at = w.at
       left join ledger_place p on w.level = 0 and p.position = w.at
      order by w.place`,
    [subtrees.map(({ level }) => level), subtrees.map(({ at }) => at)],
  );
  return rows.map(({ hash }) => {
    if (hash === null) throw new Error("the tree of the ledger has a hole");
    return hash;
  });
}

/** The inclusion proofs of leaves in the tree of one size: one statement for all of them. */
export async function readProofs(
  store: Asks,
  positions: readonly number[],
  size: number,
): Promise<readonly (readonly Buffer[])[]> {
  const paths = positions.map((position) => auditPath(position, size));
  const wanted = paths.flat(2);
  const hashes = await readSubtrees(store, wanted);
  const known = new Map(wanted.map((subtree, at) => [subtree, hashes[at] as Buffer]));
  return paths.map((path) => path.map((step) => foldSubtrees(step.map((subtree) => known.get(subtree) as Buffer))));
}

/** Columns of a head `h` as it is signed, and shown. */
const HEAD_COLUMNS = `h.size::int as size, encode(h.root, 'hex') as root, encode(h.link, 'hex') as link,
  to_char(h.sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "sealedAt", h.key_id as "keyId",
  translate(encode(h.signature, 'base64'), E'\\n', '') as signature`;

/** Heads after one of that size, the smallest first. */
export function readHeads(store: Asks, after: number, most: number): Promise<readonly SignedHead[]> {
  return store.query<SignedHead>(
    `select ${HEAD_COLUMNS} from ledger_head h where h.size > $1 order by h.size limit $2`,
    [after, most],
  );
}

/** The newest head, and whether it was held back because the clock had moved; undefined before the first. */
export async function newestHead(store: Asks): Promise<(SignedHead & { readonly heldBack: boolean }) | undefined> {
  const [head] = await store.query<SignedHead & { heldBack: boolean }>(
    `select ${HEAD_COLUMNS}, h.held_back as "heldBack" from ledger_head h order by h.size desc limit 1`,
  );
  return head;
}
