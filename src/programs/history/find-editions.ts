import type { Database } from "../../platform/database.js";

/** One edition of a program as it is on record: what the catalog held to be true of it, and when. */
export interface EditionRow {
  readonly id: string;
  readonly number: number;
  readonly inForceFrom: string | null;
  readonly inForceUntil: string | null;
  readonly recordedAt: string;
  readonly supersededAt: string | null;
  readonly origin: string;
}

export interface EditionsPage {
  readonly programId: string;
  readonly total: number;
  readonly rows: readonly EditionRow[];
}

/** An edition is recorded anew once its end is known: what is on record last counts, since it was recorded first. */
const LAST = "not exists (select from program_version later where later.continues = v.id)";
const FIRST_RECORDED = `coalesce((select ${instant("first.recorded_at")} from program_version first where first.id = v.continues), ${instant("recorded_at")})`;

/**
 * One page of editions for each of many programs, newest first, in one statement. Each page begins below the number `below`, and has
 * one row more than `size` when there is more.
 */
export function findEditions(
  database: Database,
  query: { readonly programIds: readonly string[]; readonly below: number | undefined; readonly size: number },
): Promise<EditionsPage[]> {
  return database.query<EditionsPage>(
    `select wanted.id as "programId", total.total, page.rows from unnest($1::uuid[]) as wanted (id)
      cross join lateral (select count(*)::int as total from program_version v where program_id = wanted.id and ${LAST}) as total
      cross join lateral (
        select coalesce(jsonb_agg(to_jsonb(v) order by v.number desc), '[]') as rows from (
          select id, number, lower(in_force) as "inForceFrom", upper(in_force) as "inForceUntil",
                 ${FIRST_RECORDED} as "recordedAt", ${instant("superseded_at")} as "supersededAt", origin
            from program_version v where program_id = wanted.id and ${LAST} and ($2::int is null or number < $2)
           order by number desc limit $3
        ) as v
      ) as page`,
    [query.programIds, query.below ?? null, query.size + 1],
  );
}

/** Which version stands behind each edition of many programs. */
export function findVersionIds(database: Database, programIds: readonly string[]) {
  return database.query<{ programId: string; number: number; id: string }>(
    `select program_id as "programId", number, id from program_version where program_id = any($1::uuid[]) order by number`,
    [programIds],
  );
}

/** A moment as the API gives it. */
export function instant(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
