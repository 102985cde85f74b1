import type { Database } from "../../platform/database.js";
import type { Day } from "../document/partial-date.js";
import type { VersionWithRules } from "../rules/ruled-version.js";

/** What takes room in a document and is nothing to judge by. */
const NOT_OF_RULES = [
  "cases",
  "description",
  "conflicts",
  "results",
  "target",
  "agencies",
  "categories",
  "relations",
  "sectors",
];

/** The versions in force on a day, by the key of their program. */
export async function versionsInForce(database: Pick<Database, "query">, asOf: Day): Promise<readonly string[]> {
  const rows = await database.query<{ id: string }>(
    `select v.id from program_version v join program p on p.id = v.program_id
      where v.superseded_at is null and v.in_force @> $1::date order by p.slug collate "C"`,
    [asOf],
  );
  return rows.map(({ id }) => id);
}

/** What there is to judge by in some versions, in no order; nothing of it is kept here. */
export async function readRules(
  database: Pick<Database, "query">,
  versionIds: readonly string[],
): Promise<readonly VersionWithRules[]> {
  const rows = await database.query<Omit<VersionWithRules, "document"> & { document: string }>(
    `select id, program_id as "programId", number, digest, (document - $2::text[])::text as document
       from program_version where id = any($1::uuid[])`,
    [versionIds, NOT_OF_RULES],
  );
  return rows.map((row) => ({ ...row, document: JSON.parse(row.document) as VersionWithRules["document"] }));
}
