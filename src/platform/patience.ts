import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll } from "cockatiel";
import { within } from "./within.js";

/** Failures in a row after which the other side is left alone, and for how long, in milliseconds. */
const FAILURES = 3;
const REST = 1_000;

/** A Redis slower than this is treated as absent, in milliseconds. */
export const REDIS_PATIENCE = 100;

/** What came of some work; undefined when it failed, took too long, or was not tried. */
export type Patience = <T>(work: () => Promise<T>) => Promise<{ readonly value: T } | undefined>;

/**
 * Waits no longer than so many milliseconds for something that one can do without, and after failures in a row leaves it alone for a while:
 * waiting for it must not slow down everybody. Whether it answers again is found out without anybody waiting for that.
 */
export function createPatience(milliseconds: number, failed: (error: unknown) => void = () => {}): Patience {
  const breaker = circuitBreaker(handleAll, { halfOpenAfter: REST, breaker: new ConsecutiveBreaker(FAILURES) });
  const attempt = async <T>(work: () => Promise<T>) => {
    try {
      return await breaker.execute(async () => {
        const result = await within(
          work().then((value) => ({ value })),
          milliseconds,
        );
        if (result === undefined) throw new Error("it takes too long");
        return result;
      });
    } catch (error) {
      failed(error);
      return undefined;
    }
  };
  return async (work) => {
    if (breaker.state === CircuitState.Closed) return attempt(work);
    if (breaker.state === CircuitState.Open) void attempt(work);
    return undefined;
  };
}
