import { v7 as newId } from "uuid";
import type { Database, Transaction } from "../../../platform/database.js";
import type { Counts } from "./records.js";
import type { HarvestKind, HarvestOutcome } from "./vocabulary.js";

/** A harvest as it is kept. */
export interface HarvestRow {
  readonly id: string;
  readonly source: string;
  readonly kind: HarvestKind;
  /** The one item that is to be looked at again. */
  readonly itemId: string | null;
  /** Whoever asked accepts that the feed lost many programs. */
  readonly allowLoss: boolean;
  readonly askedBy: string | null;
  readonly askedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly outcome: HarvestOutcome;
  readonly failure: { readonly kind: string; readonly detail: string } | null;
  readonly counts: Counts;
}

export const HARVEST_COLUMNS = `h.id, h.source, h.kind, h.item_id as "itemId", h.allow_loss as "allowLoss", h.asked_by as "askedBy",
  h.asked_at as "askedAt", h.started_at as "startedAt", h.ended_at as "endedAt", h.outcome, h.failure, h.counts`;

export interface Asked {
  readonly source: string;
  readonly kind: HarvestKind;
  readonly itemId: string | null;
  readonly allowLoss: boolean;
  readonly askedBy: string | null;
}

/** Asks for a harvest: some gateway begins it within seconds. */
export async function askForHarvest(
  tx: Pick<Database, "query">,
  { source, kind, itemId, allowLoss, askedBy }: Asked,
  now: Date,
): Promise<string> {
  const id = newId();
  await tx.query(
    `insert into harvest (id, source, kind, item_id, allow_loss, asked_by, asked_at, outcome) values ($1, $2, $3, $4, $5, $6, $7, 'waiting')`,
    [id, source, kind, itemId, allowLoss, askedBy, now],
  );
  return id;
}

/** Asks for a harvest of each source whose time has come; any number of gateways may do so at once. */
export async function askForDue(tx: Transaction, now: Date): Promise<void> {
  const due = await tx.query<{ key: string }>(
    `update source s set next_at = $1::timestamptz + make_interval(mins => (s.settings ->> 'everyMinutes')::int)
      where s.active and s.next_at <= $1 returning s.key`,
    [now],
  );
  for (const { key: source } of due)
    await askForHarvest(tx, { source, kind: "scheduled", itemId: null, allowLoss: false, askedBy: null }, now);
}

/** Harvests that a gateway began and did not end, because it is no more, wait again. */
export async function reviveInterrupted(tx: Transaction, now: Date): Promise<void> {
  const dead = await tx.query<{ id: string; source: string }>(
    `update harvest h set outcome = 'waiting', started_at = null from source s
      where s.key = h.source and h.outcome = 'running' and (s.leased_until is null or s.leased_until <= $1)
     returning h.id, h.source`,
    [now],
  );
  const ids = dead.map(({ id }) => id);
  await tx.query("delete from harvest_staged where harvest_id = any($1::uuid[])", [ids]);
}

/** Harvests that wait for no other of their source, the longest waiting first. */
export function waitingHarvests(database: Pick<Database, "query">, now: Date): Promise<readonly HarvestRow[]> {
  return database.query<HarvestRow>(
    `select ${HARVEST_COLUMNS} from harvest h join source s on s.key = h.source
      where h.outcome = 'waiting' and (s.leased_until is null or s.leased_until <= $1)
        and not exists (select from harvest o where o.source = h.source and o.outcome = 'waiting' and (o.asked_at, o.id) < (h.asked_at, h.id))
      order by h.asked_at, h.id limit 50`,
    [now],
  );
}

/** Has a harvest wait again, with nothing of it done. */
export async function putBack(tx: Pick<Database, "query">, id: string): Promise<void> {
  await tx.query("update harvest set outcome = 'waiting', started_at = null where id = $1", [id]);
  await tx.query("delete from harvest_staged where harvest_id = $1", [id]);
}

/** Begins a harvest; false when another gateway was first. */
export async function beginHarvest(database: Pick<Database, "query">, id: string, now: Date): Promise<boolean> {
  const rows = await database.query(
    "update harvest set outcome = 'running', started_at = $2 where id = $1 and outcome = 'waiting' returning id",
    [id, now],
  );
  return rows.length > 0;
}

export interface Ended {
  readonly outcome: HarvestOutcome;
  readonly failure?: HarvestRow["failure"];
  readonly counts?: Counts;
}

/** Harvests of a source whose records are kept. */
const RECORDED = 50;

export async function endHarvest(
  tx: Pick<Database, "query">,
  { id, source }: Pick<HarvestRow, "id" | "source">,
  { outcome, failure = null, counts = {} }: Ended,
  now: Date,
): Promise<void> {
  await tx.query("update harvest set outcome = $2, failure = $3, counts = $4, ended_at = $5 where id = $1", [
    id,
    outcome,
    failure === null ? null : JSON.stringify(failure),
    JSON.stringify(counts),
    now,
  ]);
  await tx.query("delete from harvest_staged where harvest_id = $1", [id]);
  await tx.query(
    `delete from harvest_record r using (
       select id from harvest where source = $1 and outcome <> 'waiting' order by asked_at desc, id desc offset ${RECORDED}) old
      where r.harvest_id = old.id`,
    [source],
  );
}
