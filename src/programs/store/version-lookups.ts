import DataLoader from "dataloader";
import type { Database } from "../../platform/database.js";
import type { Day } from "../document/partial-date.js";
import type { CatalogQuestion, KeptReadings } from "./kept-readings.js";

const EDITION = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):(\d{1,9})$/;

/** Which columns a program in force is looked up by. */
const COLUMNS = { bySlug: "p.slug", byId: "p.id::text" } as const;
export type LookedUpBy = keyof typeof COLUMNS;

/** What is asked when a version is looked up. */
export const versionQuestion = (by: LookedUpBy, asOf: Day): CatalogQuestion => ({ kind: "version", asked: [by, asOf] });

/**
 * Which version of a program is in force on a day, by the program's slug or id, within one request:
 * one statement for all the programs that one level of the query leads to.
 */
export function createVersionLookups(database: Database, readings: KeptReadings, asOf: Day) {
  const lookup = (by: LookedUpBy) =>
    new DataLoader<string, string | null>((keys) =>
      readings.readMany(versionQuestion(by, asOf), keys, async (missing) => {
        const key = COLUMNS[by];
        const rows = await database.query<{ key: string; version_id: string }>(
          `select ${key} as key, v.id as version_id from program p join program_version v on v.program_id = p.id
            where ${key} = any($1::text[]) and v.superseded_at is null and v.in_force @> $2::date`,
          [missing, asOf],
        );
        return new Map(rows.map((row) => [row.key, row.version_id]));
      }),
    );
  /** Any edition on record, by `<program id>:<number>`, whatever the day. */
  const byNumber = new DataLoader<string, string | null>(async (keys) => {
    const asked = keys.map((key) => EDITION.exec(key)).filter((found) => found !== null);
    const rows = await database.query<{ key: string; version_id: string }>(
      `select v.program_id || ':' || v.number as key, v.id as version_id from program_version v
         join unnest($1::uuid[], $2::int[]) as asked (id, number) on v.program_id = asked.id and v.number = asked.number`,
      [asked.map(([, id]) => id), asked.map(([, , number]) => number)],
    );
    const found = new Map(rows.map((row) => [row.key, row.version_id]));
    return keys.map((wanted) => found.get(wanted) ?? null);
  });
  return { bySlug: lookup("bySlug"), byId: lookup("byId"), byNumber };
}
