import { setTimeout as sleep } from "node:timers/promises";
import { startOwnRedis } from "../kit/own-redis.js";
import { endProcess, startProcess } from "../kit/process.js";
import { quantile } from "../kit/steady-load.js";
import type { TestDatabase } from "../kit/store.js";
import { urlOf } from "../kit/store.js";
import { openWay } from "../kit/way.js";
import { startMixedLoad } from "./mixed-load.js";
import type { RedisFault } from "./redis-faults.js";

/** How a gateway fared while something happened to its Redis. */
export interface Fared {
  readonly sent: number;
  /** Whatever was not answered, or not as before. */
  readonly wrong: readonly string[];
  /** How long all but one of a hundred waited, in milliseconds: before it happened and from then on. */
  readonly p99: { readonly before: number; readonly after: number };
}

export interface Pace {
  readonly perSecond: number;
  readonly writeEvery: number;
  /** How long the load runs before times count, in milliseconds: the first answers of a process are slower than those that follow. */
  readonly warmUp: number;
  /** How long it then runs without trouble, and with it. */
  readonly before: number;
  readonly after: number;
}

/** Runs a gateway under a steady load, and has something happen to its Redis on the way. */
export async function fareWith(store: TestDatabase, fault: RedisFault, pace: Pace): Promise<Fared> {
  const redis = await startOwnRedis();
  const way = await openWay(redis.url);
  const settings = { DATABASE_URL: urlOf(store.address), DATABASE_WAIT_MS: "500", REDIS_URL: way.url };
  const { child, url } = await startProcess("main.js", settings);
  try {
    const load = await startMixedLoad({ url, settings, ...pace });
    await sleep(pace.warmUp);
    const begun = load.now();
    await sleep(pace.before);
    const struck = load.now();
    await fault({ redis, way });
    await sleep(pace.after);
    const done = await load.stop();
    const took = (share: number, from: number, to = Number.POSITIVE_INFINITY) =>
      quantile(
        done.filter(({ at }) => at >= from && at < to).map(({ took }) => took),
        share,
      );
    return {
      sent: done.length,
      wrong: done.flatMap(({ outcome }) =>
        outcome.kind === "wrong" ? [outcome.what] : outcome.kind === "not now" ? ["not now"] : [],
      ),
      p99: { before: took(0.99, begun, struck), after: took(0.99, struck) },
    };
  } finally {
    await endProcess(child, "SIGTERM");
    await way.close();
    await redis.kill();
  }
}

export const inWords = (what: string, { sent, wrong, p99 }: Fared) =>
  `Redis ${what}: ${sent} sent, ${wrong.length} not answered as before, p99 ${p99.before.toFixed(1)} ms, then ${p99.after.toFixed(1)} ms\n`;
