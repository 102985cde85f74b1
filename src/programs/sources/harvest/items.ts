import type { Database } from "../../../platform/database.js";
import type { ProgramDocument } from "../../document/program-document.js";
import type { Reason } from "./reasons.js";
import type { ItemState } from "./vocabulary.js";

/** An item of a feed as it is kept from harvest to harvest. */
export interface ItemRow {
  readonly source: string;
  readonly itemId: string;
  readonly state: ItemState;
  /** The program it is in the catalog; null while it is none. */
  readonly slug: string | null;
  /** Of what the feed said last, whatever became of it. */
  readonly digest: string;
  /** What its program was last made of. */
  readonly said: ProgramDocument | null;
  /** What waits for a person: in quarantine, or in review. */
  readonly pending: object | null;
  readonly findings: readonly Reason[];
  readonly revisionId: string | null;
  readonly firstSeenAt: string;
  readonly seenAt: string;
  readonly changedAt: string;
  readonly vanishedAt: string | null;
}

export const ITEM_COLUMNS = `i.source, i.item_id as "itemId", i.state, i.slug, i.digest, i.said, i.pending, i.findings,
  i.revision_id as "revisionId", i.first_seen_at as "firstSeenAt", i.seen_at as "seenAt", i.changed_at as "changedAt",
  i.vanished_at as "vanishedAt"`;

/** Items of one source by id. */
export async function itemsById(
  database: Pick<Database, "query">,
  source: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ItemRow>> {
  const rows = await database.query<ItemRow>(
    `select ${ITEM_COLUMNS} from source_item i where i.source = $1 and i.item_id = any($2::text[])`,
    [source, ids],
  );
  return new Map(rows.map((row) => [row.itemId, row]));
}

/** What a harvest makes of an item: written as it is, the times apart. */
export type ItemChange = Pick<
  ItemRow,
  "itemId" | "state" | "slug" | "digest" | "said" | "pending" | "findings" | "revisionId"
>;

/** Writes what became of items that the feed has. `seenAt` is when the harvest began. */
export async function writeItems(
  tx: Pick<Database, "query">,
  source: string,
  changes: readonly ItemChange[],
  seenAt: Date,
): Promise<void> {
  await tx.query(
    `insert into source_item (source, item_id, state, slug, digest, said, pending, findings, revision_id, first_seen_at, seen_at, changed_at)
     select $1, c."itemId", c.state, c.slug, c.digest, c.said, c.pending, c.findings, c."revisionId", $3, $3, $3
       from jsonb_to_recordset($2::jsonb) as c("itemId" text, state text, slug text, digest text, said jsonb, pending jsonb,
                                              findings jsonb, "revisionId" uuid)
     on conflict (source, item_id) do update set state = excluded.state, slug = excluded.slug, said = excluded.said,
       pending = excluded.pending, findings = excluded.findings, revision_id = excluded.revision_id, seen_at = excluded.seen_at,
       changed_at = case when source_item.digest = excluded.digest then source_item.changed_at else excluded.changed_at end,
       digest = excluded.digest, vanished_at = null`,
    [source, JSON.stringify(changes), seenAt],
  );
}

/** Takes over what became of the revisions that items waited for. */
export async function settleReviewed(database: Pick<Database, "query">): Promise<void> {
  await database.query(
    `update source_item i
        set state = case when r.state in ('rejected', 'discarded') then 'declined' else 'published' end,
            said = case when r.state in ('rejected', 'discarded') then i.said else i.pending end,
            pending = case when r.state in ('rejected', 'discarded') then i.pending end
       from revision r
      where r.id = i.revision_id and i.state = 'in_review'
        and r.state in ('published', 'superseded', 'rolled_back', 'rejected', 'discarded')`,
  );
}
