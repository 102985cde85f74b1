import type { Database } from "../../platform/database.js";
import { Bindings } from "../../platform/sql.js";
import type { Language } from "../document/text.js";

export interface NamedPage<Row> {
  readonly rows: readonly (Row & { readonly keys: readonly string[] })[];
  readonly more: boolean;
  readonly total: number;
}

interface NamedQuery {
  readonly table: "agency" | "catalog";
  readonly language: Language;
  readonly size: number;
  readonly backwards: boolean;
  readonly beyond?: readonly string[];
}

/** One page of agencies or catalogs by name, and how many there are in all, in one statement. */
export async function listNamed<Row extends object>(database: Database, query: NamedQuery): Promise<NamedPage<Row>> {
  const sql = new Bindings();
  const [first, second] = query.language === "es" ? ["es", "en"] : ["en", "es"];
  const name = `coalesce(document->'name'->>'${first}', document->'name'->>'${second}') collate "${first}-x-icu"`;
  const direction = query.backwards ? "desc" : "asc";
  const start = query.beyond
    ? `where (${name}, id) ${query.backwards ? "<" : ">"} (${sql.bind(query.beyond[0], "text")} collate "${first}-x-icu", ${sql.bind(query.beyond[1], "uuid")})`
    : "";
  const [answer] = await database.query<{ rows: (Row & { keys: string[] })[]; total: number }>(
    `with page as (
       select id, slug, document, ${name} as name from ${query.table} ${start}
        order by name ${direction}, id ${direction} limit ${sql.bind(query.size + 1, "int")}
     )
     select (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'slug', slug, 'document', document,
              'keys', jsonb_build_array(name, id::text)) order by name ${direction}, id ${direction}), '[]') from page) as rows,
            (select count(*)::int from ${query.table}) as total`,
    sql.values,
  );
  const rows = answer?.rows.slice(0, query.size) ?? [];
  return {
    rows: query.backwards ? rows.reverse() : rows,
    more: (answer?.rows.length ?? 0) > query.size,
    total: answer?.total ?? 0,
  };
}
