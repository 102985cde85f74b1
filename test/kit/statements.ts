import type { Database } from "../../src/platform/database.js";

/** How many SQL statements `work` sends. */
export async function countStatements(database: Database, work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const stop = database.onStatement(() => {
    count += 1;
  });
  try {
    await work();
  } finally {
    stop();
  }
  return count;
}
