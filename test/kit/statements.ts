import type { Database } from "../../src/platform/database.js";
import { depthOf } from "./depth.js";

/** What is being counted now: each hears of the questions that are asked meanwhile. */
const counting = new Set<{ deepest: number }>();

/** Whoever asks a question says so: what it costs is bounded by how deep it goes. */
export function asked(query: string): void {
  if (counting.size === 0) return;
  const depth = depthOf(query);
  for (const one of counting) one.deepest = Math.max(one.deepest, depth);
}

/** Statements that a question may cost, whatever it lists and however much of it: so many a level, and a few for who asks. */
export const boundOf = (depth: number) => 3 * depth + 5;

/** How many SQL statements `work` sends; a failure of the test when a question that it asks costs more than any may. */
export async function countStatements(database: Database, work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const own = { deepest: 0 };
  const stop = database.onStatement(() => {
    count += 1;
  });
  counting.add(own);
  try {
    await work();
  } finally {
    counting.delete(own);
    stop();
  }
  if (own.deepest > 0 && count > boundOf(own.deepest))
    throw new Error(
      `${count} statements for a question ${own.deepest} levels deep, which may cost ${boundOf(own.deepest)}`,
    );
  return count;
}
