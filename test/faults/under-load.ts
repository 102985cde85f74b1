import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../kit/eventually.js";
import { OwnPostgres, type OwnPostgresOptions } from "../kit/own-postgres.js";
import { endProcess, startProcess } from "../kit/process.js";
import { quantile } from "../kit/steady-load.js";
import { openWay } from "../kit/way.js";
import type { Fault, Place } from "./database-faults.js";
import { type MixedLoad, type Outcome, startMixedLoad, type Write } from "./mixed-load.js";

/** What a fault under load came to; times in milliseconds. */
export interface Verdict {
  readonly read: number;
  readonly written: number;
  readonly notNow: number;
  /** Everything that is neither an answer nor a 503 with Retry-After, and all that was acknowledged and is lost or doubled. */
  readonly wrong: readonly string[];
  /** How long those waited who were told to come back: the middle one, and all but one of a hundred. */
  readonly refusedAfter: { readonly p50: number; readonly p99: number };
  /** From the moment that the fault was over until the last one was sent who was told to come back. */
  readonly recovery: number;
  /** What the gateway said in its log of why, and when for the last time, by the same clock. */
  readonly reasons: Readonly<Record<string, { times: number; last: number }>>;
}

export interface Stage extends Place {
  suffer(fault: Fault, options: { readonly lasting: number; readonly after: number }): Promise<Verdict>;
  /** Whether the gateway says that it is ready. */
  ready(): Promise<number>;
  close(): Promise<void>;
}

export interface StageOptions extends OwnPostgresOptions {
  readonly perSecond: number;
  readonly writeEvery: number;
}

/** How long the load runs before anything happens, in milliseconds. */
const BEFORE = 500;

/** A gateway in a process of its own, with the settings of a gateway that serves, on a PostgreSQL that faults happen to. */
export async function openStage({ perSecond, writeEvery, ...server }: StageOptions): Promise<Stage> {
  const postgres = await OwnPostgres.begin(server);
  const way = await openWay(postgres.url);
  const settings = { DATABASE_URL: way.url, DATABASE_WAIT_MS: "500" };
  const { child, url } = await startProcess("main.js", settings);
  const reasonsSince = readLog(child);
  const ready = async () => (await fetch(new URL("/readyz", url))).status;
  return {
    postgres,
    way,
    ready,
    async suffer(fault, { lasting, after }) {
      const load = await startMixedLoad({ url, settings: { DATABASE_URL: postgres.url }, perSecond, writeEvery });
      const reasons = reasonsSince();
      await sleep(BEFORE);
      await fault({ postgres, way }, lasting);
      const over = load.now();
      await sleep(after);
      await load.stop();
      return { ...(await judge(postgres, load, over)), reasons: reasons() };
    },
    async close() {
      await endProcess(child, "SIGTERM");
      await way.close();
      await postgres.remove();
    },
  };
}

async function judge(postgres: OwnPostgres, load: MixedLoad, over: number): Promise<Omit<Verdict, "reasons">> {
  const { done } = load;
  const refused = done.filter(({ outcome }) => outcome.kind === "not now");
  const times = refused.map(({ took }) => took);
  const count = (kind: Outcome["kind"]) => done.filter(({ outcome }) => outcome.kind === kind).length;
  const wrong = done.flatMap(({ outcome }) => (outcome.kind === "wrong" ? [outcome.what] : []));
  const inDoubt = refused.flatMap(({ outcome }) =>
    outcome.kind === "not now" && outcome.write ? [outcome.write] : [],
  );
  for (const write of inDoubt) wrong.push(...(await settled(load, write)));
  const written = done.flatMap(({ outcome }) => (outcome.kind === "written" ? [outcome.name] : []));
  const names = [...written, ...inDoubt.map(({ name }) => name)];
  const kept = await postgres.session((client) =>
    client.query<{ name: string }>("select name from business where name = any($1)", [names]),
  );
  const byName = Map.groupBy(kept.rows, ({ name }) => name);
  for (const name of names) {
    const found = byName.get(name)?.length ?? 0;
    if (found !== 1) wrong.push(`${name} was acknowledged and is there ${found} times`);
  }
  return {
    read: count("read"),
    written: written.length,
    notNow: refused.length,
    wrong,
    refusedAfter: { p50: Math.round(quantile(times, 0.5)), p99: Math.round(quantile(times, 0.99)) },
    recovery: Math.round(Math.max(0, ...refused.map(({ at }) => at - over))),
  };
}

/** Counts the errors that a gateway logs, each time from when the returned function is called. */
function readLog({ stdout }: ChildProcess): () => () => Verdict["reasons"] {
  const said: { readonly why: string; readonly at: number }[] = [];
  if (stdout !== null) {
    createInterface(stdout).on("line", (line) => {
      const { error } = JSON.parse(line) as { error?: string | { message: string } };
      if (error !== undefined)
        said.push({ why: typeof error === "string" ? error : error.message, at: performance.now() });
    });
  }
  return () => {
    const [from, begun] = [said.length, performance.now()];
    return () =>
      Object.fromEntries(
        Map.groupBy(said.slice(from), ({ why }) => why)
          .entries()
          .map(([why, times]) => [why, { times: times.length, last: Math.round((times.at(-1)?.at ?? 0) - begun) }]),
      );
  };
}

/** Sends a command that is in doubt again until it is acknowledged. */
async function settled(load: MixedLoad, write: Write): Promise<readonly string[]> {
  const outcome = await eventually(async () => {
    const tried = await load.again(write);
    return tried.kind === "not now" ? undefined : tried;
  });
  return outcome.kind === "written" ? [] : [`${write.name}: ${JSON.stringify(outcome)}`];
}

export const inWords = (what: string, { read, written, notNow, refusedAfter, recovery, reasons }: Verdict) =>
  `PostgreSQL ${what}: ${read} read, ${written} written, ${notNow} told to come back ` +
  `(p50 ${refusedAfter.p50} ms, p99 ${refusedAfter.p99} ms), all is well ${recovery} ms after it is over\n` +
  Object.entries(reasons)
    .map(([why, { times, last }]) => `  ${times} × ${why}, last after ${last} ms\n`)
    .join("");
