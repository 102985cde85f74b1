import type { Database } from "../../platform/database.js";
import { Bindings } from "../../platform/sql.js";
import type { Day } from "../document/partial-date.js";
import type { Language } from "../document/text.js";
import type { SearchField } from "../search/index-words.js";
import { type Dimension, facet, STORED_DIMENSIONS } from "./facets.js";
import { matchOf, searchTables } from "./search-sql.js";

/** Where a firm is: nearer programs come first. */
export interface Place {
  readonly state: string;
  readonly municipality?: string;
}

export const ORDERS = ["RELEVANCE", "NAME", "LOCAL_FIRST"] as const;
export type Order = (typeof ORDERS)[number];

export type ProgramFilter = Readonly<Partial<Record<Dimension, readonly string[]>>>;

export interface ProgramQuery {
  readonly asOf: Day;
  readonly language: Language;
  readonly filter: ProgramFilter;
  readonly search: string | undefined;
  readonly order: Order;
  readonly place: Place | undefined;
  readonly page: {
    readonly size: number;
    /** Read from the end towards the beginning. */
    readonly backwards: boolean;
    /** Sort keys of the row to begin behind. */
    readonly beyond: readonly string[] | undefined;
  };
  readonly wants: { readonly total: boolean; readonly facets: boolean };
}

export interface Match {
  readonly typed: string;
  readonly found: string;
  readonly how: "EXACT" | "STEM" | "PREFIX" | "SOUND" | "SIMILAR";
  readonly fields: readonly SearchField[];
}

export interface ProgramRow {
  readonly versionId: string;
  readonly keys: readonly string[];
  /** How well it answers the search; null without one. */
  readonly score: number | null;
  readonly match: readonly Match[] | null;
}

export interface ProgramPage {
  /** In reading order, whichever way the page was taken. */
  readonly rows: readonly ProgramRow[];
  /** Whether there is more in the direction of reading. */
  readonly more: boolean;
  readonly total: number | null;
  /** Count by "dimension:value" over everything the filter and search let through. */
  readonly facets: Readonly<Record<string, number>> | null;
}

/** What filters, sorting and facets need of a version; the document is not among it. */
const COLUMNS = "id, facets, level, state_code, municipality_code, name_es, name_en";

interface SortKey {
  readonly sql: string;
  readonly type: string;
}

/** Finds one page of the programs in force on a day, with total and facet counts when asked, in one statement. */
export async function findPrograms(database: Database, query: ProgramQuery): Promise<ProgramPage> {
  const sql = new Bindings();
  const asOf = sql.bind(query.asOf, "date");
  const searching = query.search !== undefined;
  const tables = [
    `in_force as (select ${COLUMNS} from program_version where superseded_at is null and in_force @> ${asOf})`,
    ...(searching ? [searchTables(query.search ?? "", sql)] : []),
  ];
  const keys = sortKeys(query, sql);
  const columns = keys.map((_, index) => `k${index}`).join(", ");
  const { size, backwards, beyond } = query.page;
  const direction = backwards ? "desc" : "asc";
  const order = keys.map((_, index) => `k${index} ${direction}`).join(", ");
  const start = beyond
    ? `where (${columns}) ${backwards ? "<" : ">"} (${keys.map(({ type }, index) => sql.bind(beyond[index], type)).join(", ")})`
    : "";
  const statement = `
    with ${tables.join(",\n")},
    matched as (
      select v.id, v.facets || ('status:' || s.code) as facets, ${searching ? "round(scored.score::numeric, 3)" : "null"} as score, ${keys.map((key, index) => `${key.sql} as k${index}`).join(", ")}
        from in_force v
        join program_status s on s.version_id = v.id and s.during @> ${asOf}
        ${searching ? "join scored on scored.version_id = v.id" : ""}
       where ${conditions(query.filter, sql).join(" and ")}
    ),
    page as (select id, score, ${columns} from matched ${start} order by ${order} limit ${sql.bind(size + 1, "int")})
    select
      (select coalesce(jsonb_agg(jsonb_build_object(
          'versionId', id,
          'keys', jsonb_build_array(${keys.map((_, index) => `k${index}::text`).join(", ")}),
          'score', score,
          'match', ${searching ? matchOf("page.id") : "null"}
        ) order by ${order}), '[]') from page) as rows,
      ${query.wants.total ? "(select count(*)::int from matched)" : "null"} as total,
      ${query.wants.facets ? facetCounts() : "null"} as facets`;
  const [answer] = await database.query<{
    rows: ProgramRow[];
    total: number | null;
    facets: Record<string, number> | null;
  }>(statement, sql.values);
  if (!answer) throw new Error("the catalog query returned nothing");
  const rows = answer.rows.slice(0, size);
  return {
    rows: backwards ? rows.reverse() : rows,
    more: answer.rows.length > size,
    total: answer.total,
    facets: answer.facets,
  };
}

/** Ids of the versions in force on a day that a filter lets through. */
export async function findVersionIds(database: Database, filter: ProgramFilter, asOf: Day): Promise<readonly string[]> {
  const sql = new Bindings();
  const day = sql.bind(asOf, "date");
  const rows = await database.query<{ id: string }>(
    `select v.id from program_version v join program_status s on s.version_id = v.id and s.during @> ${day}
      where v.superseded_at is null and v.in_force @> ${day} and ${conditions(filter, sql).join(" and ")}
      order by v.id`,
    sql.values,
  );
  return rows.map(({ id }) => id);
}

function conditions(filter: ProgramFilter, sql: Bindings): string[] {
  const stored = STORED_DIMENSIONS.flatMap((dimension) => {
    const values = filter[dimension];
    return values === undefined
      ? []
      : [
          `v.facets && ${sql.bind(
            values.map((value) => facet(dimension, value)),
            "text[]",
          )}`,
        ];
  });
  const status = filter.status === undefined ? [] : [`s.code = any(${sql.bind(filter.status, "text[]")})`];
  return ["true", ...stored, ...status];
}

function facetCounts(): string {
  return `(select coalesce(jsonb_object_agg(facet, n), '{}') from (
        select facet, count(*)::int as n from matched, unnest(facets) as facet group by facet
      ) counted)`;
}

/** What the rows are sorted by, always ascending and always ending in the id, so that any row marks one place. */
function sortKeys(query: ProgramQuery, sql: Bindings): readonly SortKey[] {
  const name: SortKey =
    query.language === "es"
      ? { sql: "v.name_es", type: `text collate "es-x-icu"` }
      : { sql: "v.name_en", type: `text collate "en-x-icu"` };
  const id: SortKey = { sql: "v.id", type: "uuid" };
  const score: SortKey = { sql: "round(-scored.score::numeric, 6)", type: "numeric" };
  const relevance = query.search === undefined ? [] : [score];
  switch (query.order) {
    case "NAME":
      return [name, id];
    case "RELEVANCE":
      return [...relevance, name, id];
    case "LOCAL_FIRST":
      return [{ sql: distance(query.place, sql), type: "int" }, ...relevance, name, id];
  }
}

/** The spiral of seed 003: municipality, state, federation, the world; what belongs to another place comes last. */
function distance(place: Place | undefined, sql: Bindings): string {
  const state = sql.bind(place?.state ?? null, "text");
  const municipality = sql.bind(place?.municipality ?? null, "text");
  return `case
    when v.municipality_code is not null and v.municipality_code = ${municipality} then 0
    when v.municipality_code is not null and ${municipality} is not null then 4
    when v.state_code is not null and v.state_code is distinct from ${state} then 4
    when v.level in ('municipal', 'state') then 1
    when v.level = 'federal' then 2
    else 3 end`;
}
