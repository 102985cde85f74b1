import { needKey, notFound } from "../graph/commands.js";
import type { GraphContext } from "../graph/context.js";
import { claimsOf } from "../graph/identity/caller.js";
import { readGlobalId } from "../graph/node.js";
import type { Database, Transaction } from "../platform/database.js";
import type { SignedHead } from "../platform/ledger/head.js";
import { leafText } from "../platform/ledger/leaf.js";
import { type LeafRow, leafColumns, leafOf, newestHead, readProofs } from "../platform/ledger/stored.js";
import type { MayRead, Receipted } from "./ports.js";

export interface ReceiptNeeds {
  readonly database: Database;
  readonly mayRead: MayRead;
}

type ReceiptRow = LeafRow & { readonly place: number | null };

/** The function of the store that gives the entries on each kind of thing; it looks at who asks by itself. */
const FUNCTIONS: Readonly<Record<Receipted, string>> = {
  Application: "ledger_receipts",
  Revision: "ledger_revision_receipts",
};

/** Most entries about one thing that are given at once, the oldest first. */
const MOST_RECEIPTS = 200;

/** Gives those whom a decision is about what they need to prove it to anyone. */
export class ReceiptService {
  constructor(private readonly needs: ReceiptNeeds) {}

  /** The receipts of a thing, the oldest first; refuses with NOT_FOUND what is not there or not the caller's to read. */
  async receipts(context: GraphContext, id: string) {
    const { type } = readGlobalId(id, "objectId");
    const kind: Receipted = type === "Revision" ? type : "Application";
    const key = needKey(kind, id, "objectId");
    const { mayRead, database } = this.needs;
    if (!(await mayRead[kind](context, key))) throw notFound("objectId");
    const rows = await database.as(claimsOf(context.caller), (tx) => readRows(tx, FUNCTIONS[kind], key));
    // What follows is nobody's: hashes, and what the whole comes to.
    return this.#withProofs(rows, await newestHead(database));
  }

  async #withProofs(rows: readonly ReceiptRow[], head: SignedHead | undefined) {
    const size = head?.size ?? 0;
    const sealed = rows.flatMap(({ place }) => (place !== null && place < size ? [place] : []));
    const paths = await readProofs(this.needs.database, sealed, size);
    return rows.map((row) => {
      const leaf = leafOf(row);
      const position = row.place;
      const path = paths[sealed.indexOf(position ?? -1)];
      return {
        ...leaf,
        leaf: leafText(leaf),
        proof: path === undefined ? null : { position, path: path.map(hex), head },
      };
    });
  }
}

const hex = (hash: Buffer) => hash.toString("hex");

function readRows(tx: Transaction, entriesOn: string, key: string): Promise<ReceiptRow[]> {
  return tx.query<ReceiptRow>(
    `select e.place::int as place, ${leafColumns("e.actor_commitment")}
       from ${entriesOn}($1) e order by e.id limit $2`,
    [key, MOST_RECEIPTS],
  );
}
