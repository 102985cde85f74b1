import type { Transaction } from "../../../platform/database.js";
import type { ProgramDocument, StatusStatement } from "../../document/program-document.js";
import type { Source } from "../source.js";
import { type BringNeeds, publishSpoken, sendToReview } from "./bring.js";
import { FEED_CITATION } from "./complete.js";
import { type HarvestRecord, writeRecords } from "./records.js";

/** Marks the items that a feed no longer has. Their programs stay as they are for now. */
export async function markVanished(
  tx: Transaction,
  source: string,
  harvestId: string,
  at: Date,
  trial: boolean,
): Promise<void> {
  const gone = await tx.query<{ itemId: string; slug: string | null }>(
    `select i.item_id as "itemId", i.slug from source_item i
      where i.source = $1 and i.state not in ('vanished', 'retired')
        and not exists (select from harvest_staged s where s.harvest_id = $2 and s.item_id = i.item_id)
      order by i.item_id`,
    [source, harvestId],
  );
  if (gone.length === 0) return;
  const records = gone.map(({ itemId, slug }): HarvestRecord => ({ itemId, what: "vanished", slug, findings: [] }));
  await writeRecords(tx, harvestId, records);
  if (trial) return;
  // One that never got into the catalog leaves nothing behind.
  await tx.query(
    "update source_item set state = 'vanished', vanished_at = $3 where source = $1 and item_id = any($2::text[])",
    [source, gone.map(({ itemId }) => itemId), at],
  );
}

/** Longest list of programs retired in one transaction. */
const AT_ONCE = 50;

/**
 * Retires programs that the feed has not had for the time its source is set to: the catalog says that nobody tells of them any more,
 * and since when. A program that another source still tells of stays as it is.
 */
export async function retireVanished(tx: Transaction, harvestId: string, bring: BringNeeds, at: Date): Promise<number> {
  const { source } = bring;
  const due = await tx.query<{
    itemId: string;
    slug: string | null;
    said: ProgramDocument | null;
    day: string;
    told: boolean;
  }>(
    `select i.item_id as "itemId", i.slug, i.said, (i.vanished_at at time zone 'America/Mexico_City')::date::text as day,
            exists (select from source_item o where o.slug = i.slug and o.source <> i.source and o.vanished_at is null
                       and o.state in ('published', 'joined')) as told
       from source_item i
      where i.source = $1 and i.state = 'vanished' and i.vanished_at <= $2
      order by i.item_id limit ${AT_ONCE} for update of i`,
    [source.key, new Date(at.getTime() - source.retireAfterDays * DAY)],
  );
  if (due.length === 0) return 0;
  const silent = due.flatMap(({ itemId, slug, said, day, told }) =>
    said === null || slug === null || told ? [] : [{ itemId, before: said, says: goneSince(said, day, source) }],
  );
  await (source.trust === "auto_publish" ? publishSpoken : sendToReview)(tx, silent, bring);
  await tx.query(
    `update source_item i set state = 'retired', said = coalesce(g.said, i.said)
       from jsonb_to_recordset($2::jsonb) as g("itemId" text, said jsonb)
      where i.source = $1 and i.item_id = g."itemId"`,
    [
      source.key,
      JSON.stringify(
        due.map(({ itemId }) => ({ itemId, said: silent.find((one) => one.itemId === itemId)?.says ?? null })),
      ),
    ],
  );
  const records = due.map(({ itemId, slug }): HarvestRecord => ({ itemId, what: "retired", slug, findings: [] }));
  await writeRecords(tx, harvestId, records);
  return due.length;
}

const DAY = 86_400_000;

/**
 * What a source says by no longer speaking of a program: nobody knows whether it goes on. It is kept as the source's own word, so
 * that it falls away by itself when the source speaks of the program again.
 */
function goneSince(said: ProgramDocument, day: string, { name }: Source): ProgramDocument {
  const note = {
    es: `${name.es} dejó de publicarlo; se notó el ${day}.`,
    en: `${name.en} stopped publishing it; this was noticed on ${day}.`,
  };
  const gone: StatusStatement = { code: "unknown", since: day, confidence: "inferred", note, cite: [FEED_CITATION] };
  return { ...said, status: [...said.status, gone] };
}
