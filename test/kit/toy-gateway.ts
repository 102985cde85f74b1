import { pino } from "pino";
import { unauthenticated } from "../../src/graph/errors.js";
import { type Caller, NOBODY } from "../../src/graph/identity/caller.js";
import { monolith } from "../../src/graph/module.js";
import type { StreamLimits } from "../../src/graph/stream/routes.js";
import { Database } from "../../src/platform/database.js";
import { createLog } from "../../src/platform/log.js";
import { createSignals, type Signals } from "../../src/platform/signals.js";
import { startTestServer, type TestServer } from "./server.js";
import type { TestDatabase } from "./store.js";
import { createToyEvents, type ToyEvents } from "./toy-events.js";

export interface ToyGateway {
  readonly server: TestServer;
  readonly toys: ToyEvents;
  readonly database: Database;
  readonly signals: Signals;
  /** What it logged, one text a line. */
  readonly logged: string[];
  publish(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Those that a test left open. */
export const openToyGateways = new Set<ToyGateway>();

/** A gateway of the toy graph on the one database; the header `x-test-subject` says who asks. */
export async function startToyGateway(
  store: TestDatabase,
  limits: Partial<StreamLimits> = {},
  expiresAt?: () => Date,
): Promise<ToyGateway> {
  const database = await Database.open({
    address: store.address,
    entities: [],
    migrations: [],
    pool: 3,
    log: createLog("silent"),
  });
  const logged: string[] = [];
  const log = pino({ level: "info" }, { write: (line: string) => void logged.push(line) });
  const signals = createSignals(database, log, { firstPause: 5, longestPause: 50, heartbeat: 15_000, answer: 5_000 });
  const toys = createToyEvents(signals);
  const schema = monolith([toys.module]);
  const authenticate = async (headers: object): Promise<Caller> => {
    const subject = (headers as Record<string, string>)["x-test-subject"];
    if (subject === "stranger") throw unauthenticated("INVALID");
    if (subject === undefined) return NOBODY;
    return { role: "business", subject, agency: null, ...(expiresAt ? { expiresAt: expiresAt() } : {}) };
  };
  const server = await startTestServer({ log, authenticate, streamLimits: limits }, schema);
  let closed = false;
  const gateway: ToyGateway = {
    server,
    toys,
    database,
    signals,
    logged,
    publish: (id) => database.asGateway((tx) => signals.publish(tx, "toys", id)),
    async close() {
      openToyGateways.delete(gateway);
      if (closed) return;
      closed = true;
      await server.close();
      await signals.close();
      await database.close();
    },
  };
  openToyGateways.add(gateway);
  // Hears from the start, so that nothing told in a test is told too early.
  const first = signals.listen("toys");
  await first.next();
  await first.return?.();
  return gateway;
}
