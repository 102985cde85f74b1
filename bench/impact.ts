/**
 * How long it takes to compare two rule sets of one program over a national directory, by kinds of change; loading the population, and building
 * its file from the directory, apart. `--rows`, `--runs`; `--directory` for a file that is there already.
 */
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compareRules } from "../src/eligibility/impact/comparison/compare-rules.js";
import { readDirectory, readPopulation, writePopulation } from "../src/eligibility/impact/population/files.js";
import type { Rule } from "../src/eligibility/rules/rule.js";
import type { Condition } from "../src/eligibility/rules/verdict.js";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";
import { createOfficialCodes } from "../src/reference/official-codes.js";
import { loadReferenceTables } from "../src/reference/tables.js";
import { machine, median, printTable } from "./measure.js";
import { writeDenue } from "./synthetic-denue.js";

/** Establishments in INEGI's directory of November 2024. */
const NATIONAL = "6058548";
const MEBI = 2 ** 20;

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: NATIONAL },
    runs: { type: "string", default: "7" },
    directory: { type: "string" },
  },
});

const workersUpTo = (max: number): Rule => ({ range: { fact: "workers", max } });
const inStates = (...codes: string[]): Rule => ({ oneOf: { fact: "state", values: codes } });
const industry = (...prefixes: string[]): Rule => ({ codeIn: { fact: "scian", prefixes } });
const sizes = (...codes: string[]): Rule => ({ oneOf: { fact: "size", values: codes } });
const formal: Rule = { is: { fact: "formal", value: true } };
const nest = (most: number, ...states: string[]): Rule => ({
  all: [
    { any: [industry("31", "32", "33"), { all: [industry("5415", "518"), workersUpTo(most)] }] },
    { not: { any: [inStates("MX-CMX", "MX-NLE"), industry("3121", "312")] } },
    {
      atLeast: {
        count: 2,
        of: [
          workersUpTo(most),
          sizes("micro", "small"),
          inStates(...states),
          { oneOf: { fact: "municipality", values: ["22014", "11020", "09015"] } },
        ],
      },
    },
  ],
});

const program = (...rules: Rule[]): readonly Condition[] =>
  rules.map((rule, at) => ({ id: `c${at}`, role: "requirement", basis: "stated", rule }));

/** What an editor may do to the rules of a program. */
const CHANGES: Readonly<
  Record<string, readonly [before: readonly Condition[] | null, after: readonly Condition[] | null]>
> = {
  "threshold of workers, 10 to 50": [program(workersUpTo(10)), program(workersUpTo(50))],
  "list of states, three more": [
    program(inStates("MX-QUE", "MX-GUA")),
    program(inStates("MX-QUE", "MX-GUA", "MX-JAL", "MX-AGU", "MX-SLP")),
  ],
  "SCIAN prefix, all industry to food only": [program(industry("31", "32", "33")), program(industry("311"))],
  "any, all, not, at least 2 in a nest": [program(nest(50, "MX-QUE")), program(nest(100, "MX-QUE", "MX-PUE"))],
  "a fact the directory lacks": [program(workersUpTo(50)), program(workersUpTo(50), formal)],
  "five conditions, each changed": [
    program(workersUpTo(30), inStates("MX-JAL", "MX-GUA"), industry("31", "46"), sizes("micro"), nest(50, "MX-JAL")),
    program(
      workersUpTo(50),
      inStates("MX-JAL"),
      industry("31", "43", "46"),
      sizes("micro", "small"),
      nest(30, "MX-GUA"),
    ),
  ],
  "a new program": [null, program(workersUpTo(10), industry("46"))],
};

const seconds = async <T>(act: () => Promise<T> | T): Promise<readonly [T, number]> => {
  const begun = performance.now();
  const made = await act();
  return [made, (performance.now() - begun) / 1000];
};
const resident = () => Math.round(process.memoryUsage().rss / MEBI);

async function main(): Promise<void> {
  const runs = Number(values.runs);
  const codes = createOfficialCodes(await loadReferenceTables(join(PACKAGE_ROOT, "seeds/reference")));
  const folder = await mkdtemp(join(tmpdir(), "bench-impact-"));
  try {
    const input = values.directory ?? join(folder, "denue.csv");
    if (values.directory === undefined) await writeDenue({ path: input, rows: Number(values.rows) });
    const file = join(folder, "population.bin");
    const [, building] = await seconds(async () => writePopulation(file, await readDirectory(input, { codes })));
    const peak = Math.round(process.resourceUsage().maxRSS / 1024);
    const loads: number[] = [];
    let population = await readPopulation(file, codes);
    for (let run = 0; run < Math.min(runs, 5); run++) {
      const [loaded, took] = await seconds(() => readPopulation(file, codes));
      population = loaded;
      loads.push(took);
    }
    const kinds = population.firmsOf.length;
    process.stdout.write(
      `${machine()}; ${population.firms.toLocaleString("en-US")} firms of ${kinds.toLocaleString("en-US")} kinds; file ${((await stat(file)).size / MEBI).toFixed(1)} MiB; ` +
        `built in ${building.toFixed(1)} s with at most ${peak} MiB, loaded in ${median(loads).toFixed(2)} s (median of ${loads.length}); ${resident()} MiB resident\n\n`,
    );
    const rows: (readonly (string | number)[])[] = [];
    for (const [change, [before, after]] of Object.entries(CHANGES)) {
      const times: number[] = [];
      let told = "";
      for (let run = 0; run < runs; run++) {
        const [{ all, undetermined }, took] = await seconds(() => compareRules(population, before, after));
        times.push(took * 1000);
        told = `${all.gains ?? "<10"} / ${all.losses ?? "<10"} / ${all.becomeUndetermined ?? "<10"} (${((undetermined.after ?? 0) * 100).toFixed(1)} %)`;
      }
      rows.push([change, runs, Math.round(median(times)), Math.round(Math.max(...times)), told]);
    }
    printTable(
      ["change", "runs", "median, ms", "slowest, ms", "gain / lose / become undetermined (undetermined after)"],
      rows,
    );
    process.stdout.write(`\nmemory after all: ${resident()} MiB resident\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
