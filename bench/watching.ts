/**
 * What it costs to watch: requests a second and processor time a request of gateways on one database that differ in how they are watched,
 * asked in turns. `--before` is the main.js of a build to compare with, e.g. one from before there was anything to watch with.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { Pool } from "undici";
import { startEmbeddedPostgres } from "../src/platform/embedded-postgres/index.js";
import { PACKAGE_ROOT } from "../src/platform/package-root.js";
import { machine, median, printTable } from "./measure.js";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "40" },
    seconds: { type: "string", default: "0.4" },
    before: { type: "string" },
  },
});
const ROUNDS = Number(values.rounds);
const MILLISECONDS = Number(values.seconds) * 1_000;
const CONNECTIONS = 10;

const QUERIES = {
  "one program": 'query Uno { program(slug: "prosec") { name description } }',
  "20 of a state, with total":
    'query Estado { programs(filter: { state: ["MX-QUE"] }, first: 20) { totalCount nodes { slug name } } }',
} as const;
type Query = keyof typeof QUERIES;

interface Running {
  readonly child: ChildProcess;
  readonly pool: Pool;
}

const collector = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(200, { "content-type": "application/json" }).end("{}"));
});
await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;

const MAIN = join(PACKAGE_ROOT, "dist/src/main.js");
const METRICS = { METRICS_PORT: "0" };
const CONTESTANTS: Readonly<Record<string, { readonly main: string; readonly settings: Record<string, string> }>> = {
  ...(values.before === undefined ? {} : { "without the code for it": { main: values.before, settings: {} } }),
  "nothing is watched": { main: MAIN, settings: { SLOW_OPERATION_MS: "0" } },
  "the log of slow operations (default)": { main: MAIN, settings: {} },
  "and metrics": { main: MAIN, settings: METRICS },
  "and a trace of every tenth": { main: MAIN, settings: { ...METRICS, OTEL_EXPORTER_OTLP_ENDPOINT } },
  "and a trace of each": {
    main: MAIN,
    settings: { ...METRICS, OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_TRACES_SAMPLER_ARG: "1" },
  },
};

async function start(main: string, settings: Record<string, string>, DATABASE_URL: string): Promise<Running> {
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: "production",
    PORT: "0",
    DATABASE_URL,
    DATABASE_POOL: "5",
    ...settings,
  };
  const child = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const { msg, url } = JSON.parse(line) as { msg: string; url?: string };
    if (msg === "ready") return { child, pool: new Pool(new URL(String(url)).origin, { connections: CONNECTIONS }) };
  }
  throw new Error("the gateway did not start");
}

/** Time that the thread of a gateway has had a processor, in microseconds. */
async function processorTime({ child }: Running): Promise<number> {
  const [nanoseconds] = (await readFile(`/proc/${child.pid}/schedstat`, "utf8")).split(" ");
  return Number(nanoseconds) / 1_000;
}

/** Asks for some time over all connections: requests a second, and microseconds of the processor for each. */
async function measure(gateway: Running, query: Query, milliseconds = MILLISECONDS) {
  const body = JSON.stringify({ query: QUERIES[query] });
  const begun = performance.now();
  const before = await processorTime(gateway);
  let answered = 0;
  const one = async () => {
    while (performance.now() - begun < milliseconds) {
      const answer = await gateway.pool.request({
        method: "POST",
        path: "/graphql",
        headers: { "content-type": "application/json" },
        body,
      });
      if ((await answer.body.text()).includes('"errors"')) throw new Error("the gateway answered with errors");
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, one));
  const seconds = (performance.now() - begun) / 1_000;
  return { rate: answered / seconds, processor: ((await processorTime(gateway)) - before) / answered };
}

const folder = await mkdtemp(join(tmpdir(), "bench-watching-"));
const postgres = await startEmbeddedPostgres({ folder });
const url = `postgres://${postgres.user}@localhost:${postgres.port}/postgres?host=${encodeURIComponent(postgres.socketDir)}`;
const gateways = new Map<string, Running>();

async function stop({ child, pool }: Running): Promise<void> {
  await pool.close();
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

try {
  // Whoever starts first fills the store and is warmer for it: that one does not take part.
  await stop(await start(MAIN, {}, url));
  for (const [name, { main, settings }] of Object.entries(CONTESTANTS))
    gateways.set(name, await start(main, settings, url));
  const queries = Object.keys(QUERIES) as Query[];
  const figures = new Map<string, Awaited<ReturnType<typeof measure>>[]>();
  for (const gateway of gateways.values()) for (const query of queries) await measure(gateway, query, 1_500);
  for (let round = 0; round < ROUNDS; round += 1) {
    // In another order each round, so that none always follows the same.
    const turned = [...gateways.keys()].map((name) => ({ name, at: Math.random() })).sort((a, b) => a.at - b.at);
    for (const query of queries) {
      for (const { name } of turned) {
        const figure = await measure(gateways.get(name) as Running, query);
        figures.set(`${query} ${name}`, [...(figures.get(`${query} ${name}`) ?? []), figure]);
      }
    }
  }
  const of = (query: Query, name: string, what: "rate" | "processor") =>
    median((figures.get(`${query} ${name}`) ?? []).map((figure) => figure[what]));
  process.stdout.write(
    `${machine()}; ${CONNECTIONS} connections, medians of ${ROUNDS} turns of ${MILLISECONDS / 1_000} s\n\n`,
  );
  printTable(
    [
      "what is watched",
      ...queries.flatMap((query) => [`${query}: requests/s`, "ratio", "processor, µs/request", "ratio"]),
    ],
    [...gateways.keys()].map((name) => [
      name,
      ...queries.flatMap((query) => {
        const [rate, processor] = [of(query, name, "rate"), of(query, name, "processor")];
        const [rate0, processor0] = [
          of(query, "nothing is watched", "rate"),
          of(query, "nothing is watched", "processor"),
        ];
        return [rate.toFixed(0), (rate / rate0).toFixed(2), processor.toFixed(0), (processor / processor0).toFixed(2)];
      }),
    ]),
  );
} finally {
  for (const gateway of gateways.values()) await stop(gateway);
  collector.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
