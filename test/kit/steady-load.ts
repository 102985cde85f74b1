/** What came of one thing that was sent. */
export interface Sent<Outcome> {
  /** When it was sent, in milliseconds since the load began. */
  readonly at: number;
  /** How long it took, in milliseconds. */
  readonly took: number;
  readonly outcome: Outcome;
}

export interface SteadyLoad<Outcome> {
  /** All that was answered so far. */
  readonly done: readonly Sent<Outcome>[];
  /** Milliseconds since it began. */
  now(): number;
  /** Sends nothing more, and waits for what was sent. */
  stop(): Promise<readonly Sent<Outcome>[]>;
}

/** Milliseconds between two looks at what is due. */
const TICK = 5;

/** Sends so many a second, whatever becomes of those before. `send` gives its outcome and rejects never. */
export function startSteadyLoad<Outcome>(
  perSecond: number,
  send: (number: number) => Promise<Outcome>,
): SteadyLoad<Outcome> {
  const begun = performance.now();
  const done: Sent<Outcome>[] = [];
  const underWay = new Set<Promise<void>>();
  let count = 0;
  const now = () => performance.now() - begun;
  const one = async (number: number) => {
    const at = now();
    const outcome = await send(number);
    done.push({ at, took: now() - at, outcome });
  };
  const timer = setInterval(() => {
    for (; count < (now() * perSecond) / 1_000; count += 1) {
      const sent: Promise<void> = one(count).finally(() => underWay.delete(sent));
      underWay.add(sent);
    }
  }, TICK);
  return {
    done,
    now,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
      return done;
    },
  };
}

/** The value that a share of all is at or below: 0.99 for the slowest hundredth but itself. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
