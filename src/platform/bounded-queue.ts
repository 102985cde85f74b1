/** Thrown to whoever takes things out more slowly than they come in, for too long. */
export class QueueOverflow extends Error {
  constructor(readonly most: number) {
    super(`more than ${most} things wait to be taken`);
    this.name = "QueueOverflow";
  }
}

/** Things that wait to be taken, one after another. */
export interface BoundedQueue<T> extends AsyncIterableIterator<T, undefined> {
  /** Adds one at the end. With `most` of them waiting it does not: the queue fails, and what waited is forgotten. */
  push(thing: T): void;
  /** Ends it with an error, once; what waits is forgotten. */
  fail(error: unknown): void;
  /** Ends it at once; what waits is forgotten. */
  return(): Promise<IteratorReturnResult<undefined>>;
}

type Taker<T> = PromiseWithResolvers<IteratorResult<T, undefined>>;

/** A queue of at most `most` things; `ended` hears once that nobody will take any more. Unlike a generator's, its `return` never waits. */
export function createBoundedQueue<T>(most: number, ended: () => void): BoundedQueue<T> {
  const waiting: T[] = [];
  const takers: Taker<T>[] = [];
  let state: "open" | "failed" | "done" = "open";
  let failure: unknown;

  function end(next: "failed" | "done"): void {
    if (state !== "open") return;
    state = next;
    waiting.length = 0;
    ended();
  }
  const done = { done: true, value: undefined } as const;

  const queue: BoundedQueue<T> = {
    push(thing) {
      if (state !== "open") return;
      const taker = takers.shift();
      if (taker !== undefined) taker.resolve({ done: false, value: thing });
      else if (waiting.length < most) waiting.push(thing);
      else queue.fail(new QueueOverflow(most));
    },
    fail(error) {
      failure = error;
      end("failed");
      const taker = takers.shift();
      if (taker === undefined) return;
      state = "done";
      taker.reject(error);
      for (const other of takers.splice(0)) other.resolve(done);
    },
    async next() {
      if (waiting.length > 0) return { done: false, value: waiting.shift() as T };
      if (state === "failed") {
        state = "done";
        throw failure;
      }
      if (state === "done") return done;
      const taker: Taker<T> = Promise.withResolvers();
      takers.push(taker);
      return taker.promise;
    },
    async return() {
      end("done");
      state = "done";
      for (const taker of takers.splice(0)) taker.resolve(done);
      return done;
    },
    [Symbol.asyncIterator]: () => queue,
  };
  return queue;
}

/**
 * What `change` makes of each thing; those of which it makes undefined are left out. Ending it ends the source at once, even
 * while it waits for the next thing: a generator would wait with it.
 */
export function changed<T, R>(
  source: AsyncIterator<T>,
  change: (thing: T) => R | undefined | Promise<R | undefined>,
): AsyncIterableIterator<R, undefined> {
  const done = { done: true, value: undefined } as const;
  const end = async () => {
    await source.return?.();
    return done;
  };
  const iterator: AsyncIterableIterator<R, undefined> = {
    async next() {
      for (;;) {
        const { done: over, value } = await source.next();
        if (over) return done;
        try {
          const made = await change(value);
          if (made !== undefined) return { done: false, value: made };
        } catch (error) {
          await source.return?.();
          throw error;
        }
      }
    },
    return: end,
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
