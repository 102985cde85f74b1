import type { Database } from "../../../platform/database.js";
import type { Reason } from "./reasons.js";
import type { RecordKind } from "./vocabulary.js";

/** What a harvest made of one item. */
export interface HarvestRecord {
  readonly itemId: string;
  readonly what: RecordKind;
  readonly slug: string | null;
  readonly findings: readonly Reason[];
}

export type Counts = Readonly<Partial<Record<RecordKind, number>>>;

export async function writeRecords(
  tx: Pick<Database, "query">,
  harvestId: string,
  records: readonly HarvestRecord[],
): Promise<void> {
  await tx.query(
    `insert into harvest_record (harvest_id, item_id, what, slug, findings)
     select $1, r."itemId", r.what, r.slug, r.findings
       from jsonb_to_recordset($2::jsonb) as r("itemId" text, what text, slug text, findings jsonb)
     on conflict (harvest_id, item_id) do update set what = excluded.what, slug = excluded.slug, findings = excluded.findings`,
    [harvestId, JSON.stringify(records)],
  );
}

export async function countRecords(tx: Pick<Database, "query">, harvestId: string): Promise<Counts> {
  const rows = await tx.query<{ what: RecordKind; count: number }>(
    "select what, count(*)::int as count from harvest_record where harvest_id = $1 group by what",
    [harvestId],
  );
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
}
