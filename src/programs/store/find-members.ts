import type { Database } from "../../platform/database.js";
import { Bindings } from "../../platform/sql.js";
import type { Day } from "../document/partial-date.js";
import type { Language } from "../document/text.js";
import { facet, type StoredDimension } from "./facets.js";

export interface MembersQuery {
  readonly dimension: StoredDimension;
  readonly values: readonly string[];
  readonly asOf: Day;
  readonly language: Language;
  readonly size: number;
  /** Sort keys of the row to begin behind, the same for every value. */
  readonly beyond: readonly string[] | undefined;
}

export interface MembersPage {
  readonly value: string;
  readonly total: number;
  readonly rows: readonly { readonly versionId: string; readonly keys: readonly string[] }[];
}

/**
 * One page of programs for each of many values of a dimension (the programs of each of these agencies…), by name,
 * in one statement. Each page has one row more than `size` when there is more.
 */
export function findMembers(database: Database, query: MembersQuery): Promise<MembersPage[]> {
  const sql = new Bindings();
  const values = sql.bind(query.values, "text[]");
  const prefix = sql.bind(facet(query.dimension, ""), "text");
  const [name, collation] = query.language === "es" ? ["name_es", "es-x-icu"] : ["name_en", "en-x-icu"];
  const ahead = query.beyond
    ? `(name, id) > (${sql.bind(query.beyond[0], "text")} collate "${collation}", ${sql.bind(query.beyond[1], "uuid")})`
    : "true";
  return database.query<MembersPage>(
    `with member as (
       select wanted.value, v.id, v.${name} as name, count(*) over (partition by wanted.value)::int as total
         from unnest(${values}) as wanted (value)
         join program_version v on v.facets @> array[${prefix} || wanted.value]
        where v.superseded_at is null and v.in_force @> ${sql.bind(query.asOf, "date")}
     ),
     placed as (
       select *, row_number() over (partition by value, ${ahead} order by name, id) as place, ${ahead} as ahead from member
     )
     select value, max(total) as total,
            coalesce(jsonb_agg(jsonb_build_object('versionId', id, 'keys', jsonb_build_array(name, id::text)) order by place)
                     filter (where ahead and place <= ${sql.bind(query.size + 1, "int")}), '[]') as rows
       from placed group by value`,
    sql.values,
  );
}
