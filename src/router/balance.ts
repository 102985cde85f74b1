import type { GatewayPlugin } from "@graphql-hive/gateway-runtime";

/** How long a replica that could not be reached is left alone, in milliseconds, while there are others. */
const REST = 2_000;
/** Nobody was reached: whatever was asked has not been heard, and may be asked of another, a command too. */
const NOT_REACHED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

export interface Turns {
  /** All addresses, the next in turn first, those that rest last. */
  next(all: readonly string[]): readonly string[];
  /** Says that one could not be reached. */
  rest(one: string): void;
}

/** Takes replicas in turn, so that they have the same to do. */
export function createTurns(): Turns {
  const restsUntil = new Map<string, number>();
  let turn = -1;
  return {
    next(all) {
      turn = (turn + 1) % Number.MAX_SAFE_INTEGER;
      const at = turn % all.length;
      const ordered = [...all.slice(at), ...all.slice(0, at)];
      const rests = (one: string) => (restsUntil.get(one) ?? 0) > Date.now();
      return [...ordered.filter((one) => !rests(one)), ...ordered.filter(rests)];
    },
    rest(one) {
      restsUntil.set(one, Date.now() + REST);
    },
  };
}

/**
 * Asks the replicas of a subgraph in turn. One that cannot be reached is passed over; what breaks off once it was asked is not
 * asked again, since it may have been done.
 */
export function createBalance(replicas: ReadonlyMap<string, readonly string[]>): GatewayPlugin {
  const turns = new Map([...replicas.keys()].map((url) => [url, createTurns()]));
  return {
    onFetch({ url, fetchFn, setFetchFn }) {
      const [all, own] = [replicas.get(url), turns.get(url)];
      if (all === undefined || own === undefined || all.length < 2) return;
      setFetchFn(async (_url, ...rest) => {
        let failure: unknown;
        for (const one of own.next(all)) {
          try {
            return await fetchFn(one, ...rest);
          } catch (error) {
            if (!isNotReached(error)) throw error;
            own.rest(one);
            failure = error;
          }
        }
        throw failure;
      });
    },
  };
}

/** Whether a failure says, of itself or of any of its causes, that no connection came about. */
export function isNotReached(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const parts = error instanceof AggregateError ? error.errors : [];
  return NOT_REACHED.has(String(code)) || isNotReached(cause) || (parts.length > 0 && parts.every(isNotReached));
}
