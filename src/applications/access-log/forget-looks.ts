import type { Database } from "../../platform/database.js";

const FORGOTTEN_AT_ONCE = 5_000;

/** For how long looks are kept where nobody says otherwise, in years: see `ACCESS_LOG_YEARS`. */
export const KEPT_YEARS = 7;

/** What a trigger of the store asks before it lets a look go. */
export const looksSettings = (years: number): Readonly<Record<string, number>> => ({ "app.access_log_years": years });

/**
 * Forgets who looked at what firms told, of so many years ago, and tells how many looks those were. A clock of ours that runs ahead
 * takes nothing away: the store's counts too.
 */
export async function forgetOldLooks(database: Pick<Database, "query">, years: number, now: Date): Promise<number> {
  let forgotten = 0;
  for (let found = FORGOTTEN_AT_ONCE; found === FORGOTTEN_AT_ONCE; forgotten += found) {
    const rows = await database.query(
      `delete from access_log where id in (
         select id from access_log where at < least($1::timestamptz, now()) - make_interval(years => $2) limit $3 for update skip locked
       ) returning id`,
      [now, years, FORGOTTEN_AT_ONCE],
    );
    found = rows.length;
  }
  return forgotten;
}
