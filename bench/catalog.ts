/** Latency and statements of the main queries, over the real programs alone and with 10,000 synthetic ones beside them. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../src/config.js";
import { type Gateway, startGateway } from "../src/gateway.js";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/index.js";
import { createLog } from "../src/platform/log.js";
import { SEED_FOLDER } from "../src/programs/module.js";
import { loadSeedFiles } from "../src/programs/seed/read-seeds.js";
import { writePrograms } from "../src/programs/store/write-programs.js";
import { createPlaces } from "../src/reference/places.js";
import { loadReferenceTables } from "../src/reference/tables.js";
import { machine, median, printTable, quantile } from "./measure.js";
import { syntheticPrograms } from "./synthetic-programs.js";

const SYNTHETIC = 10_000;
const RUNS = 200;
const WARM_UP = 20;
const BATCH = 500;

const QUERIES: Readonly<Record<string, string>> = {
  "20 programs by name": "{ programs(first: 20) { nodes { slug name description } } }",
  "20 of a state, with total":
    '{ programs(filter: { state: ["MX-QUE"] }, first: 20) { totalCount nodes { slug name } } }',
  "20 with all facets":
    "{ programs(first: 20) { totalCount facets { dimension counts { value label count } } nodes { slug } } }",
  "search, 10 with matches":
    '{ programs(search: "credito mujeres chihuahua", first: 10) { totalCount edges { score matches { found } node { slug name } } } }',
  "search with a typing error": '{ programs(search: "fondo pime", first: 10) { nodes { slug name } } }',
  "search of a common word": '{ programs(search: "empresa", first: 10) { totalCount nodes { slug name } } }',
  "near a place":
    '{ programs(orderBy: LOCAL_FIRST, place: { municipality: "22014" }, first: 20) { nodes { slug name } } }',
  "one program in full": `{ program(slug: "prosec") { name description catalog { name } agencies { agency { name } }
     requirements { text role { label } citations { place document { title } } } support { amounts { concerns money { amount currency } share } }
     status { label since } relations { program { name } } } }`,
  "100 programs in detail":
    "{ programs(first: 100) { nodes { slug name description catalog { name } agencies { agency { name } } requirements { text role { label } } } } }",
};

interface Figure {
  readonly p50: number;
  readonly p99: number;
  readonly statements: number;
}

async function measure(gateway: Gateway, query: string): Promise<Figure> {
  const ask = async () => {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query }),
    });
    const { errors } = (await response.json()) as { errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
  };
  for (let run = 0; run < WARM_UP; run++) await ask();
  let statements = 0;
  const stop = gateway.database.onStatement(() => {
    statements += 1;
  });
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now();
    await ask();
    times.push(performance.now() - begun);
  }
  stop();
  return { p50: median(times), p99: quantile(times, 0.99), statements: statements / RUNS };
}

async function measureAll(gateway: Gateway): Promise<ReadonlyMap<string, Figure>> {
  const figures = new Map<string, Figure>();
  for (const [name, query] of Object.entries(QUERIES)) figures.set(name, await measure(gateway, query));
  return figures;
}

async function addSynthetic(gateway: Gateway): Promise<number> {
  const begun = performance.now();
  const seeds = (await loadSeedFiles(SEED_FOLDER)).read();
  const tables = await loadReferenceTables(join(SEED_FOLDER, "reference"));
  const agencies = new Map(seeds.agencies.value.map((agency) => [agency.slug, agency]));
  const documents = syntheticPrograms(
    seeds.programs.map(({ value }) => value),
    tables.states.map(({ code }) => code),
    SYNTHETIC,
  );
  const context = { agencies, places: createPlaces(tables), now: new Date(), origin: "synthetic" };
  for (let start = 0; start < documents.length; start += BATCH) {
    await gateway.database.write((em) => writePrograms(em, documents.slice(start, start + BATCH), context));
  }
  await gateway.database.query("analyze");
  return performance.now() - begun;
}

const folder = await mkdtemp(join(tmpdir(), "bench-catalog-"));
const postgres = await startEmbeddedPostgres({ folder });
const address = { host: postgres.socketDir, port: postgres.port, user: postgres.user, database: "postgres" };
const config = readConfig({ NODE_ENV: "production", PORT: "0", LOG_LEVEL: "warn" });
const gateway = await startGateway({ config, log: createLog("warn"), address });
try {
  const small = await measureAll(gateway);
  const seeding = await addSynthetic(gateway);
  const large = await measureAll(gateway);
  const [{ version }] = (await gateway.database.query("select current_setting('server_version') as version")) as [
    { version: string },
  ];
  process.stdout.write(
    `${machine()}, PostgreSQL ${version} on a unix socket; one client, ${RUNS} requests each; ${SYNTHETIC} programs written in ${(seeding / 1000).toFixed(1)} s\n\n`,
  );
  const milliseconds = (value: number) => value.toFixed(1);
  printTable(
    ["query", "110: p50 ms", "p99", "statements", "10,110: p50 ms", "p99", "statements", "ratio of p50"],
    Object.keys(QUERIES).map((name) => {
      const [a, b] = [small.get(name)!, large.get(name)!];
      return [
        name,
        milliseconds(a.p50),
        milliseconds(a.p99),
        a.statements,
        milliseconds(b.p50),
        milliseconds(b.p99),
        b.statements,
        (b.p50 / a.p50).toFixed(1),
      ];
    }),
  );
} finally {
  await gateway.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
