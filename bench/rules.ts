/** The rule index beside other engines: verdicts compared, then timed. `--quick` looks at little and proves nothing but that all runs. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";
import { machine, printTable } from "./measure.js";
import { ENGINES, indexOf } from "./rules/engines/index.js";
import { generateFirms, generatePrograms, profileOf } from "./rules/generate.js";
import { reportTimes } from "./rules/report-times.js";
import { exploring, profilesFor, rateOf, seedIndex } from "./rules/seed-catalog.js";
import type { Honesty, Limits, Speed } from "./rules/trial.js";

const quick = process.argv.includes("--quick");
const SIZES = quick ? [30] : [100, 1_000, 10_000];
const LIMITS: Limits = quick
  ? { verify: 500, warmUp: 50, run: 50, runs: 3, firms: 50 }
  : { verify: 10_000, warmUp: 3_000, run: 600, runs: 7, firms: 1_000 };
/** An engine that takes longer at one size is stopped, and not tried at a larger one. */
const LONGEST = quick ? 30_000 : 120_000;
const REFERENCE = "this index, from profiles";

const say = (text: string) => process.stdout.write(`${text}\n`);
const run = promisify(execFile);

async function inChild<T>(engine: string, programs: number, task: string): Promise<T | undefined> {
  const script = join(import.meta.dirname, "rules", "child.js");
  try {
    const options = { timeout: LONGEST, maxBuffer: 2 ** 26 };
    const { stdout } = await run(process.execPath, [script, engine, String(programs), task], options);
    return JSON.parse(stdout.trim().split("\n").at(-1) as string) as T;
  } catch (error) {
    if ((error as { killed?: boolean }).killed) return undefined;
    throw error;
  }
}

async function versionOf(name: string): Promise<string> {
  const text = await readFile(join(PACKAGE_ROOT, "node_modules", name, "package.json"), "utf8");
  return `${name} ${(JSON.parse(text) as { version: string }).version}`;
}

const amount = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
const share = (part: number, whole: number) => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`);

async function compareSpeed(size: number, tooSlow: Set<string>): Promise<void> {
  const found = new Map<string, Speed>();
  const skipped: string[] = [];
  for (const { name } of ENGINES) {
    const speed = tooSlow.has(name) ? undefined : await inChild<Speed>(name, size, JSON.stringify(LIMITS));
    if (speed !== undefined) found.set(name, speed);
    else if (tooSlow.has(name)) skipped.push(`${name}: not tried, too slow already at a smaller size`);
    else {
      tooSlow.add(name);
      skipped.push(`${name}: stopped after ${LONGEST / 1000} s`);
    }
  }
  const reference = found.get(REFERENCE)?.perSecond ?? Number.NaN;
  const eligible = found.get(REFERENCE)?.eligible ?? 0;
  say(`\n${size.toLocaleString("en")} programs, complete profiles; ${share(eligible, 1)} of pairs eligible\n`);
  printTable(
    ["engine", "profiles/s", "ratio", "built in ms", "profiles compared", "wrong verdicts"],
    [...found].map(([name, { perSecond, building, verified, wrong }]) => [
      name,
      amount(perSecond),
      amount(reference / perSecond),
      amount(building),
      verified,
      wrong,
    ]),
  );
  for (const line of skipped) say(`\n${line}`);
}

async function compareHonesty(): Promise<void> {
  const size = quick ? 30 : 300;
  const rows: (string | number)[][] = [];
  let undetermined = 0;
  for (const { name } of ENGINES) {
    const said = await inChild<Honesty>(name, size, "missing");
    if (said === undefined) continue;
    undetermined = said.undetermined;
    rows.push([
      name,
      share(said.saysEligible, said.undetermined),
      share(said.saysIneligible, said.undetermined),
      share(said.saysUnknown, said.undetermined),
      share(said.decidedRight, said.decided),
    ]);
  }
  say(`\n30 % of facts missing, ${size} programs × 100 profiles, ${undetermined} pairs in truth UNDETERMINED\n`);
  printTable(["engine", "says eligible", "says ineligible", "unknown or error", "decided pairs right"], rows);
}

async function measureOwn(): Promise<void> {
  const seeds = await seedIndex();
  const time = quick ? 20 : 500;
  const count = quick ? 50 : 1_000;
  say(`\nThe seed catalog: ${seeds.programs.length} programs over ${seeds.facts.length} facts\n`);
  const into = seeds.blank();
  const rows = [0, 1 / 3].map((missing) => {
    const profiles = profilesFor(seeds, count, missing);
    const encoded = profiles.map((profile) => seeds.encode(profile));
    return [
      missing === 0 ? "complete" : "a third of the facts missing",
      amount(rateOf(encoded, (profile) => seeds.judgeEncoded(profile, into), time)),
      amount(rateOf(profiles, (profile) => seeds.judge(profile, into), time)),
    ];
  });
  printTable(["profiles", "encoded profiles/s", "profiles/s"], rows);

  const generated = generatePrograms(100);
  const index = indexOf(generated);
  const firms = generateFirms(quick ? 20 : 200, 1 / 3).map(profileOf);
  const asked = profilesFor(seeds, quick ? 20 : 200, 1 / 3);
  say(
    "\nOne profile with a third of its facts missing: every value of every such fact, and of every fact that is known\n",
  );
  printTable(
    ["catalog", "next question, ms", "values", "near misses, ms", "values"],
    [["110 seed programs", seeds, asked] as const, ["100 generated programs", index, firms] as const].map(
      ([name, rules, profiles]) => {
        const [next, near] = [exploring(rules, profiles, "missing", time), exploring(rules, profiles, "known", time)];
        return [name, next.milliseconds.toFixed(3), next.visits, near.milliseconds.toFixed(3), near.visits];
      },
    ),
  );
}

async function measureReport(): Promise<void> {
  say("\nOne firm over the seed catalog, median milliseconds of each part of its report\n");
  const times = await reportTimes(quick ? 20 : 1_000);
  printTable(
    ["part", "ms"],
    times.map(([part, milliseconds]) => [part, milliseconds.toFixed(3)]),
  );
}

const versions = await Promise.all(
  [...new Set(ENGINES.flatMap((engine) => (engine.package === undefined ? [] : [engine.package])))].map(versionOf),
);
say(`${machine()}; ${versions.join(", ")}`);
await measureOwn();
await measureReport();
const tooSlow = new Set<string>();
for (const size of SIZES) await compareSpeed(size, tooSlow);
await compareHonesty();
