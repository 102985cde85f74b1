import { AsyncLocalStorage } from "node:async_hooks";
import { NotNow } from "./not-now.js";
import { within } from "./within.js";

/** Until when what is under way is waited for, as `performance.now()` counts; for ever, once it was in time. */
interface Deadline {
  until: number;
}

const current = new AsyncLocalStorage<Deadline>();

/**
 * What comes of `work`; rejects with NotNow when that takes longer than so many milliseconds. What is late is left to end by itself:
 * it begins no further statement.
 */
export async function beforeDeadline<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const deadline: Deadline = { until: performance.now() + milliseconds };
  const done = await within(
    current.run(deadline, work).then((value) => ({ value })),
    milliseconds,
  );
  if (done === undefined) throw late();
  // What it set off, and nobody waits for, has all the time it needs.
  deadline.until = Number.POSITIVE_INFINITY;
  return done.value;
}

/** Throws NotNow when nobody waits any more for what is under way. */
export function checkDeadline(): void {
  const deadline = current.getStore();
  if (deadline !== undefined && performance.now() > deadline.until) throw late();
}

const late = () => new NotNow("it takes too long");
