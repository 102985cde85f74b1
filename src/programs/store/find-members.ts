import type { Database } from "../../platform/database.js";
import { Bindings } from "../../platform/sql.js";
import type { Day } from "../document/partial-date.js";
import type { Language } from "../document/text.js";
import { facet, type StoredDimension } from "./facets.js";

/** The dimensions whose programs are kept by name. */
export type MemberDimension = Extract<StoredDimension, "agency" | "catalog">;

export interface MembersQuery {
  readonly dimension: MemberDimension;
  readonly values: readonly string[];
  readonly asOf: Day;
  readonly language: Language;
  readonly size: number;
  /** Sort keys of the row to begin behind, the same for every value. */
  readonly beyond: readonly string[] | undefined;
  readonly wantsTotal: boolean;
}

export interface MembersPage {
  readonly value: string;
  /** Null where it was not wanted. */
  readonly total: number | null;
  readonly rows: readonly { readonly versionId: string; readonly keys: readonly string[] }[];
}

/**
 * One page of programs for each of many values of a dimension (the programs of each of these agencies…), by name,
 * in one statement that reads no more of each than its page, unless the total is wanted. Each page has one row more than `size` when
 * there is more.
 */
export function findMembers(database: Pick<Database, "query">, query: MembersQuery): Promise<MembersPage[]> {
  const sql = new Bindings();
  const values = sql.bind(query.values, "text[]");
  const prefix = sql.bind(facet(query.dimension, ""), "text");
  const day = sql.bind(query.asOf, "date");
  const [name, collation] = query.language === "es" ? ["name_es", "es-x-icu"] : ["name_en", "en-x-icu"];
  const ahead = query.beyond
    ? `(m.${name}, m.version_id) > (${sql.bind(query.beyond[0], "text")} collate "${collation}", ${sql.bind(query.beyond[1], "uuid")})`
    : "true";
  const members = `program_member m join program_version v on v.id = m.version_id and v.superseded_at is null and v.in_force @> ${day}
        where m.facet = ${prefix} || wanted.value`;
  return database.query<MembersPage>(
    `select wanted.value,
            ${query.wantsTotal ? `(select count(*)::int from ${members})` : "null"} as total,
            (select coalesce(jsonb_agg(jsonb_build_object('versionId', id, 'keys', jsonb_build_array(name, id::text)) order by name, id), '[]')
               from (select m.version_id as id, m.${name} as name from ${members} and ${ahead}
                      order by m.${name}, m.version_id limit ${sql.bind(query.size + 1, "int")}) page) as rows
       from unnest(${values}) as wanted (value)`,
    sql.values,
  );
}
