import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Database } from "../../src/platform/database.js";
import type { Outcome } from "../../src/platform/outbox/index.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { eventually } from "./eventually.js";
import type { DeliveryRow, OutboxBench } from "./outbox.js";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const failed = (error: string, more: object = {}): Outcome => ({ kind: "failed", error, ...more });
export const delivered: Outcome = { kind: "delivered" };

export const settledAt = (row: DeliveryRow, attempts: number) => row.attempts === attempts && !row.leased;

/** How many connections have asked to hear of new events. */
export async function listeners(database: Database): Promise<number> {
  const [row] = await database.query<{ count: string }>(
    "select count(*) from pg_stat_activity where datname = current_database() and query = 'listen \"outbox\"'",
  );
  return Number(row!.count);
}

/** A relay in a process of its own that tells a receiver over HTTP, until it is killed: 200 is delivered, anything else is not. */
export function spawnTellingRelay({ address }: Pick<OutboxBench, "address">, url: string, lease: number): ChildProcess {
  const script = `
    import { Database } from "./dist/src/platform/database.js";
    import { createLog } from "./dist/src/platform/log.js";
    import { createRelay } from "./dist/src/platform/outbox/index.js";
    const log = createLog("silent");
    const address = JSON.parse(process.argv[1]);
    const database = await Database.open({ address, entities: [], migrations: [], pool: 3, log });
    const tell = async ({ event, destination, attempt }) => {
      const body = JSON.stringify({ id: event.id, subject: event.subject, destination: destination.id, attempt });
      const { status } = await fetch(process.argv[2], { method: "POST", body });
      return status === 200 ? { kind: "delivered" } : { kind: "failed", error: "http-" + status };
    };
    const destinationsFor = async () => ["a", "b"].map((id) => ({ id, kind: "test" }));
    const subscribers = { destinationsFor, kinds: { test: tell } };
    const limits = { lease: ${lease}, poll: 50 };
    createRelay({ database, log, now: () => new Date(), random: () => 0, subscribers, limits }).start();
  `;
  return spawn(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(address), url], {
    cwd: PACKAGE_ROOT,
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** A relay in a process of its own that takes deliveries and never ends them. */
export function spawnRelay({ address }: Pick<OutboxBench, "address">, lease: number) {
  const script = `
    import { Database } from "./dist/src/platform/database.js";
    import { createLog } from "./dist/src/platform/log.js";
    import { createRelay } from "./dist/src/platform/outbox/index.js";
    const log = createLog("silent");
    const address = JSON.parse(process.argv[1]);
    const database = await Database.open({ address, entities: [], migrations: [], pool: 2, log });
    const hang = ({ event }) => new Promise(() => console.log(event.id));
    const destinationsFor = async () => [{ id: "a", kind: "test" }];
    createRelay({ database, log, now: () => new Date(), subscribers: { destinationsFor, kinds: { test: hang } }, limits: { lease: ${lease} } }).start();
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, JSON.stringify(address)], {
    cwd: PACKAGE_ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const taken: string[] = [];
  createInterface(child.stdout).on("line", (line) => taken.push(line));
  return {
    taken,
    took: (count: number) => eventually(() => taken.length === count),
    kill: () => child.kill("SIGKILL"),
    ended: once(child, "exit"),
  };
}
