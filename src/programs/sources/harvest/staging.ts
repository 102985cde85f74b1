import { digestOf } from "../../../platform/canonical-json.js";
import type { Database } from "../../../platform/database.js";
import type { Adapter, FeedItem } from "../source.js";
import { SourceFailed } from "../source.js";

/** An item of the feed that is being harvested, as it was read. */
export interface Staged {
  readonly itemId: string;
  readonly digest: string;
  /** What it says of a program; null where it is none. */
  readonly said: Readonly<Record<string, unknown>> | null;
}

/** Longest key of an item, in characters. */
const LONGEST_ID = 200;

/** Whether a key of an item can be kept. */
export function isItemId(id: string): boolean {
  return id !== "" && id.length <= LONGEST_ID && !id.includes("\0") && id.isWellFormed();
}

/** Keeps a page of a feed until all of it has been read. Rejects with `SourceFailed` when it has a key a second time. */
export async function stagePage(
  database: Pick<Database, "query">,
  harvestId: string,
  page: readonly FeedItem[],
  toProgram: Adapter["toProgram"],
): Promise<number> {
  const staged = page.map(({ id, raw }): Staged => {
    if (!isItemId(id)) throw new SourceFailed("malformed", "item without a key that can be kept");
    const said = storable(toProgram(raw));
    return { itemId: id, digest: digestOf(said ?? { unreadable: true }), said };
  });
  if (new Set(staged.map(({ itemId }) => itemId)).size < staged.length) throw new SourceFailed("repeated_id");
  const rows = await database.query(
    `insert into harvest_staged (harvest_id, item_id, digest, said)
     select $1, s."itemId", s.digest, s.said from jsonb_to_recordset($2::jsonb) as s("itemId" text, digest text, said jsonb)
     on conflict do nothing returning 1`,
    [harvestId, JSON.stringify(staged)],
  );
  if (rows.length < staged.length) throw new SourceFailed("repeated_id");
  return rows.length;
}

/** JSON that PostgreSQL can keep; what cannot be kept is no program. */
function storable(said: Readonly<Record<string, unknown>> | undefined): Staged["said"] {
  if (said === undefined) return null;
  const text = JSON.stringify(said);
  return text === undefined || text.includes("\\u0000") || !text.isWellFormed() ? null : JSON.parse(text);
}

/** Items that are taken into the catalog in one transaction. */
const BATCH = 50;

/** The staged items in the order of their keys, a batch at a time; or the one that is asked for. */
export async function* stagedItems(
  database: Pick<Database, "query">,
  harvestId: string,
  only: string | null,
): AsyncGenerator<readonly Staged[]> {
  for (let after: string | undefined = ""; after !== undefined; ) {
    const batch: readonly Staged[] = await database.query<Staged>(
      `select item_id as "itemId", digest, said from harvest_staged
        where harvest_id = $1 and item_id > $2 and ($3::text is null or item_id = $3) order by item_id limit ${BATCH}`,
      [harvestId, after, only],
    );
    if (batch.length > 0) yield batch;
    after = batch.at(-1)?.itemId;
  }
}

/** How many programs the source had, and how many of those the feed no longer has; what never became one is no loss. */
export async function lossOf(
  database: Pick<Database, "query">,
  source: string,
  harvestId: string,
): Promise<{ readonly had: number; readonly lost: number }> {
  const [loss] = await database.query<{ had: number; lost: number }>(
    `select count(*)::int as had, count(*) filter (where s.item_id is null)::int as lost
       from source_item i left join harvest_staged s on s.harvest_id = $2 and s.item_id = i.item_id
      where i.source = $1 and i.slug is not null and i.state not in ('vanished', 'retired')`,
    [source, harvestId],
  );
  return loss ?? { had: 0, lost: 0 };
}
