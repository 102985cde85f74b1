import type { GraphQLFormattedError } from "graphql";

/** What one event comes to. */
export interface StreamResult {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** The results of one subscription, given out no faster than they are written. */
export interface Results extends AsyncIterableIterator<StreamResult, undefined> {
  /** Says that the one given out last has been written: the next may be made. */
  written(): void;
  /** Gives out this one and no more after it, even while the source is silent. */
  end(last: StreamResult): void;
  return(): Promise<IteratorReturnResult<undefined>>;
}

type Turn = IteratorResult<StreamResult, undefined>;
const DONE = { done: true, value: undefined } as const;

/** Paces a source. Its failure becomes a last result, which `failed` makes. Ending it does not wait for the source. */
export function createResults(
  source: AsyncIterator<StreamResult, unknown>,
  failed: (error: unknown) => StreamResult,
): Results {
  let over = false;
  let last: StreamResult | undefined;
  let waiting: ((turn: Turn) => void) | undefined;
  let unwritten: PromiseWithResolvers<void> | undefined;

  function stop(): void {
    if (over) return;
    over = true;
    // A generator that awaits its next event hears of this only then.
    source.return?.().catch(() => {});
  }
  function ask(): Promise<Turn> {
    const turn = Promise.withResolvers<Turn>();
    waiting = turn.resolve;
    source.next().then(
      ({ done, value }) => {
        if (done) over = true;
        turn.resolve(done ? DONE : { done: false, value });
      },
      (error) => {
        over = true;
        turn.resolve({ done: false, value: failed(error) });
      },
    );
    return turn.promise;
  }
  const results: Results = {
    async next() {
      await unwritten?.promise;
      if (over && last === undefined) return DONE;
      const turn: Turn = last === undefined ? await ask() : { done: false, value: last };
      waiting = last = undefined;
      if (!turn.done) unwritten = Promise.withResolvers();
      return turn;
    },
    written() {
      unwritten?.resolve();
      unwritten = undefined;
    },
    end(result) {
      if (over) return;
      stop();
      if (waiting === undefined) last = result;
      else waiting({ done: false, value: result });
    },
    async return() {
      stop();
      last = undefined;
      waiting?.(DONE);
      unwritten?.resolve();
      return DONE;
    },
    [Symbol.asyncIterator]: () => results,
  };
  return results;
}
