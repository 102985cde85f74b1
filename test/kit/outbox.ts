import { MIGRATIONS } from "../../schema/migrations/index.js";
import { type Claims, Database } from "../../src/platform/database.js";
import { createLog, type Log } from "../../src/platform/log.js";
import {
  addEvent,
  createRelay,
  type Delivery,
  type NewEvent,
  type Outcome,
  type Relay,
  type RelayLimits,
  type Subscribers,
} from "../../src/platform/outbox/index.js";
import { eventually } from "./eventually.js";
import { createTestDatabase, type TestDatabase } from "./store.js";

/** Looks often, so that nobody waits; everything else as it is in earnest unless a test says so. */
const HASTY = { poll: 20 };

export interface DeliveryRow {
  readonly id: string;
  readonly event_id: string;
  readonly destination_id: string;
  readonly subject: string;
  readonly state: string;
  readonly attempts: number;
  readonly last_error: string | null;
  /** Somebody has it in hand. */
  readonly leased: boolean;
  /** Milliseconds since 1970. */
  readonly next_at: number;
}

/** A store with an outbox, a clock that tests move, and relays that end with the test. */
export class OutboxBench {
  readonly #relays = new Set<Relay>();
  readonly #databases = new Set<Database>();
  #ahead = 0;
  readonly now = () => new Date(Date.now() + this.#ahead);

  private constructor(
    readonly database: Database,
    private readonly store: TestDatabase,
  ) {
    this.#databases.add(database);
  }

  get address() {
    return this.store.address;
  }

  static async open(): Promise<OutboxBench> {
    const store = await createTestDatabase();
    return new OutboxBench(await openDatabase(store), store);
  }

  /** What another gateway would have: connections of its own. */
  async anotherDatabase(): Promise<Database> {
    const database = await openDatabase(this.store);
    this.#databases.add(database);
    return database;
  }

  /** Moves the clock of relays on by so many milliseconds. */
  pass(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  relay(
    subscribers: Subscribers,
    {
      limits,
      log = createLog("silent"),
      database = this.database,
      random = () => 1,
    }: {
      limits?: Partial<RelayLimits>;
      log?: Log;
      database?: Database;
      random?: () => number;
    } = {},
  ): Relay {
    const { now } = this;
    const relay = createRelay({ database, log, now, subscribers, random, limits: { ...HASTY, ...limits } });
    this.#relays.add(relay);
    relay.start();
    return relay;
  }

  /** Adds events as a caller would, each in a transaction of its own. Returns their ids. */
  async add(...events: readonly Partial<NewEvent>[]): Promise<string[]> {
    const ids: string[] = [];
    for (const event of events) {
      const whole = { topic: "thing.changed", subject: "thing-1", payload: {}, ...event };
      ids.push(await this.database.as(NOBODY, (tx) => addEvent(tx, whole)));
    }
    return ids;
  }

  deliveries(): Promise<DeliveryRow[]> {
    return this.database.query<DeliveryRow>(
      `select id, event_id, destination_id, subject, state, attempts, last_error, lease_id is not null as leased,
         (extract(epoch from next_at) * 1000)::float8 as next_at
       from outbox_delivery order by position, destination_id`,
    );
  }

  /** Waits until there are so many deliveries and each is in the state. */
  async settled(count: number, state = "delivered"): Promise<void> {
    await eventually(async () => {
      const rows = await this.deliveries();
      return rows.length === count && rows.every((row) => row.state === state);
    });
  }

  /** Ends all relays and forgets what happened. */
  async reset(): Promise<void> {
    await Promise.all([...this.#relays].map((relay) => relay.stop()));
    this.#relays.clear();
    this.#ahead = 0;
    await this.database.query("truncate outbox_event cascade");
  }

  async close(): Promise<void> {
    await this.reset();
    for (const database of this.#databases) await database.close();
    await this.store.drop();
  }
}

export const NOBODY: Claims = {};

/** Subscribers of one kind that tell every destination of every event, and keep what was told. */
export class Receivers implements Subscribers {
  readonly told: Delivery[] = [];
  readonly off: string[] = [];
  readonly kinds: Subscribers["kinds"];

  constructor(
    readonly ids: readonly string[],
    private readonly answer: (delivery: Delivery, signal: AbortSignal) => Outcome | Promise<Outcome> = () => ({
      kind: "delivered",
    }),
  ) {
    this.kinds = {
      test: async (delivery, signal) => {
        this.told.push(delivery);
        return this.answer(delivery, signal);
      },
    };
  }

  destinationsFor: Subscribers["destinationsFor"] = async () => this.ids.map((id) => ({ id, kind: "test" }));

  switchOff: NonNullable<Subscribers["switchOff"]> = async (_tx, { id }) => {
    this.off.push(id);
  };

  /** The ids of the events that were told, in order. */
  get events(): string[] {
    return this.told.map(({ event }) => event.id);
  }
}

function openDatabase({ address }: TestDatabase): Promise<Database> {
  return Database.open({ address, entities: [], migrations: MIGRATIONS, pool: 5, log: createLog("silent") });
}
