import type { Database } from "../../platform/database.js";
import { Bindings } from "../../platform/sql.js";
import type { Day } from "../document/partial-date.js";
import type { Language } from "../document/text.js";
import type { SearchField } from "../search/index-words.js";
import { type Dimension, facet, STORED_DIMENSIONS } from "./facets.js";
import { matchOf, searchTables } from "./search-sql.js";
import { sortKeys } from "./sort-keys.js";

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

/** Finds one page of the programs in force on a day, with total and facet counts when asked, in one statement. */
export async function findPrograms(database: Pick<Database, "query">, query: ProgramQuery): Promise<ProgramPage> {
  const sql = new Bindings();
  const asOf = sql.bind(query.asOf, "date");
  const inForce = `v.superseded_at is null and v.in_force @> ${asOf}`;
  const searching = query.search !== undefined;
  const status = query.filter.status ? `join program_status s on s.version_id = v.id and s.during @> ${asOf}` : "";
  const filter = conditions(query.filter, sql).join(" and ");
  const unfiltered = Object.values(query.filter).every((values) => values === undefined);
  const tables = searching
    ? [
        searchTables(query.search ?? "", inForce, sql),
        `matched as materialized (
           select scored.version_id as id, scored.score from scored ${unfiltered ? "" : `join program_version v on v.id = scored.version_id ${status} where ${filter}`})`,
      ]
    : [];
  const from = (matched: string) =>
    searching
      ? `from ${matched} as matched join program_version v on v.id = matched.id`
      : `from program_version v ${status} where ${inForce} and ${filter}`;
  const { size, backwards, beyond } = query.page;
  const keys = sortKeys(query, sql);
  const direction = backwards ? "desc" : "asc";
  const order = keys.map((_, index) => `k${index} ${direction}`).join(", ");
  const limit = sql.bind(size + 1, "int");
  const best = searching && query.order === "RELEVANCE" && !backwards;
  if (best) tables.push(shortlist(beyond?.[0], limit, sql));
  const start = beyond
    ? `${searching ? "where" : "and"} (${keys.map(({ sql: key }) => key).join(", ")}) ${backwards ? "<" : ">"} (${keys.map(({ type }, index) => sql.bind(beyond[index], type)).join(", ")})`
    : "";
  tables.push(`page as (
      select v.id, ${searching ? "round(matched.score::numeric, 3)" : "null"} as score, ${keys.map((key, index) => `${key.sql} as k${index}`).join(", ")}
        ${from(best ? "shortlist" : "matched")} ${start} order by ${order} limit ${limit})`);
  const statement = `
    with ${tables.join(",\n")}
    select
      (select coalesce(jsonb_agg(jsonb_build_object(
          'versionId', id,
          'keys', jsonb_build_array(${keys.map((_, index) => `k${index}::text`).join(", ")}),
          'score', score,
          'match', ${searching ? matchOf("page.id") : "null"}
        ) order by ${order}), '[]') from page) as rows,
      ${query.wants.total ? `(select count(*)::int ${searching ? "from matched" : from("")})` : "null"} as total,
      ${query.wants.facets ? facetCounts(from("matched"), asOf) : "null"} as facets`;
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
  const status = filter.status ? `join program_status s on s.version_id = v.id and s.during @> ${day}` : "";
  const rows = await database.query<{ id: string }>(
    `select v.id from program_version v ${status}
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

/** Scores that are no further apart than this may be the same as they are sorted by. */
const SAME = 0.000001;

/** Of what matched, what its score can bring onto the page: the names of all others need not be looked up and sorted. */
function shortlist(beyond: string | undefined, limit: string, sql: Bindings): string {
  const last = beyond === undefined ? undefined : `-${sql.bind(beyond, "numeric")}::float8`;
  const behind = last === undefined ? "" : `where score < ${last} - ${SAME}`;
  const notBefore = last === undefined ? "" : `and score <= ${last} + ${SAME}`;
  return `shortlist as materialized (
      select * from matched
       where score >= coalesce((select min(score) from (
               select score from matched ${behind} order by score desc limit ${limit}) best), 0) - ${SAME} ${notBefore})`;
}

/** An edition has exactly one status on any day. */
function facetCounts(all: string, asOf: string): string {
  return `(with counted as materialized (select v.id, v.facets ${all})
      select coalesce(jsonb_object_agg(facet, n), '{}') from (
        select facet, count(*)::int as n from counted, unnest(facets) as facet group by facet
        union all
        select 'status:' || s.code, count(*)::int
          from counted join program_status s on s.version_id = counted.id and s.during @> ${asOf} group by s.code
      ) counts)`;
}
