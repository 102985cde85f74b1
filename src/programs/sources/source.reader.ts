import DataLoader from "dataloader";
import type { PageRequest } from "../../graph/connection.js";
import { type GraphContext, perRequest } from "../../graph/context.js";
import type { Cursors } from "../../graph/cursor.js";
import { claimsOf } from "../../graph/identity/caller.js";
import { readKeyedList } from "../../graph/keyed-list.js";
import { digestOf } from "../../platform/canonical-json.js";
import type { Database } from "../../platform/database.js";
import { Bindings } from "../../platform/sql.js";
import { ITEM_COLUMNS, type ItemRow } from "./harvest/items.js";
import { HARVEST_COLUMNS, type HarvestRow } from "./harvest/queue.js";
import type { HarvestRecord } from "./harvest/records.js";
import { SOURCE_COLUMNS, type SourceRow } from "./source-store.js";

/** All sources, by key. */
export function allSources(database: Pick<Database, "query">): Promise<readonly SourceRow[]> {
  return database.query<SourceRow>(`select ${SOURCE_COLUMNS} from source s order by s.key`);
}

/** The last harvest of each source that read, or should have read, all of its feed; null where there was none. */
export async function lastHarvests(
  database: Pick<Database, "query">,
  keys: readonly string[],
): Promise<readonly (HarvestRow | null)[]> {
  const rows = await database.query<HarvestRow>(
    `select last.* from unnest($1::text[]) as k, lateral (
       select ${HARVEST_COLUMNS} from harvest h
        where h.source = k and h.ended_at is not null and h.kind in ('scheduled', 'asked')
        order by h.asked_at desc, h.id desc limit 1) as last`,
    [keys],
  );
  const bySource = new Map(rows.map((row) => [row.source, row]));
  return keys.map((key) => bySource.get(key) ?? null);
}

export type InboxRow = ItemRow & { readonly id: string };

/** Reads sources and their harvests, which are public, and the inbox of an agency, which is not. */
export class SourceReader {
  readonly all: (context: GraphContext) => Promise<readonly SourceRow[]>;
  /** The last harvest of each source that read, or should have read, all of its feed. */
  readonly lastHarvest: (context: GraphContext) => DataLoader<string, HarvestRow | null>;
  /** What the sources say of programs, by slug. */
  readonly itemsOf: (context: GraphContext) => DataLoader<string, readonly ItemRow[]>;

  constructor(
    private readonly needs: { readonly database: Database; readonly cursors: Cursors; readonly guarded: boolean },
  ) {
    const { database } = needs;
    this.all = perRequest(() => allSources(database));
    this.lastHarvest = perRequest(() => new DataLoader((keys) => lastHarvests(database, keys)));
    this.itemsOf = perRequest(
      () =>
        new DataLoader(async (slugs) => {
          const rows = await database.query<ItemRow>(
            `select ${ITEM_COLUMNS} from source_item i where i.slug = any($1::text[]) order by i.first_seen_at, i.source`,
            [slugs],
          );
          const bySlug = Map.groupBy(rows, ({ slug }) => slug ?? "");
          return slugs.map((slug) => bySlug.get(slug) ?? []);
        }),
    );
  }

  async one(context: GraphContext, key: string): Promise<SourceRow | undefined> {
    return (await this.all(context)).find((source) => source.key === key);
  }

  async harvest(id: string): Promise<HarvestRow | null> {
    const [row] = await this.needs.database.query<HarvestRow>(
      `select ${HARVEST_COLUMNS} from harvest h where h.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** The harvests of a source, the last first. */
  harvests(context: GraphContext, source: string, page: PageRequest) {
    const { database, cursors } = this.needs;
    const sql = new Bindings();
    const list = {
      question: digestOf(["harvests", source]),
      found: `select h.id, h.asked_at as key from harvest h where h.source = ${sql.bind(source)}`,
      sql,
      keyType: "timestamptz",
      latestFirst: true,
    } as const;
    return database.as(claimsOf(context.caller), (tx) =>
      readKeyedList(tx, cursors, list, page, (ids) =>
        tx.query<HarvestRow>(`select ${HARVEST_COLUMNS} from harvest h where h.id = any($1::uuid[])`, [ids]),
      ),
    );
  }

  /** What a harvest made of each item, for who looks after its source. */
  async records(context: GraphContext, { id, source }: Pick<HarvestRow, "id" | "source">, page: PageRequest) {
    const { database, cursors } = this.needs;
    const claims = claimsOf(context.caller);
    const mine = await this.#maySee(context, source);
    const sql = new Bindings();
    const list = {
      question: digestOf(["records", id, claims]),
      found: `select r.id, r.item_id as key from harvest_record r where r.harvest_id = ${sql.bind(id, "uuid")} and ${mine}`,
      sql,
      keyType: "text",
    } as const;
    return database.as(claims, (tx) =>
      readKeyedList(tx, cursors, list, page, (ids) =>
        tx.query<HarvestRecord & { readonly id: string }>(
          `select id, item_id as "itemId", what, slug, findings from harvest_record where id = any($1::uuid[])`,
          [ids],
        ),
      ),
    );
  }

  /** The gateway's own check, above row-level security. */
  async #maySee(context: GraphContext, source: string): Promise<boolean> {
    const { role, agency } = context.caller;
    if (!this.needs.guarded || role === "auditor" || role === "administrator") return true;
    return (await this.one(context, source))?.settings.owner === agency;
  }

  /** What waits for a person of the agency that owns a source. Row-level security shows nobody else any of it. */
  async inbox(context: GraphContext, source: string, page: PageRequest) {
    const { database, cursors } = this.needs;
    const claims = claimsOf(context.caller);
    const mine = await this.#maySee(context, source);
    const sql = new Bindings();
    const list = {
      question: digestOf(["quarantine", source, claims]),
      found: `select i.id, i.item_id as key from source_item i
               where i.source = ${sql.bind(source)} and i.state in ('quarantined', 'declined') and ${mine}`,
      sql,
      keyType: "text",
    } as const;
    return database.as(claims, (tx) =>
      readKeyedList(tx, cursors, list, page, (ids) =>
        tx.query<InboxRow>(`select i.id, ${ITEM_COLUMNS} from source_item i where i.id = any($1::uuid[])`, [ids]),
      ),
    );
  }
}
