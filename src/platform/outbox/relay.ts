import type { Database } from "../database.js";
import { errorName } from "../error-name.js";
import type { Log } from "../log.js";
import { attempt } from "./attempt.js";
import type { Subscribers } from "./destination.js";
import { fanOut } from "./fan-out.js";
import { RELAY_LIMITS, type RelayLimits } from "./limits.js";
import { Listening } from "./listening.js";
import { type Leased, Queue } from "./queue.js";
import { settle } from "./schedule.js";

const CLEANED_AT_ONCE = 1_000;

export interface RelayOptions {
  readonly database: Database;
  readonly log: Log;
  readonly now: () => Date;
  readonly subscribers: Subscribers;
  /** From 0 to 1, for the waits between attempts. */
  readonly random?: () => number;
  readonly limits?: Partial<RelayLimits>;
}

/** Sends what the outbox holds, at least once each, in order for each subject and destination. Any number of them share the work. */
export interface Relay {
  /** Begins; it goes on by itself while the store is away. */
  start(): void;
  /** Takes nothing more, and ends when what is under way has ended or was broken off and given back. */
  stop(): Promise<void>;
  /** Looks for work now. */
  wake(): void;
  /** Has a settled delivery sent once more, with the same ids. False when there is none, or when it is being sent. */
  redeliver(deliveryId: string): Promise<boolean>;
}

export function createRelay({ database, log, now, subscribers, random = Math.random, limits }: RelayOptions): Relay {
  return new RunningRelay(database, log, now, subscribers, random, { ...RELAY_LIMITS, ...limits });
}

class RunningRelay implements Relay {
  readonly #queue: Queue;
  readonly #underWay = new Map<Leased, Promise<void>>();
  readonly #breakOff = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  readonly #listening: Listening;
  #looking: Promise<void> | undefined;
  #newEvents = false;
  #freeSlots = false;
  #stopped = false;
  #healthy = true;
  #cleanedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly database: Database,
    private readonly log: Log,
    private readonly now: () => Date,
    private readonly subscribers: Subscribers,
    private readonly random: () => number,
    private readonly limits: RelayLimits,
  ) {
    this.#queue = new Queue(database);
    this.#listening = new Listening(database, log, () => this.wake());
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#listening.begin();
      this.wake();
    }, this.limits.poll);
    this.#listening.begin();
    this.wake();
  }

  wake(): void {
    this.#newEvents = true;
    this.#look();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#listening.end();
    await this.#looking;
    const breakOff = setTimeout(() => this.#breakOff.abort(), this.limits.grace);
    await Promise.all(this.#underWay.values());
    clearTimeout(breakOff);
  }

  redeliver(deliveryId: string): Promise<boolean> {
    return this.#queue.redeliver(deliveryId, this.now());
  }

  #look(): void {
    this.#freeSlots = true;
    if (!this.#stopped) this.#looking ??= this.#lookWhileAsked();
  }

  /** One look at a time; who asks meanwhile has one more made. */
  async #lookWhileAsked(): Promise<void> {
    try {
      while ((this.#newEvents || this.#freeSlots) && !this.#stopped) {
        const newEvents = this.#newEvents;
        this.#newEvents = false;
        this.#freeSlots = false;
        if (newEvents) this.#newEvents = (await this.#fanOut()) || this.#newEvents;
        await this.#fillSlots();
        if (newEvents) await this.#upkeep();
      }
      this.#tell(true);
    } catch (error) {
      this.#tell(false, error);
    } finally {
      this.#looking = undefined;
    }
  }

  #fanOut(): Promise<boolean> {
    const { database, log, subscribers } = this;
    return fanOut({ database, log, subscribers }, this.now());
  }

  async #fillSlots(): Promise<void> {
    while (this.#underWay.size < this.limits.slots && !this.#stopped) {
      const leased = await this.#queue.take(this.now(), this.limits.lease, this.#busyDestinations());
      if (leased === undefined) return;
      const done = this.#deliver(leased)
        .catch((error: unknown) => this.log.warn({ delivery: leased.id, error: errorName(error) }, "outbox: not noted"))
        .finally(() => {
          this.#underWay.delete(leased);
          this.#look();
        });
      this.#underWay.set(leased, done);
    }
  }

  #busyDestinations(): string[] {
    const counts = new Map<string, number>();
    for (const { destination } of this.#underWay.keys()) {
      counts.set(destination.id, (counts.get(destination.id) ?? 0) + 1);
    }
    return [...counts].filter(([, count]) => count >= this.limits.slotsOfOne).map(([id]) => id);
  }

  async #deliver(leased: Leased): Promise<void> {
    const { id, event, destination, attempt: attempts } = leased;
    const outcome = await attempt(this.subscribers.kinds, leased, this.limits.deadline, this.#breakOff.signal);
    if (outcome === "broken off") return this.#queue.release(leased);
    const about = { delivery: id, event: event.id, topic: event.topic, destination: destination.id, attempts };
    const now = this.now();
    if (outcome.kind === "gone") {
      await this.#queue.giveUp(leased, now, this.subscribers.switchOff);
      return this.log.warn(about, "outbox: destination is gone");
    }
    const settlement = settle(outcome, attempts, now, this.random());
    await this.#queue.record(leased, settlement);
    const { state, lastError: error } = settlement;
    if (state === "dead") this.log.error({ ...about, error }, "outbox: given up");
    else if (state === "pending") this.log.warn({ ...about, error }, "outbox: to be tried again");
    else this.log.debug(about, "outbox: delivered");
  }

  /** Says once that the store went away, and once that it is back. */
  #tell(healthy: boolean, error?: unknown): void {
    if (healthy === this.#healthy) return;
    this.#healthy = healthy;
    if (healthy) this.log.info("outbox: the store answers again");
    else this.log.warn({ error: errorName(error) }, "outbox: the store does not answer; trying again later");
  }

  async #upkeep(): Promise<void> {
    const now = this.now();
    if (now.getTime() - this.#cleanedAt < this.limits.upkeep) return;
    this.#cleanedAt = now.getTime();
    await this.#queue.buryAbandoned(now);
    const before = (age: number) => new Date(now.getTime() - age);
    while (
      (await this.#queue.clean(before(this.limits.keepDelivered), before(this.limits.keepDead), CLEANED_AT_ONCE)) ===
      CLEANED_AT_ONCE
    );
  }
}
