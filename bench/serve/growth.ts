/**
 * How the gateway serves as its catalog grows, by one process and by two that share PostgreSQL and Redis. On two cores the second process has its
 * core together with the load, so two processes show that they serve together, not how far they scale. `--quick` looks whether all works.
 */
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { circumstances, circumstancesLine } from "./circumstances.js";
import { fillCatalog } from "./fill-catalog.js";
import { type Cell, printGrowth, type Start } from "./growth-report.js";
import { openLoader } from "./loader.js";
import { ofOwn, takeOne } from "./measurements.js";
import { ownQuestions } from "./own-questions.js";
import { installPeers } from "./peers.js";
import { writeDocuments } from "./requests.js";
import { type Running, type ServerName, type Setup, startServer } from "./servers.js";

const CORES = [0, 1];
const LOAD_CORE = 1;
const MEBI = 1_024;

const { values } = parseArgs({
  options: {
    postgres: { type: "string", default: "postgres://postgres@127.0.0.1:5432/postgres" },
    /** A database of its own: gateways of other catalogs keep other things under the same keys. */
    redis: { type: "string", default: "redis://127.0.0.1:6379/9" },
    sizes: { type: "string", default: "110,1000,10000,100000" },
    processes: { type: "string", default: "1,2" },
    rounds: { type: "string", default: "3" },
    seconds: { type: "string", default: "4" },
    "warm-up": { type: "string", default: "2" },
    connections: { type: "string", default: "50" },
    /** Folder of growth.json and growth.svg. */
    out: { type: "string", default: join(PACKAGE_ROOT, "docs/plots") },
    quick: { type: "boolean", default: false },
  },
});
const numbers = (list: string) => list.split(",").map(Number);
const sizes = values.quick ? [110, 1_000] : numbers(values.sizes);
const rounds = values.quick ? 1 : Number(values.rounds);
const pace = {
  connections: Number(values.connections),
  warmUpSeconds: values.quick ? 0.3 : Number(values["warm-up"]),
  seconds: values.quick ? 0.5 : Number(values.seconds),
};

/** What is kept, and the server that is so. Who asks what a firm qualifies for is told anew each time. */
const KINDS = [
  { kept: "hit", server: "ours", asked: ["list", "detail", "search"] },
  { kept: "miss", server: "ours, answers not kept", asked: ["list", "detail", "search", "eligibility"] },
] as const satisfies readonly {
  kept: Cell["kept"];
  server: ServerName;
  asked: readonly Cell["question"][];
}[];

const own = await ownQuestions();
const loader = openLoader(LOAD_CORE);
const cells = new Map<string, Cell>();
const starts: Start[] = [];

async function measure(setup: Setup, programs: number, processes: number, kind: (typeof KINDS)[number]): Promise<void> {
  const running: Running[] = [];
  try {
    for (const core of CORES.slice(0, processes)) running.push(await startServer(kind.server, setup, { core }));
    const ports = running.map(({ port }) => port) as [number, ...number[]];
    for (const question of kind.asked) {
      const key = [programs, processes, kind.kept, question].join("/");
      const cell = cells.get(key) ?? { programs, processes, kept: kind.kept, question, outcomes: [] };
      cells.set(key, cell);
      const outcome = await takeOne(ofOwn(kind.kept, kind.server, question, own[question]), ports, loader, pace);
      cell.outcomes.push(outcome);
      process.stderr.write(`${key} ${Math.round(outcome.perSecond)}/s, ${outcome.failed} failed\n`);
    }
    const [first] = running as [Running];
    const status = await readFile(`/proc/${first.pid}/status`, "utf8");
    const mebibytes = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / MEBI;
    starts.push({ programs, processes, kept: kind.kept, startMs: first.startMs, mebibytes });
  } finally {
    await Promise.all(running.map((one) => one.stop()));
  }
}

const folder = await mkdtemp(join(tmpdir(), "bench-growth-"));
try {
  installPeers();
  const about = await circumstances(values);
  const documents = await writeDocuments(folder);
  const filled = new Map<number, Awaited<ReturnType<typeof fillCatalog>>>();
  for (const programs of sizes) {
    const done = await fillCatalog(values.postgres, programs);
    process.stderr.write(`${programs} programs: ${done.written} written in ${done.seconds.toFixed(1)} s\n`);
    filled.set(programs, done);
  }
  for (let round = 0; round < rounds; round++) {
    for (const [programs, { url }] of filled) {
      const setup: Setup = {
        databases: { catalog: url, peers: "" },
        redis: values.redis,
        bodies: "",
        data: join(folder, "data"),
        documents,
      };
      for (const processes of numbers(values.processes)) {
        for (const kind of KINDS) await measure(setup, programs, processes, kind);
      }
    }
  }
  process.stdout.write(
    `${circumstancesLine(about)}; ${pace.connections} connections, medians of ${rounds} rounds of ${pace.seconds} s\n\n`,
  );
  printGrowth([...cells.values()], starts);
  const filling = [...filled].map(([programs, { written, seconds }]) => ({ programs, written, seconds }));
  const results = { ...about, pace: { rounds, ...pace }, filling, starts, cells: [...cells.values()] };
  await mkdir(values.out, { recursive: true });
  const json = join(values.out, "growth.json");
  await writeFile(json, `${JSON.stringify(results, null, 2)}\n`);
  const plot = join(PACKAGE_ROOT, "bench/peers/plot-growth.mjs");
  const { status } = spawnSync(process.execPath, [plot, json, join(values.out, "growth.svg")], { stdio: "inherit" });
  if (status !== 0) throw new Error("the plot was not drawn");
} finally {
  loader.close();
  await rm(folder, { recursive: true, force: true });
}
