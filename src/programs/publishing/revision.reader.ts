import DataLoader from "dataloader";
import type { PageRequest } from "../../graph/connection.js";
import { type GraphContext, perRequest } from "../../graph/context.js";
import type { Cursors } from "../../graph/cursor.js";
import { claimsOf } from "../../graph/identity/caller.js";
import { type KeyedList, readKeyedList } from "../../graph/keyed-list.js";
import type { OwnedLists, ReadOwned } from "../../graph/owned-lists.js";
import { digestOf } from "../../platform/canonical-json.js";
import type { Database } from "../../platform/database.js";
import { Bindings } from "../../platform/sql.js";
import type { Calls } from "../ports.js";
import { type RevisedCall, withStanding } from "./calls/call-desk.js";
import { withEditions } from "./editions.js";
import type { RevisionState } from "./lifecycle.js";
import {
  CALL_COLUMNS,
  EVENT_COLUMNS,
  ITEM_COLUMNS,
  REVISION_COLUMNS,
  type RevisionCallRow,
  type RevisionEventRow,
  type RevisionItem,
  type RevisionRow,
} from "./rows.js";

export interface RevisionFilter {
  readonly states: readonly RevisionState[] | null;
  readonly program: string | null;
}

/** Reads revisions as the caller: those of its own agency, or all for who audits. */
export class RevisionReader {
  readonly byKey: (context: GraphContext) => DataLoader<string, RevisionRow | null>;
  readonly itemsOf: (context: GraphContext) => DataLoader<string, readonly RevisionItem[]>;
  readonly callsOf: (context: GraphContext) => DataLoader<string, readonly RevisedCall[]>;
  readonly timeline: ReadOwned<RevisionEventRow>;

  constructor(
    private readonly needs: {
      readonly database: Database;
      readonly cursors: Cursors;
      readonly ownedList: OwnedLists;
      readonly calls: Calls;
      readonly guarded: boolean;
    },
  ) {
    this.byKey = perRequest((context) => new DataLoader((keys) => this.#byKeys(context, keys)));
    this.itemsOf = perRequest((context) => new DataLoader((keys) => this.#items(context, keys)));
    this.callsOf = perRequest((context) => new DataLoader((keys) => this.#calls(context, keys)));
    this.timeline = needs.ownedList<RevisionEventRow>(
      { table: "revision_event", owner: "revision_id", order: "to_char(version, 'FM0000000000')" },
      (tx, ids) => tx.query(`select ${EVENT_COLUMNS} from revision_event where id = any($1::uuid[])`, [ids]),
    );
  }

  /** One page, the last changed first. */
  list(context: GraphContext, { states, program }: RevisionFilter, page: PageRequest) {
    const { cursors, database } = this.needs;
    return database.as(claimsOf(context.caller), (tx) => {
      const sql = new Bindings();
      const where = [
        ...this.#mine(context, sql),
        ...(states === null ? [] : [`r.state = any(${sql.bind(states, "text[]")})`]),
        ...(program === null
          ? []
          : [
              `r.id in (select revision_id from revision_item where slug = ${sql.bind(program)}
                  union all select revision_id from revision_call where slug = ${sql.bind(program)})`,
            ]),
      ];
      const list: KeyedList = {
        question: digestOf(["revisions", states, program, claimsOf(context.caller)]),
        found: `select r.id, r.updated_at as key from revision r where ${where.join(" and ")}`,
        sql,
        keyType: "timestamptz",
        latestFirst: true,
      };
      return readKeyedList(tx, cursors, list, page, (ids) =>
        tx.query<RevisionRow>(`select ${REVISION_COLUMNS} from revision r where r.id = any($1::uuid[])`, [ids]),
      );
    });
  }

  async #byKeys(context: GraphContext, keys: readonly string[]): Promise<readonly (RevisionRow | null)[]> {
    const sql = new Bindings();
    const where = this.#mine(context, sql).join(" and ");
    const rows = await this.needs.database.as(claimsOf(context.caller), (tx) =>
      tx.query<RevisionRow>(
        `select ${REVISION_COLUMNS} from revision r where ${where} and r.id = any(${sql.bind(keys, "uuid[]")})`,
        sql.values,
      ),
    );
    const byKey = new Map(rows.map((row) => [row.id, row]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  async #items(context: GraphContext, keys: readonly string[]): Promise<readonly (readonly RevisionItem[])[]> {
    const { database } = this.needs;
    const items = await database.as(claimsOf(context.caller), (tx) =>
      tx.query<RevisionItem>(
        `select ${ITEM_COLUMNS} from revision_item i where i.revision_id = any($1::uuid[]) order by i.slug`,
        [keys],
      ),
    );
    const whole = await withEditions(database, items);
    const byRevision = Map.groupBy(whole, ({ revisionId }) => revisionId);
    return keys.map((key) => byRevision.get(key) ?? []);
  }

  async #calls(context: GraphContext, keys: readonly string[]): Promise<readonly (readonly RevisedCall[])[]> {
    const { database, calls } = this.needs;
    const rows = await database.as(claimsOf(context.caller), (tx) =>
      tx.query<RevisionCallRow>(
        `select ${CALL_COLUMNS} from revision_call c where c.revision_id = any($1::uuid[]) order by c.id`,
        [keys],
      ),
    );
    const byRevision = Map.groupBy(await withStanding(calls, database, rows), ({ revisionId }) => revisionId);
    return keys.map((key) => byRevision.get(key) ?? []);
  }

  /** The gateway's own check, above row-level security. */
  #mine({ caller }: GraphContext, sql: Bindings): string[] {
    if (!this.needs.guarded) return ["true"];
    if (caller.role === "auditor") return ["true"];
    return caller.agency === null ? ["false"] : [`r.agency = ${sql.bind(caller.agency)}`];
  }
}
