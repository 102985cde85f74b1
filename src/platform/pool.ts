import type { Pool, PoolClient, QueryResult } from "pg";
import { NotNow } from "./not-now.js";
import { within } from "./within.js";

/** How much waiting a pool of connections puts up with; times in milliseconds. */
export interface PoolLimits {
  /** Longest that somebody waits for a connection. */
  readonly wait: number;
  /** Most that wait at once. */
  readonly queue: number;
  /** Longest that PostgreSQL may say nothing to a statement. */
  readonly silence: number;
}

/** Added to a wait that seems over: what came while this process was busy with something else was not late. */
const GRACE = 10;

/**
 * Has a pool refuse, with NotNow, whoever would wait too long or behind too many, and give up connections on which PostgreSQL has
 * fallen silent. A connection that is opened too late for one who waited serves the next. No limits hold while `patient` says so.
 */
export function limitPool(pool: Pool, limits: PoolLimits, patient: () => boolean): void {
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  let givenUp = 0;
  const take = async () => {
    if (patient()) return connect();
    if (pool.waitingCount - pool.idleCount - givenUp >= limits.queue)
      throw new NotNow("too many wait for a connection to PostgreSQL");
    const taken = connect();
    const client = (await within(taken, limits.wait)) ?? (await within(taken, GRACE));
    if (client !== undefined) return client;
    givenUp += 1;
    void taken
      .then((late) => late.release())
      .catch(() => {})
      .finally(() => {
        givenUp -= 1;
      });
    throw new NotNow("no connection to PostgreSQL is free");
  };
  Object.assign(pool, { connect: take });
  pool.on("connect", (client) => watchOver(client, limits, patient));
}

/** Sees to it that a connection answers, and that what it commits is kept. */
function watchOver(client: PoolClient, { silence }: PoolLimits, patient: () => boolean): void {
  const query = client.query.bind(client) as (...given: unknown[]) => Promise<QueryResult>;
  let unlimited = false;
  const watched = (...given: unknown[]) => {
    const text = textOf(given[0]);
    if (text === UNLIMITED) unlimited = true;
    if (ENDS.has(text)) unlimited = false;
    const sent = query(...given);
    const timer = unlimited || patient() ? undefined : setTimeout(hangUp, silence, client);
    return sent.then(text === "commit" ? kept : same).finally(() => clearTimeout(timer));
  };
  Object.assign(client, { query: watched });
}

/** Lets the statements of a transaction take the time they need. */
export const UNLIMITED = "set local statement_timeout = 0";
const ENDS: ReadonlySet<string> = new Set(["commit", "rollback"]);

const textOf = (given: unknown): string =>
  typeof given === "string" ? given : ((given as { text?: string })?.text ?? "");

/** Ends a connection without a farewell, which a peer that has vanished would never answer. */
export function hangUp(client: object): void {
  (client as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

const same = (result: QueryResult) => result;

/** PostgreSQL answers COMMIT without an error where a statement before it had failed, and keeps nothing. */
function kept(result: QueryResult): QueryResult {
  if (result.command !== "COMMIT") throw new Error("a transaction in which a statement had failed was not kept");
  return result;
}
