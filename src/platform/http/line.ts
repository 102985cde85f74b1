import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
  retry,
  wrap,
} from "cockatiel";
import { unlessAborted } from "./guarded-fetch.js";
import { HttpFailed } from "./http-failed.js";

export interface LineOptions {
  /** Failures in a row after which the other side is left alone; each attempt counts. */
  readonly failures: number;
  /** Milliseconds that it is left alone for; then one call is tried. */
  readonly rest: number;
  /** Times that a call is tried again. */
  readonly retries: number;
  /** Milliseconds within which the first repetition comes; twice as many for each after it. */
  readonly firstDelay: number;
  /** Longest wait that the other side may ask for between two attempts; one that asks for more is not tried again. */
  readonly longestWait: number;
}

/** How things stand with one other side. */
export interface LineState {
  readonly state: "closed" | "open" | "half_open";
  readonly failuresInRow: number;
  /** When a call is tried again; null unless it is left alone. */
  readonly restsUntil: Date | null;
}

/** Calls in which one repetition is earned, and how many may be saved up. */
const CALLS_A_RETRY = 10;
const MOST_SAVED = 10;

const STATES: Readonly<Record<CircuitState, LineState["state"]>> = {
  [CircuitState.Closed]: "closed",
  [CircuitState.HalfOpen]: "half_open",
  [CircuitState.Open]: "open",
  [CircuitState.Isolated]: "open",
};

/**
 * The way to one other side: what fails is tried again after a random wait, within a budget, and after several failures in a
 * row nothing is tried for a while.
 */
export class Line {
  readonly #options: LineOptions;
  readonly #inRow: ConsecutiveBreaker;
  readonly #breaker;
  readonly #policy;
  #saved = MOST_SAVED;
  #restsUntil: Date | null = null;

  constructor(options: LineOptions) {
    this.#options = options;
    this.#inRow = new ConsecutiveBreaker(options.failures);
    this.#breaker = circuitBreaker(
      // A trial call that was given up says nothing of the other side, which therefore goes on resting.
      handleWhen((error) => error instanceof HttpFailed || this.#breaker.state === CircuitState.HalfOpen),
      { halfOpenAfter: options.rest, breaker: this.#inRow },
    );
    this.#breaker.onBreak(() => {
      this.#restsUntil = new Date(Date.now() + options.rest);
    });
    const again = retry(
      handleWhen((error) => this.#mayRepeat(error)),
      {
        maxAttempts: options.retries,
        backoff: new DelegateBackoff(({ attempt, result }) => {
          const asked = "error" in result && result.error instanceof HttpFailed ? result.error.trying.wait : undefined;
          return (asked ?? 0) + Math.random() * options.firstDelay * 2 ** (attempt - 1);
        }),
      },
    );
    again.onRetry(() => {
      this.#saved -= 1;
    });
    this.#policy = wrap(again, this.#breaker);
  }

  /** Rejects with `HttpFailed`, or with the signal's reason. */
  async run<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
    signal.throwIfAborted();
    this.#saved = Math.min(MOST_SAVED, this.#saved + 1 / CALLS_A_RETRY);
    const work = this.#policy.execute(async () => {
      signal.throwIfAborted();
      return attempt();
    });
    try {
      return await unlessAborted(work, signal);
    } catch (error) {
      throw error instanceof BrokenCircuitError ? new HttpFailed("resting", "after failures in a row") : error;
    }
  }

  get state(): LineState {
    const state = STATES[this.#breaker.state];
    return { state, failuresInRow: this.#inRow.state, restsUntil: state === "open" ? this.#restsUntil : null };
  }

  #mayRepeat(error: Error): boolean {
    if (!(error instanceof HttpFailed) || !error.trying.again || this.#saved < 1) return false;
    return (error.trying.wait ?? 0) <= this.#options.longestWait;
  }
}
