import { setTimeout as wait } from "node:timers/promises";
import type { Edition } from "../graph/answers/answers.js";
import { HOLD, revisionAddress, toldRevision, type WantedRevision } from "../graph/revision/protocol.js";
import type { Log } from "../platform/log.js";
import { createTurns } from "./balance.js";

/** Milliseconds: how long what was read counts, how long a process is waited for, how long nobody is asked where nobody answers. */
const TIMES = { good: 1_000, patience: 900, rest: 100 };

/** A revision, when it was so at the latest, and how many doubts there had been when it was asked for. */
interface Read {
  readonly text: string;
  readonly at: number;
  readonly doubts: number;
}

/**
 * The revision of the catalog as a router knows it, from processes of subgraphs: one of them is being asked for another all the time.
 * What is told here was so within the last second, or is being read from the store.
 */
export class AskedRevision implements Edition {
  #newest: Read | undefined;
  #doubts = 0;
  #reading: Promise<string> | undefined;
  readonly #turns = createTurns();
  readonly #stopping = new AbortController();

  constructor(
    private readonly origins: readonly string[],
    private readonly log: Pick<Log, "warn">,
  ) {}

  known(): string | undefined {
    const newest = this.#newest;
    if (newest === undefined || newest.doubts !== this.#doubts) return undefined;
    return performance.now() - newest.at < TIMES.good ? newest.text : undefined;
  }

  /** Rejects when no subgraph tells it. */
  async current(): Promise<string> {
    return this.known() ?? this.#readAnew();
  }

  /** Nothing that was known so far counts any more: a command may have changed it. */
  doubt(): void {
    this.#doubts += 1;
    this.#reading = undefined;
  }

  /** What subgraphs are told, so that none answers as of an older one; undefined when it never was known. */
  async told(): Promise<string | undefined> {
    return this.known() ?? (await this.#readAnew().catch(() => this.#newest?.text));
  }

  /** Has one of the subgraphs tell of each change, until it is stopped. */
  start(): void {
    void this.#listen();
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #listen(): Promise<void> {
    const { signal } = this.#stopping;
    let silent = false;
    while (!signal.aborted) {
      const unlike = this.known();
      const heard =
        unlike === undefined ? this.#readAnew() : this.#ask({ fresh: false, unlike }, HOLD + TIMES.patience);
      const failure = await heard.then(
        () => undefined,
        (error: unknown) => ({ error: String(error) }),
      );
      if (failure !== undefined && !signal.aborted) {
        if (!silent)
          this.log.warn(failure, "no subgraph tells the revision of the catalog: no answer that was kept is given");
        await wait(TIMES.rest, undefined, { signal }).catch(() => {});
      }
      silent = failure !== undefined;
    }
  }

  #readAnew(): Promise<string> {
    if (this.#reading !== undefined) return this.#reading;
    const reading = this.#ask({ fresh: true, unlike: undefined }, TIMES.patience).finally(() => {
      if (this.#reading === reading) this.#reading = undefined;
    });
    this.#reading = reading;
    return reading;
  }

  async #ask(wanted: WantedRevision, patience: number): Promise<string> {
    const doubts = this.#doubts;
    let failure: unknown = new Error("there is no subgraph of ours");
    for (const origin of this.#turns.next(this.origins)) {
      const sent = performance.now();
      try {
        const { revision: text, asOf } = await this.#fetch(revisionAddress(origin, wanted), patience);
        return this.#take({ text, at: Math.min(sent + asOf, performance.now()), doubts });
      } catch (error) {
        if (this.#stopping.signal.aborted) throw error;
        failure = error;
        this.#turns.rest(origin);
      }
    }
    throw failure;
  }

  async #fetch(address: string, patience: number) {
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(patience)]);
    const response = await fetch(address, { redirect: "error", signal });
    const told = response.ok ? toldRevision(await response.json()) : undefined;
    if (told === undefined) throw new Error(`${address} answers ${response.status}`);
    return told;
  }

  /** Gives what is known then: what was asked for before a doubt, or before what is known, says nothing new. */
  #take(read: Read): string {
    const newest = this.#newest;
    const isNewer =
      newest === undefined || read.doubts > newest.doubts || (read.doubts === newest.doubts && read.at >= newest.at);
    this.#newest = isNewer ? read : newest;
    return this.#newest.text;
  }
}
