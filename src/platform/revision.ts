import type { Database } from "./database.js";
import type { DedicatedClient } from "./dedicated-client.js";
import type { Log } from "./log.js";
import { within } from "./within.js";

/** Where a revision is kept, and how its changes are heard of. */
export interface RevisionPlace {
  /** A statement that gives it as the only column of the only row. */
  readonly sql: string;
  /** The channel on which every change of it is told by the transaction that makes it. */
  readonly channel: string;
}

/** A revision, and when it was asked for, by `performance.now()`. */
export interface Reading {
  readonly text: string;
  readonly at: number;
}

/** Milliseconds: how often it is asked for besides, how long an answer counts, how long one is waited for. */
const TIMES = { poll: 400, good: 1_000, patience: 900 };

/**
 * The revision of something that any process may change, as this one knows it. Changes are heard of as they are committed, and asked for
 * every now and then besides: what is told here was so within the last second, or is being read.
 */
export class Revision {
  #known: Reading | undefined;
  #doubts = 0;
  #asking: Promise<Reading> | undefined;
  readonly #waiting = new Set<() => void>();
  #client: DedicatedClient | undefined;
  #timer: NodeJS.Timeout | undefined;
  #connecting = false;
  #silent = false;

  constructor(
    private readonly database: Pick<Database, "connect" | "query">,
    private readonly place: RevisionPlace,
    private readonly log: Pick<Log, "warn">,
  ) {}

  /** As it was within the last second; undefined when that is not known without asking. */
  known(): string | undefined {
    return this.#good()?.text;
  }

  /** Rejects when the store does not answer. */
  async current(): Promise<string> {
    return (await this.read()).text;
  }

  /** The same, and when it was so. */
  async read(): Promise<Reading> {
    return this.#good() ?? this.#ask();
  }

  /** Comes back when it has been read once more, after so many milliseconds at the latest. */
  async heard(patience: number): Promise<void> {
    let tell: () => void = () => {};
    const heard = new Promise<void>((resolve) => {
      tell = resolve;
      this.#waiting.add(tell);
    });
    await within(heard, patience);
    this.#waiting.delete(tell);
  }

  /** Nothing that was known so far counts any more: who changes something reads what they changed. */
  doubt(): void {
    this.#doubts += 1;
    this.#known = undefined;
    this.#asking = undefined;
  }

  /** Begins to listen, on a connection of its own, so that a pool that is used up makes nobody doubt. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.#look(), TIMES.poll).unref();
    await this.#look();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#lose();
  }

  async #look(): Promise<void> {
    try {
      if (this.#client === undefined) await this.#connect();
      await this.#ask();
      this.#silent = false;
    } catch (error) {
      if (!this.#silent) {
        this.log.warn({ error: error instanceof Error ? error.message : String(error) }, "a revision cannot be read");
      }
      this.#silent = true;
    }
  }

  async #connect(): Promise<void> {
    if (this.#connecting) return;
    this.#connecting = true;
    try {
      const client = await this.database.connect();
      client.on("end", () => this.#client === client && this.#lose());
      client.on("notification", () => {
        this.doubt();
        this.#ask().catch(() => {});
      });
      if (this.#timer === undefined) return client.release();
      this.#client = client;
      await client.query(`listen ${client.escapeIdentifier(this.place.channel)}`);
      // Changes may have been told while nobody listened.
      this.doubt();
    } finally {
      this.#connecting = false;
    }
  }

  #lose(): void {
    this.#client?.release();
    this.#client = undefined;
  }

  #good(): Reading | undefined {
    const known = this.#known;
    return known !== undefined && performance.now() - known.at < TIMES.good ? known : undefined;
  }

  #ask(): Promise<Reading> {
    if (this.#asking !== undefined) return this.#asking;
    const asking = this.#read().finally(() => {
      if (this.#asking === asking) this.#asking = undefined;
    });
    this.#asking = asking;
    return asking;
  }

  async #read(): Promise<Reading> {
    const [doubts, at] = [this.#doubts, performance.now()];
    const text = textIn((await this.#fetch()) ?? (await this.database.query<object>(this.place.sql)));
    const reading = { text, at };
    if (doubts !== this.#doubts) return reading;
    this.#known = reading;
    for (const tell of this.#waiting) tell();
    return reading;
  }

  /** Over the connection that listens; undefined when there is none, or it has broken. */
  async #fetch(): Promise<object[] | undefined> {
    const client = this.#client;
    if (client === undefined) return undefined;
    const answer = await within(client.query(this.place.sql), TIMES.patience).catch(() => undefined);
    if (answer === undefined && this.#client === client) this.#lose();
    return (answer as { rows: object[] } | undefined)?.rows;
  }
}

function textIn(rows: readonly object[]): string {
  const [row] = rows;
  if (row === undefined) throw new Error("there is no revision");
  return String(Object.values(row)[0]);
}
