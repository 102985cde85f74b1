/**
 * How fast the catalog is served, beside what others serve the same data with and beside node:http alone. One machine: the server that is
 * measured has one core, the load another, PostgreSQL and Redis run on both. `--quick` looks whether everything works.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { circumstances, circumstancesLine } from "./circumstances.js";
import { CONTESTANTS } from "./contestants.js";
import { fillCatalog } from "./fill-catalog.js";
import { fillPeers } from "./fill-peers.js";
import { openLoader } from "./loader.js";
import { type Measurement, ofContestant, ofOwn, ofRaw, type Pace, take } from "./measurements.js";
import { ownQuestions } from "./own-questions.js";
import { installPeers } from "./peers.js";
import { printReport } from "./report.js";
import { writeDocuments } from "./requests.js";
import { SERVERS, type Setup } from "./servers.js";
import { compare, type Surveyed, survey } from "./survey.js";

const SERVER_CORE = 0;
const LOAD_CORE = 1;
/** Whose answers the others' are compared with, and the raw server sends. */
const REFERENCE = "ours, miss";

const { values } = parseArgs({
  options: {
    postgres: { type: "string", default: "postgres://postgres@127.0.0.1:5432/postgres" },
    /** A database of its own: gateways of other catalogs keep other things under the same keys. */
    redis: { type: "string", default: "redis://127.0.0.1:6379/9" },
    programs: { type: "string", default: "1000" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "4" },
    "warm-up": { type: "string", default: "2" },
    connections: { type: "string", default: "50" },
    /** A regular expression: only rows whose names it matches are measured, and the raw ones. */
    only: { type: "string", default: "" },
    /** Where to write every outcome of every round. */
    json: { type: "string" },
    quick: { type: "boolean", default: false },
  },
});
const pace: Pace = {
  rounds: values.quick ? 1 : Number(values.rounds),
  connections: Number(values.connections),
  warmUpSeconds: values.quick ? 0.3 : Number(values["warm-up"]),
  seconds: values.quick ? 0.5 : Number(values.seconds),
};

/** Surveys everybody and compares their answers, so that nobody is measured who answers something else. */
async function surveyAll(setup: Setup): Promise<ReadonlyMap<string, Surveyed>> {
  const surveys = new Map<string, Surveyed>();
  const reference = await survey(REFERENCE, setup, SERVER_CORE);
  for (const name of Object.keys(CONTESTANTS)) {
    const surveyed = name === REFERENCE ? reference : await survey(name, setup, SERVER_CORE);
    compare(name, surveyed, reference);
    surveys.set(name, surveyed);
  }
  for (const [question, body] of Object.entries(reference.bodies)) await writeFile(join(setup.bodies, question), body);
  return surveys;
}

const isWanted = (name: string) => new RegExp(values.only).test(name);

installPeers();
const folder = await mkdtemp(join(tmpdir(), "bench-serve-"));
const loader = openLoader(LOAD_CORE);
try {
  const about = await circumstances(values);
  const programs = Number(values.programs);
  const catalog = await fillCatalog(values.postgres, programs);
  const peers = await fillPeers(values.postgres, catalog.url, programs);
  const [bodies, data] = [join(folder, "bodies"), join(folder, "data")];
  await mkdir(bodies);
  const documents = await writeDocuments(folder);
  const setup: Setup = { databases: { catalog: catalog.url, peers }, redis: values.redis, bodies, data, documents };
  const surveys = await surveyAll(setup);
  const own = await ownQuestions();
  const measurements: readonly Measurement[] = [
    ...ofRaw(),
    ...[...surveys.keys()].filter(isWanted).flatMap(ofContestant),
    ...(["plain list", "eligibility"] as const)
      .filter(isWanted)
      .map((name) => ofOwn("ours, miss", CONTESTANTS[REFERENCE]!.server, name, own[name])),
  ];
  const outcomes = await take(measurements, { setup, loader, pace, core: SERVER_CORE });
  process.stdout.write(
    `${circumstancesLine(about)}; ${programs} programs, ${pace.connections} connections, medians of ${pace.rounds} rounds of ${pace.seconds} s\n`,
  );
  printReport({ outcomes, surveys });
  if (values.json !== undefined) {
    await mkdir(dirname(values.json), { recursive: true });
    const configured = Object.fromEntries(Object.entries(SERVERS).map(([name, { how }]) => [name, how]));
    const statements = Object.fromEntries([...surveys].map(([name, surveyed]) => [name, surveyed.statements]));
    const results = { ...about, programs, pace, configured, statements, outcomes: Object.fromEntries(outcomes) };
    await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
  }
} finally {
  loader.close();
  await rm(folder, { recursive: true, force: true });
}
