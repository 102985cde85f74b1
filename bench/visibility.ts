/**
 * How long after its transaction a new revision of the catalog is known to another gateway: told of, and, where it is not told, found by
 * asking. `--postgres` names a server; the database is made and dropped.
 */
import { setImmediate as afterOthers } from "node:timers/promises";
import { parseArgs } from "node:util";
import { prepareStore } from "../src/gateway.js";
import { Database } from "../src/platform/database.js";
import { createLog } from "../src/platform/log.js";
import { Revision } from "../src/platform/revision.js";
import { CATALOG_REVISION } from "../src/programs/module.js";
import { median } from "./measure.js";
import { ensureDatabase } from "./serve/databases.js";

const { values } = parseArgs({
  options: {
    postgres: { type: "string", default: "postgres://postgres@127.0.0.1:5432/postgres" },
    rounds: { type: "string", default: "200" },
  },
});
const log = createLog("error");
const url = await ensureDatabase(values.postgres, "bench_ventanilla_110");
const { database } = await prepareStore({ address: { url }, log });
const elsewhere = await Database.open({ address: { url }, entities: [], migrations: [], pool: 2, log });
const revision = new Revision(elsewhere, CATALOG_REVISION, log);
await revision.start();

/** Milliseconds from the end of a transaction to its revision being known elsewhere. */
async function late(change: string): Promise<number> {
  const before = await revision.current();
  await database.query(change);
  const done = performance.now();
  for (let known = revision.known(); known === undefined || known === before; known = revision.known())
    await afterOthers();
  return performance.now() - done;
}

async function all(change: string): Promise<readonly number[]> {
  const times: number[] = [];
  while (times.length < Number(values.rounds)) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 40));
    times.push(await late(change));
  }
  return times.sort((one, other) => one - other);
}

const say = (how: string, times: readonly number[]) =>
  process.stdout.write(
    `| ${how} | ${median(times).toFixed(1)} | ${times[Math.floor(times.length * 0.99)]?.toFixed(1)} | ${times.at(-1)?.toFixed(1)} |\n`,
  );
process.stdout.write("| how | p50 ms | p99 | slowest |\n| --- | --- | --- | --- |\n");
say("told", await all("update catalog_state set revision = revision + 1"));
// The column that the trigger waits for is left alone.
say("asked for", await all("update catalog_state set mark = gen_random_uuid()"));
revision.stop();
await elsewhere.close();
await database.close();
