import type { Database } from "../../platform/database.js";
import type { Day } from "../document/partial-date.js";
import { instant } from "../history/find-editions.js";

/** Which edition of a program is in force, without its document. Instants are in UTC, ISO 8601. */
export interface EditionInForce {
  readonly versionId: string;
  readonly id: string;
  readonly slug: string;
  readonly number: number;
  readonly inForceFrom: Day | null;
  readonly recordedAt: string;
  /** When the program's first edition was recorded. */
  readonly firstRecordedAt: string;
  readonly digest: string;
}

const FIRST_RECORDED =
  "(select f.recorded_at from program_version f where f.program_id = p.id order by f.number limit 1)";
const COLUMNS = `v.id as "versionId", p.id, p.slug, v.number, lower(v.in_force)::text as "inForceFrom",
  ${instant("v.recorded_at")} as "recordedAt", ${instant(FIRST_RECORDED)} as "firstRecordedAt", v.digest`;
const IN_FORCE =
  "from program_version v join program p on p.id = v.program_id where v.superseded_at is null and v.in_force @> $1::date";

/** All of a day, by the program's key: enough to read them page by page and still have them all as of one moment. */
export function editionsInForce(database: Database, asOf: Day): Promise<EditionInForce[]> {
  return database.query<EditionInForce>(`select ${COLUMNS} ${IN_FORCE} order by p.slug collate "C"`, [asOf]);
}

/** The one of a program, by its key or its id. */
export async function editionInForce(
  database: Database,
  by: { readonly slug: string } | { readonly id: string },
  asOf: Day,
): Promise<EditionInForce | undefined> {
  const [condition, key] = "slug" in by ? ["p.slug = $2", by.slug] : ["p.id = $2::uuid", by.id];
  const [found] = await database.query<EditionInForce>(`select ${COLUMNS} ${IN_FORCE} and ${condition}`, [asOf, key]);
  return found;
}

/** One page, what changed last first, and how many there are in all. */
export async function pageOfEditions(
  database: Database,
  { asOf, page, size }: { readonly asOf: Day; readonly page: number; readonly size: number },
): Promise<{ readonly editions: readonly EditionInForce[]; readonly total: number }> {
  const [found] = await database.query<{ editions: EditionInForce[]; total: number }>(
    `with page as (
       select ${COLUMNS}, v.recorded_at ${IN_FORCE} order by v.recorded_at desc, v.id limit $2::int offset $3::bigint
     )
     select (select count(*)::int ${IN_FORCE}) as total,
            (select coalesce(jsonb_agg(to_jsonb(page) - 'recorded_at' order by recorded_at desc, "versionId"), '[]') from page) as editions`,
    [asOf, size, (page - 1) * size],
  );
  return found ?? { editions: [], total: 0 };
}
