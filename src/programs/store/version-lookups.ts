import DataLoader from "dataloader";
import type { Database } from "../../platform/database.js";
import type { Day } from "../document/partial-date.js";

/**
 * Which version of a program is in force on a day, by the program's slug or id, within one request:
 * one statement for all the programs that one level of the query leads to.
 */
export function createVersionLookups(database: Database, asOf: Day) {
  const lookup = (key: "p.slug" | "p.id::text") =>
    new DataLoader<string, string | null>(async (keys) => {
      const rows = await database.query<{ key: string; version_id: string }>(
        `select ${key} as key, v.id as version_id from program p join program_version v on v.program_id = p.id
          where ${key} = any($1::text[]) and v.superseded_at is null and v.in_force @> $2::date`,
        [keys, asOf],
      );
      const found = new Map(rows.map((row) => [row.key, row.version_id]));
      return keys.map((wanted) => found.get(wanted) ?? null);
    });
  return { bySlug: lookup("p.slug"), byId: lookup("p.id::text") };
}
