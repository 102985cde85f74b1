import type { Database } from "../../platform/database.js";
import { Bindings } from "../../platform/sql.js";
import { instant } from "./find-editions.js";

/** One thing that happened to the catalog: an edition was published, or a program was left without any. */
export interface ChangeRow {
  readonly kind: ChangeKind;
  readonly versionId: string;
  readonly programId: string;
  readonly slug: string;
  readonly number: number;
  readonly nameEs: string;
  readonly nameEn: string;
  /** The edition that held just before, where there was one. */
  readonly previousId: string | null;
  readonly at: string;
  /** Where it stands in the order of all changes. */
  readonly keys: readonly string[];
}
export type ChangeKind = "published" | "revised" | "removed";

export interface ChangesQuery {
  readonly programId: string | null;
  readonly agencyId: string | null;
  /** Keys of the change to begin behind. */
  readonly beyond: readonly string[] | undefined;
  readonly size: number;
  readonly newestFirst: boolean;
  readonly wantsTotal: boolean;
}

/** Superseded in the same transaction: each program is withdrawn once, by the last of its editions. */
const NOTHING_LEFT = `not exists (
  select from program_version w where w.program_id = v.program_id and w.changed_in <= v.superseded_in
     and (w.superseded_in is null or w.superseded_in > v.superseded_in
          or (w.superseded_in = v.superseded_in and w.number > v.number)))`;

/**
 * What happened to the catalog, in the order of commits, with one row more than `size` when there is more. It ends before the oldest
 * transaction that is still being written, so that whoever goes on from its end misses nothing.
 */
export async function findChanges(database: Database, query: ChangesQuery) {
  const sql = new Bindings();
  const filter = [
    ...(query.programId === null ? [] : [`v.program_id = ${sql.bind(query.programId, "uuid")}`]),
    ...(query.agencyId === null
      ? []
      : [
          `exists (select from program_agency a where a.version_id = v.id and a.agency_id = ${sql.bind(query.agencyId, "uuid")})`,
        ]),
  ];
  const [order, than] = query.newestFirst ? ["desc", "<"] : ["asc", ">"];
  const [tx, id, step] = query.beyond ?? [];
  const start =
    tx === undefined
      ? []
      : [`${than} (${sql.bind(tx, "text")}::xid8, ${sql.bind(id, "uuid")}, ${sql.bind(step, "int")})`];
  const limit = sql.bind(query.size + 1, "int");
  const branch = (column: string, place: 0 | 1, conditions: readonly string[]) => {
    const where = [`v.${column} < pg_snapshot_xmin(pg_current_snapshot())`, ...conditions, ...filter];
    const from = `from program_version v where ${where.join(" and ")}`;
    const ahead = start.map((beyond) => ` and (v.${column}, v.id, ${place}) ${beyond}`).join("");
    return {
      rows: `(select v.${column} as tx, v.id, ${place} as step ${from}${ahead} order by v.${column} ${order}, v.id ${order} limit ${limit})`,
      count: `(select count(*) ${from})`,
    };
  };
  const published = branch("changed_in", 0, ["v.continues is null"]);
  const removed = branch("superseded_in", 1, ["v.superseded_in is not null", NOTHING_LEFT]);
  const sorted = `order by tx ${order}, id ${order}, step ${order}`;
  const [found] = await database.query<{ rows: ChangeRow[]; total: number | null }>(
    `with page as (select * from (${published.rows} union all ${removed.rows}) as event ${sorted} limit ${limit}),
     told as (
       select page.*, jsonb_build_object(
         'kind', case when step = 1 then 'removed' when previous.id is null then 'published' else 'revised' end,
         'versionId', v.id, 'programId', v.program_id, 'slug', p.slug, 'number', v.number, 'nameEs', v.name_es, 'nameEn', v.name_en,
         'previousId', previous.id, 'at', case step when 0 then ${instant("v.recorded_at")} else ${instant("v.superseded_at")} end,
         'keys', jsonb_build_array(page.tx::text, page.id::text, page.step::text)) as change
         from page join program_version v on v.id = page.id join program p on p.id = v.program_id
         left join lateral (
           select w.id from program_version w where w.program_id = v.program_id and w.number < v.number and step = 0
              and (w.superseded_in is null or w.superseded_in >= v.changed_in)
            order by w.number desc limit 1
         ) as previous on true
     )
     select (select coalesce(jsonb_agg(change ${sorted}), '[]') from told) as rows,
            ${query.wantsTotal ? `(${published.count} + ${removed.count})::int` : "null::int"} as total`,
    sql.values,
  );
  const { rows = [], total = null } = found ?? {};
  return { rows: rows.slice(0, query.size), more: rows.length > query.size, total };
}
