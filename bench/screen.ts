/**
 * How long it takes to screen a national directory of establishments against the whole catalog, beside the time that CSV parsers of npm
 * take merely to read the same file. `--rows`, `--runs`, and `--slow-runs` for all but the fastest parser.
 */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";
import { CSV_PARSERS } from "./csv-parsers.js";
import { machine, median, printTable } from "./measure.js";
import { writeDenue } from "./synthetic-denue.js";

/** Establishments in INEGI's directory of November 2024. */
const NATIONAL = "6058548";
const FASTEST = "udsv";
const MEBI = 2 ** 20;

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: NATIONAL },
    runs: { type: "string", default: "3" },
    "slow-runs": { type: "string", default: "1" },
    /** Used by this program itself, to give each run a process of its own. */
    parser: { type: "string" },
    input: { type: "string" },
  },
});

interface Run {
  readonly seconds: number;
  readonly mebibytes: number;
}

/** Runs a program of Node to its end: wall clock from start to exit, and the most memory it had. */
async function measure(args: readonly string[], cwd: string): Promise<Run> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "ignore", "inherit"] });
  let mebibytes = 0;
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
    mebibytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? mebibytes * 1024) / 1024;
  }, 50);
  const code = await new Promise((resolve) => child.once("exit", resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  return { seconds: (performance.now() - begun) / 1000, mebibytes };
}

async function main(): Promise<void> {
  const rows = Number(values.rows);
  const folder = await mkdtemp(join(tmpdir(), "bench-screen-"));
  try {
    const input = join(folder, "denue.csv");
    await writeDenue({ path: input, rows });
    const { size } = await stat(input);
    const self = fileURLToPath(import.meta.url);
    const runs = new Map<string, Run[]>();
    const take = async (name: string, args: readonly string[]) => {
      runs.set(name, [...(runs.get(name) ?? []), await measure(args, folder)]);
    };
    const read = (parser: string) => take(parser, [self, "--parser", parser, "--input", input]);
    // In turns, so that a busy minute of the machine falls on both.
    for (let run = 0; run < Number(values.runs); run++) {
      await read(FASTEST);
      await take("screen", [join(PACKAGE_ROOT, "dist/src/cli/screen.js"), input, "--out", "result.csv", "--restart"]);
    }
    for (let run = 0; run < Number(values["slow-runs"]); run++) {
      for (const parser of Object.keys(CSV_PARSERS)) if (parser !== FASTEST) await read(parser);
    }
    const seconds = (name: string) => median((runs.get(name) ?? []).map((run) => run.seconds));
    process.stdout.write(
      `${machine()}; ${rows.toLocaleString("en-US")} rows, ${Math.round(size / MEBI).toLocaleString("en-US")} MiB; results ${Math.round((await stat(join(folder, "result.csv"))).size / MEBI).toLocaleString("en-US")} MiB\n\n`,
    );
    printTable(
      ["what", "runs", "seconds", `times ${FASTEST}`, "rows/s", "memory (RSS), MiB"],
      [...runs].map(([name, of]) => [
        name === "screen" ? "**screen: read, judge, write**" : `${name}: read only`,
        of.length,
        seconds(name).toFixed(1),
        (seconds(name) / seconds(FASTEST)).toFixed(2),
        Math.round(rows / seconds(name)).toLocaleString("en-US"),
        Math.round(Math.max(...of.map(({ mebibytes }) => mebibytes))),
      ]),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (values.parser === undefined) await main();
else await CSV_PARSERS[values.parser]?.(values.input ?? "");
