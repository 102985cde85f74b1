import type { PageRequest } from "../../graph/connection.js";
import type { GraphContext } from "../../graph/context.js";
import type { Cursors } from "../../graph/cursor.js";
import { claimsOf } from "../../graph/identity/caller.js";
import { type KeyedList, readKeyedList } from "../../graph/keyed-list.js";
import { digestOf } from "../../platform/canonical-json.js";
import type { Database, Transaction } from "../../platform/database.js";
import { Bindings } from "../../platform/sql.js";
import {
  ApplicationEventSchema,
  type ApplicationRow,
  ApplicationSchema,
  AttachmentSchema,
  InformationRequestSchema,
  MessageSchema,
  ReviewScoreSchema,
  TrancheSchema,
} from "../entities.js";
import type { State } from "../lifecycle/states.js";

export interface TrackingNeeds {
  readonly database: Database;
  readonly cursors: Cursors;
  readonly guarded: boolean;
}

/** Which applications are asked for. */
export interface ApplicationFilter {
  readonly states: readonly State[] | null;
  readonly businessKey: string | null;
  readonly programKey: string | null;
  readonly callKey: string | null;
  readonly assignedTo: string | null;
  readonly folio: string | null;
  /** Those changed at this instant or later. */
  readonly updatedSince: string | null;
}

const PARTS = {
  events: ApplicationEventSchema,
  requests: InformationRequestSchema,
  messages: MessageSchema,
  scores: ReviewScoreSchema,
  tranches: TrancheSchema,
  attachments: AttachmentSchema,
} as const;

/** Reads applications: each with what belongs to it, lists, and how many are where. */
export class TrackingService {
  constructor(private readonly needs: TrackingNeeds) {}

  /** Applications by key; null for those that are not there or not the caller's to see. */
  byKeys(context: GraphContext, keys: readonly string[]): Promise<readonly (ApplicationRow | null)[]> {
    return this.read(context, async (tx) => {
      const allowed = await this.#allowed(tx, context, keys);
      const rows = await tx.em.find(ApplicationSchema, { id: allowed });
      const byKey = new Map(rows.map((row) => [row.id, row]));
      return keys.map((key) => byKey.get(key) ?? null);
    });
  }

  /** The same of one application, for a command that is under way. */
  async find(tx: Transaction, context: GraphContext, key: string): Promise<ApplicationRow | null> {
    const [id] = await this.#allowed(tx, context, [key]);
    return id === undefined ? null : tx.em.findOne(ApplicationSchema, { id });
  }

  /**
   * One page, in the order of the last change. Asked with `updatedSince` it is a feed: it ends before the oldest change that is
   * still being written, so that whoever goes on from its end misses none.
   */
  list(context: GraphContext, filter: ApplicationFilter, page: PageRequest) {
    return this.read(context, (tx) => {
      const sql = new Bindings();
      const where = [...this.#mine(context, sql), ...conditions(filter, sql)];
      if (filter.updatedSince !== null) where.push("changed_in < pg_snapshot_xmin(pg_current_snapshot())");
      const list: KeyedList = {
        question: digestOf(["applications", filter, claimsOf(context.caller)]),
        found: `select id, changed_in as key from application where ${where.join(" and ")}`,
        sql,
        keyType: "xid8",
      };
      return readKeyedList(tx, this.needs.cursors, list, page, (ids) => tx.em.find(ApplicationSchema, { id: ids }));
    });
  }

  /** Applications of one firm after a key, in the order they were started, as far as the caller may see them. */
  ofBusiness(context: GraphContext, businessKey: string, after: string | null, limit: number) {
    return this.read(context, async (tx) => {
      const sql = new Bindings();
      const where = this.#mine(context, sql);
      where.push(`business_id = ${sql.bind(businessKey, "uuid")}`);
      if (after !== null) where.push(`id > ${sql.bind(after, "uuid")}`);
      const rows = await tx.query<{ id: string }>(
        `select id from application where ${where.join(" and ")} order by id limit ${sql.bind(limit, "int")}`,
        sql.values,
      );
      return tx.em.find(ApplicationSchema, { id: rows.map(({ id }) => id) }, { orderBy: { id: "asc" } });
    });
  }

  /** How many of the caller's applications are in each state, and how many days they have been there. */
  counts(context: GraphContext) {
    return this.read(context, async (tx) => {
      const sql = new Bindings();
      const where = this.#mine(context, sql).join(" and ");
      const now = sql.bind(context.now, "timestamptz");
      return tx.query<{ state: State; count: number; oldest: number; median: number }>(
        `select state, count(*)::int as count, max(days)::int as oldest,
                (percentile_disc(0.5) within group (order by days))::int as median
           from (select state, greatest(0, extract(day from ${now} - state_since)) as days from application
                  where ${where} and suppressed_at is null) as a
          group by state`,
        sql.values,
      );
    });
  }

  /** What belongs to several applications, in the order it came to be: one statement for all of them. */
  async parts<Part extends keyof typeof PARTS>(context: GraphContext, part: Part, keys: readonly string[]) {
    type Row = InstanceType<(typeof PARTS)[Part]["class"]>;
    const rows = await this.read(
      context,
      async (tx) =>
        (await tx.em.find(PARTS[part] as never, { applicationId: [...keys] } as never, ORDER[part])) as Row[],
    );
    // Above row-level security: what an agency notes for itself is no firm's to read.
    const hidden = (row: Row) => "internal" in row && row.internal && context.caller.role === "business";
    const shown = this.needs.guarded ? rows.filter((row) => !hidden(row)) : rows;
    const byApplication = Map.groupBy(shown, (row) => (row as { applicationId: string }).applicationId);
    return keys.map((key) => byApplication.get(key) ?? []);
  }

  /** What firms reported at the end, added up for each program: only what at least three firms reported. */
  async results(context: GraphContext, programKeys: readonly string[]) {
    const rows = await this.read(context, (tx) =>
      tx.query<{ program_id: string; metric: string; total: string; firms: number }>(
        "select program_id, metric, total::text, firms from program_results($1::uuid[]) order by firms desc, metric limit $2",
        [programKeys, MOST_METRICS * programKeys.length],
      ),
    );
    const byProgram = Map.groupBy(rows, ({ program_id }) => program_id);
    return programKeys.map((key) => (byProgram.get(key) ?? []).slice(0, MOST_METRICS));
  }

  /**
   * Where applications stand on the waiting lists of their calls: the best score first, those without one last; of equal ones whoever
   * filed first. Null for those that do not wait.
   */
  async waiting(context: GraphContext, keys: readonly string[]) {
    const rows = await this.read(context, (tx) =>
      tx.query<{ application_id: string; place: number; among: number; covered: boolean }>(
        "select application_id, place, among, covered from waiting_places($1::uuid[])",
        [keys],
      ),
    );
    const byKey = new Map(rows.map((row) => [row.application_id, row]));
    return keys.map((key) => byKey.get(key) ?? null);
  }

  /** The stages that agencies named, by agency. */
  async stages(context: GraphContext, agencies: readonly string[]) {
    const rows = await this.read(context, (tx) =>
      tx.query<{ agency: string; code: string; state: State; es: string; en: string }>(
        "select agency, code, state, es, en from agency_stage where agency = any($1::text[]) order by place",
        [agencies],
      ),
    );
    const byAgency = Map.groupBy(rows, ({ agency }) => agency);
    return agencies.map((agency) => byAgency.get(agency) ?? []);
  }

  read<T>({ caller }: GraphContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.needs.database.as(claimsOf(caller), work);
  }

  async #allowed(tx: Transaction, context: GraphContext, keys: readonly string[]): Promise<string[]> {
    const sql = new Bindings();
    const where = this.#mine(context, sql).join(" and ");
    const rows = await tx.query<{ id: string }>(
      `select id from application where ${where} and id = any(${sql.bind(keys, "uuid[]")})`,
      sql.values,
    );
    return rows.map(({ id }) => id);
  }

  /** The gateway's own check, above row-level security: firms by standing, agencies by what was handed in to them. */
  #mine({ caller }: GraphContext, sql: Bindings): string[] {
    if (!this.needs.guarded) return ["true"];
    if (caller.role === "business") return ["business_id = any(array(select firms_of('read')))"];
    if (caller.role === "auditor") return ["folio is not null"];
    return caller.agency === null ? ["false"] : ["folio is not null", `agency = ${sql.bind(caller.agency)}`];
  }
}

/** Metrics of one program that are shown, those of most firms first. */
const MOST_METRICS = 50;
const BY_ID = { orderBy: { id: "asc" } } as never;
const ORDER: Readonly<Record<keyof typeof PARTS, never>> = {
  events: { orderBy: { version: "asc" } } as never,
  requests: BY_ID,
  messages: BY_ID,
  scores: { orderBy: { reviewer: "asc", criterion: "asc" } } as never,
  tranches: { orderBy: { number: "asc" } } as never,
  attachments: { orderBy: { evidence: "asc", attachedAt: "asc" } } as never,
};

function conditions(filter: ApplicationFilter, sql: Bindings): readonly string[] {
  const given: readonly (readonly [unknown, (value: string) => string, string])[] = [
    [filter.states, (states) => `state = any(${states})`, "text[]"],
    [filter.businessKey, (key) => `business_id = ${key}`, "uuid"],
    [filter.programKey, (key) => `program_id = ${key}`, "uuid"],
    [filter.callKey, (key) => `call_id = ${key}`, "uuid"],
    [filter.assignedTo, (who) => `assigned_to = ${who}`, "text"],
    [filter.folio, (folio) => `folio = ${folio}`, "text"],
    [filter.updatedSince, (since) => `updated_at >= ${since}`, "timestamptz"],
  ];
  return given.flatMap(([value, say, type]) => (value === null ? [] : [say(sql.bind(value, type))]));
}
