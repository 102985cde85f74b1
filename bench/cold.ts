/**
 * What the first answer after a publication costs, by the size of the catalog: before each question the revision of the catalog changes,
 * so that nothing that was read of it counts any more. The stores are those of `bench:growth`, filled where they are not there yet.
 */
import { parseArgs } from "node:util";
import { readConfig } from "../src/config.js";
import { type Gateway, startGateway } from "../src/gateway.js";
import { createLog } from "../src/platform/log.js";
import { machine, median, printTable } from "./measure.js";
import { fillCatalog } from "./serve/fill-catalog.js";

const { values } = parseArgs({
  options: {
    postgres: { type: "string", default: "postgres://postgres@127.0.0.1:5432/postgres" },
    sizes: { type: "string", default: "110,1000,10000,100000" },
    runs: { type: "string", default: "7" },
  },
});
const RUNS = Number(values.runs);

const FIRM = '{ municipality: "11020", scian: "316211", workers: 8, annualSalesMxn: "2500000", wants: [CREDIT] }';
const ELIGIBILITY = `{ checkEligibility(profile: ${FIRM}) { counts { verdict { code } count } } }`;
const QUESTIONS: Readonly<Record<string, string>> = {
  "20 programs by name": "{ programs(first: 20) { nodes { slug name } } }",
  "20 of a state, with total":
    '{ programs(filter: { state: ["MX-QUE"] }, first: 20) { totalCount nodes { slug name } } }',
  "20 with total": "{ programs(first: 20) { totalCount nodes { slug name } } }",
  "20 with all facets":
    "{ programs(first: 20) { facets { dimension counts { value label count } } nodes { slug name } } }",
  "near a place":
    '{ programs(orderBy: LOCAL_FIRST, place: { municipality: "22014" }, first: 20) { nodes { slug name } } }',
  "100 programs, their agencies, 5 programs of each":
    "{ programs(first: 100) { nodes { slug agencies { agency { slug programs(first: 5) { nodes { slug name } } } } } } }",
  "search of three words":
    '{ programs(search: "credito mujeres chihuahua", first: 10) { totalCount nodes { slug name } } }',
  "search with a typing error": '{ programs(search: "fondo pime", first: 10) { nodes { slug name } } }',
  "search of a common word": '{ programs(search: "empresa", first: 10) { totalCount nodes { slug name } } }',
  "what a firm qualifies for": ELIGIBILITY,
};

/** Milliseconds, or the code of the failure. */
async function ask(gateway: Gateway, query: string): Promise<number | string> {
  const begun = performance.now();
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: readonly { extensions?: { code?: string } }[] };
  return errors === undefined ? performance.now() - begun : (errors[0]?.extensions?.code ?? "failed");
}

async function cold(gateway: Gateway, query: string): Promise<string> {
  const times: number[] = [];
  let statements = 0;
  for (let run = 0; run < RUNS; run++) {
    await gateway.database.query("update catalog_state set revision = revision + 1");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const stop = gateway.database.onStatement(() => {
      statements += 1;
    });
    const time = await ask(gateway, query);
    stop();
    if (typeof time === "string") return time;
    times.push(time);
  }
  return `${median(times).toFixed(1)} (${Math.round(statements / RUNS)})`;
}

const resident = () => Math.round(process.memoryUsage().rss / 2 ** 20);

const columns = new Map<string, ReadonlyMap<string, string>>();
for (const size of values.sizes.split(",")) {
  const { url } = await fillCatalog(values.postgres, Number(size));
  const config = readConfig({ NODE_ENV: "production", PORT: "0", LOG_LEVEL: "silent" });
  const gateway = await startGateway({ config, log: createLog("silent"), address: { url } });
  try {
    const column = new Map<string, string>();
    const first = await ask(gateway, ELIGIBILITY);
    column.set("the first firm after the start", typeof first === "string" ? first : first.toFixed(0));
    for (const [name, query] of Object.entries(QUESTIONS)) column.set(name, await cold(gateway, query));
    column.set("memory of the process (RSS), MiB", `${resident()}`);
    columns.set(size, column);
  } finally {
    await gateway.close();
  }
}
process.stdout.write(`${machine()}; medians of ${RUNS}, milliseconds (statements)\n\n`);
const rows = [...(columns.values().next().value?.keys() ?? [])];
printTable(
  [
    "first answer after a publication",
    ...[...columns.keys()].map((size) => `${Number(size).toLocaleString("en-US")} programs`),
  ],
  rows.map((row) => [row, ...[...columns.values()].map((column) => column.get(row) ?? "")]),
);
process.exit(0);
