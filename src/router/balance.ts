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
 * Asks the replicas of a subgraph in turn. One that cannot be reached is passed over. What breaks off once it was asked is asked again
 * if it is a question, once; a command is not, since it may have been done.
 */
export function createBalance(replicas: ReadonlyMap<string, readonly string[]>): GatewayPlugin {
  const turns = new Map([...replicas.keys()].map((url) => [url, createTurns()]));
  return {
    onFetch({ url, fetchFn, setFetchFn, executionRequest }) {
      const [all, own] = [replicas.get(url), turns.get(url)];
      if (all === undefined || own === undefined) return;
      const isQuestion = executionRequest?.operationType === "query";
      setFetchFn(async (_url, ...rest) => {
        const [first = url, ...others] = own.next(all);
        let failure: unknown;
        // The first once more: there may be no other, and a connection that had ended does not mean that nobody is there.
        for (const one of [first, ...others, ...(isQuestion ? [first] : [])]) {
          try {
            return await fetchFn(one, ...rest);
          } catch (error) {
            const notReached = isNotReached(error);
            if (notReached) own.rest(one);
            const again = isQuestion && isBrokenOff(error) && !isBrokenOff(failure);
            if (!notReached && !again) throw error;
            failure = error;
          }
        }
        throw failure;
      });
    },
  };
}

/** Whether a failure says that a connection ended before there was an answer. */
const isBrokenOff = (error: unknown): boolean =>
  /^(ECONNRESET|EPIPE)$/.test(String((Object(error) as { code?: unknown }).code));

/** Whether a failure says, of itself or of its cause, that no connection came about; of several, all of them. */
export function isNotReached(error: unknown): boolean {
  const { code, cause, errors } = Object(error) as { code?: unknown; cause?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.length > 0) return errors.every(isNotReached);
  return NOT_REACHED.has(String(code)) || (cause !== undefined && isNotReached(cause));
}
