import type { Database } from "../../platform/database.js";

/** Whether the access of somebody was ended after a token of theirs was made. */
export type IsEnded = (subject: string, issuedAt: Date) => Promise<boolean>;

/** Asked anew for each request, so that an ended access is over at once, on every gateway. */
export function createIsEnded(database: Pick<Database, "query">): IsEnded {
  return async (subject, issuedAt) => {
    const rows = await database.query("select from ended_access where subject = $1 and ended_at >= $2", [
      subject,
      issuedAt,
    ]);
    return rows.length > 0;
  };
}
