import { type BoundedQueue, createBoundedQueue } from "./bounded-queue.js";
import type { Database, Transaction } from "./database.js";
import type { DedicatedClient } from "./dedicated-client.js";
import type { Log } from "./log.js";

/** In place of signals that may have been missed: whoever listens reads again what they are about. */
export const GAP = Symbol("gap");
/** An id, or GAP. */
export type Signal = string | typeof GAP;

/** Short words from one gateway to all gateways of the same database, itself too. They may be lost, never silently: see GAP. */
export interface Signals {
  /** Tells `text` on a channel when the transaction commits, and never if it does not. Only ids: letters, digits and `_.:-`, up to 200. */
  publish(tx: Pick<Transaction, "query">, channel: string, text: string): Promise<void>;
  /**
   * What is told on a channel from now on. Ends with `QueueOverflow` when 10,000 signals wait to be taken.
   * The first may be a GAP: nothing told before it has been waited for.
   */
  listen(channel: string): AsyncIterableIterator<Signal, undefined>;
  /** Ends every listener. */
  close(): Promise<void>;
}

/** One channel of PostgreSQL carries them all, so that a listener more costs no statement. */
const CHANNEL = "ventanilla_signals";
const NAME = /^[a-z][a-z0-9_.-]{0,60}$/;
const TEXT = /^[\w.:-]{1,200}$/;
/** The ids themselves are shared by all listeners: a full queue is 80 KB. */
const MOST_WAITING = 10_000;

/** Times of the connection, in milliseconds. */
export interface SignalTimes {
  /** Between losing it and trying again; doubles with every failure, up to the longest. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** Between two questions whether it is alive, and longest wait for the answer. */
  readonly heartbeat: number;
  readonly answer: number;
}
const TIMES: SignalTimes = { firstPause: 100, longestPause: 2_000, heartbeat: 15_000, answer: 5_000 };

type Listener = BoundedQueue<Signal>;

/** Signals by LISTEN and NOTIFY, over one connection that is opened with the first listener and opened again whenever it is lost. */
export function createSignals(database: Pick<Database, "connect">, log: Log, times: SignalTimes = TIMES): Signals {
  const channels = new Map<string, Set<Listener>>();
  const closing = new AbortController();
  let running: Promise<void> | undefined;

  function tell(channel: string, signal: Signal): void {
    for (const listener of channels.get(channel) ?? []) listener.push(signal);
  }
  function received(payload = ""): void {
    const end = payload.indexOf(" ");
    tell(payload.slice(0, end), payload.slice(end + 1));
  }

  /** Listens until the connection is lost or given up. */
  async function hold(): Promise<void> {
    const client = await database.connect();
    try {
      const lost = untilLost(client, times, closing.signal);
      client.on("notification", ({ payload }) => received(payload));
      await client.query(`listen ${CHANNEL}`);
      for (const channel of channels.keys()) tell(channel, GAP);
      await lost;
    } finally {
      client.release();
    }
  }
  async function keepHolding(): Promise<void> {
    let pause = times.firstPause;
    while (!closing.signal.aborted) {
      const begun = performance.now();
      try {
        await hold();
      } catch (error) {
        log.warn({ error: error instanceof Error ? error.message : String(error) }, "signals are not heard for now");
      }
      // Half a pause at least, and at random: gateways that lost the same server do not all come back at once.
      if (performance.now() - begun > times.longestPause) pause = times.firstPause;
      await waited(pause * (0.5 + Math.random() / 2), closing.signal);
      pause = Math.min(2 * pause, times.longestPause);
    }
  }

  return {
    async publish(tx, channel, text) {
      if (!NAME.test(channel) || !TEXT.test(text)) throw new TypeError("a signal is a channel's name and an id");
      await tx.query("select pg_notify($1, $2)", [CHANNEL, `${channel} ${text}`]);
    },
    listen(channel) {
      if (!NAME.test(channel)) throw new TypeError("a signal is a channel's name and an id");
      const listeners = channels.get(channel) ?? new Set();
      const listener: Listener = createBoundedQueue<Signal>(MOST_WAITING, () => {
        listeners.delete(listener);
        if (listeners.size === 0 && channels.get(channel) === listeners) channels.delete(channel);
      });
      if (closing.signal.aborted) {
        void listener.return();
        return listener;
      }
      channels.set(channel, listeners.add(listener));
      running ??= keepHolding();
      return listener;
    },
    async close() {
      closing.abort();
      for (const listeners of channels.values()) for (const listener of [...listeners]) await listener.return();
      await running;
    },
  };
}

/** Resolves when the connection is given up; rejects when it breaks, or does not answer: a peer that vanished says nothing. */
function untilLost(client: DedicatedClient, { heartbeat, answer }: SignalTimes, givenUp: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  client.on("error", reject);
  client.on("end", () => reject(new Error("the connection has ended")));
  const beat = setInterval(() => {
    const late = setTimeout(() => reject(new Error("the connection does not answer")), answer);
    client
      .query("select 1")
      .catch(reject)
      .finally(() => clearTimeout(late));
  }, heartbeat);
  const stop = () => resolve();
  givenUp.addEventListener("abort", stop);
  if (givenUp.aborted) stop();
  const over = promise.finally(() => {
    clearInterval(beat);
    givenUp.removeEventListener("abort", stop);
  });
  // It may be lost before anyone waits for that.
  over.catch(() => {});
  return over;
}

function waited(milliseconds: number, givenUp: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (givenUp.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      givenUp.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    givenUp.addEventListener("abort", end);
  });
}
