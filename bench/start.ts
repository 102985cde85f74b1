/** How long from `node dist/src/main.js` to the first answered query, and how much memory it takes. */
import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";
import { machine, median, printTable } from "./measure.js";

const RUNS = 5;
const MEBI = 1024;

interface Start {
  readonly milliseconds: number;
  readonly gatewayMemory: number;
  readonly postgresMemory: number;
}

/** Starts a gateway, asks one question, and stops it. */
async function start(folder: string): Promise<Start> {
  const begun = performance.now();
  const child = spawn(process.execPath, [join(PACKAGE_ROOT, "dist/src/main.js")], {
    env: { ...process.env, DATA_DIR: folder, PORT: "0", DATABASE_URL: "", REDIS_URL: "", NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let postgres = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const { msg, url, pid } = JSON.parse(line) as { msg: string; url?: string; pid?: number };
    if (msg === "PostgreSQL is ready") postgres = pid ?? 0;
    if (msg !== "ready") continue;
    const answer = await fetch(url ?? "", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ programs { totalCount } }" }),
    });
    const { data } = (await answer.json()) as { data: { programs: { totalCount: number } } };
    if (data.programs.totalCount !== 110) throw new Error("the gateway did not answer with 110 programs");
    break;
  }
  const milliseconds = performance.now() - begun;
  const gatewayMemory = await memoryOf(child.pid ?? 0);
  const postgresMemory = (await Promise.all([postgres, ...(await childrenOf(postgres))].map(memoryOf))).reduce(
    (a, b) => a + b,
    0,
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
  return { milliseconds, gatewayMemory, postgresMemory };
}

/** Proportional share of memory in MiB: what is shared between processes is counted once. */
async function memoryOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / MEBI;
}

async function childrenOf(pid: number): Promise<number[]> {
  const processes = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    processes.map(async (name) => {
      const status = await readFile(`/proc/${name}/status`, "utf8").catch(() => "");
      return [Number(name), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1])] as const;
    }),
  );
  return parents.filter(([, parent]) => parent === pid).map(([child]) => child);
}

const first: Start[] = [];
const later: Start[] = [];
for (let run = 0; run < RUNS; run++) {
  const folder = await mkdtemp(join(tmpdir(), "bench-start-"));
  first.push(await start(folder));
  later.push(await start(folder));
  await rm(folder, { recursive: true, force: true });
}
const row = (name: string, starts: readonly Start[]) => [
  name,
  Math.round(median(starts.map(({ milliseconds }) => milliseconds))),
  Math.round(median(starts.map(({ gatewayMemory }) => gatewayMemory))),
  Math.round(median(starts.map(({ postgresMemory }) => postgresMemory))),
];
process.stdout.write(`${machine()}; medians of ${RUNS}\n\n`);
printTable(
  ["start", "to the first answer, ms", "gateway, MiB", "PostgreSQL, MiB"],
  [row("first, empty folder", first), row("later", later)],
);
