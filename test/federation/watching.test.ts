import type { ChildProcess } from "node:child_process";
import { Writable } from "node:stream";
import { readConfig } from "../../src/config.js";
import { describeModules } from "../../src/house/modules.js";
import { createLog } from "../../src/platform/log.js";
import { startFederated } from "../../src/split/federated.js";
import { subgraphPath } from "../../src/split/subgraphs.js";
import { freePort } from "../kit/free-port.js";
import { type Asking, askingOf, UNHURRIED } from "../kit/gateway.js";
import { metricsOf } from "../kit/metrics.js";
import { endProcess, startProcess } from "../kit/process.js";
import { createTestDatabase, type TestDatabase, urlOf } from "../kit/store.js";

/** Asks the subgraph of programs, and that of eligibility. */
const BOTH = `query Ambos { program(slug: "prosec") { name eligibility(profile: { workers: 3 }) { verdict { code } } } }`;

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase();
});
afterAll(() => store.drop());

describe("a router and its subgraphs in processes of their own", () => {
  const processes: ChildProcess[] = [];
  let ask: Asking["ask"];
  let router: ReturnType<typeof metricsOf>;
  let subgraphs: ReturnType<typeof metricsOf>;

  async function start(program: string, settings: Record<string, string>, args: readonly string[]) {
    const METRICS_PORT = String(await freePort());
    const { child, url } = await startProcess(program, { ...settings, METRICS_PORT }, args);
    processes.push(child);
    const metricsUrl = `http://127.0.0.1:${METRICS_PORT}/metrics`;
    return { origin: new URL(url).origin, metrics: metricsOf(() => ({ metricsUrl })) };
  }

  beforeAll(async () => {
    const names = (await describeModules()).map(({ name }) => name);
    const below = await start("subgraph.js", { DATABASE_URL: urlOf(store.address) }, names);
    const elsewhere = names.map((name) => `${name}=${below.origin}${subgraphPath(name)}`);
    const before = await start("cli/federated.js", {}, elsewhere);
    [router, subgraphs] = [before.metrics, below.metrics];
    ask = askingOf(`${before.origin}/graphql`, async () => ({})).ask;
  }, 120_000);
  afterAll(async () => {
    for (const child of processes.reverse()) await endProcess(child, "SIGTERM");
  });

  it("show what they measure, each its own", async () => {
    expect(await router.total("process_uptime_seconds")).toBeGreaterThan(0);
    expect(await router.samples("db_client_connection_max")).toEqual([]);
    expect(await subgraphs.total("db_client_connection_max")).toBeGreaterThan(0);
  });

  it("count an operation of a client once, however many subgraphs are asked for it", async () => {
    expect((await ask(BOTH)).errors).toBeUndefined();
    const operations = await router.samples("graphql_operation_duration_seconds_count");
    expect(operations).toMatchObject([{ labels: { graphql_operation_name: "Ambos" }, value: 1 }]);
    expect(await subgraphs.samples("graphql_operation_duration_seconds_count")).toEqual([]);
    for (const name of ["programs", "eligibility"]) {
      const http_route = subgraphPath(name);
      expect(await subgraphs.total("http_server_request_duration_seconds_count", { http_route })).toBeGreaterThan(0);
    }
    expect(await subgraphs.total("db_client_operation_duration_seconds_count")).toBeGreaterThan(0);
    expect(await subgraphs.total("eligibility_evaluation_duration_seconds_count")).toBeGreaterThan(0);
  });

  it("count what is refused, by the router before it asks or by a subgraph, once", async () => {
    await ask("{ nothing }");
    await ask(`{ ${Array.from({ length: 70 }, (_, at) => `a${at}: states { code }`).join(" ")} }`);
    await ask("{ states { code } }", {}, { authorization: "Bearer no" });
    const errors = await router.samples("graphql_errors_total");
    expect(Object.fromEntries(errors.map(({ labels, value }) => [labels.error_type, value]))).toEqual({
      GRAPHQL_VALIDATION_FAILED: 1,
      OPERATION_TOO_COMPLEX: 1,
      UNAUTHENTICATED: 1,
    });
    expect(await router.total("graphql_limits_refused_total", { limit: "aliases" })).toBe(1);
    expect(await subgraphs.samples("graphql_errors_total")).toEqual([]);
    expect(await subgraphs.total("graphql_limits_refused_total")).toBe(0);
  });
});

describe("a slow operation behind a router", () => {
  it("is told once, with what all subgraphs have spent on it, and each slow part by its subgraph", async () => {
    const lines: string[] = [];
    const to = new Writable({
      write(line, _encoding, done) {
        lines.push(String(line));
        done();
      },
    });
    const config = readConfig({ NODE_ENV: "test", PORT: "0", ...UNHURRIED, SLOW_OPERATION_MS: "1" });
    const options = { config, log: createLog("info", to), address: store.address, background: false, elsewhere: {} };
    const federated = await startFederated(options);
    await askingOf(`${federated.url}/graphql`, async () => ({})).read(BOTH);
    await federated.close();
    const told = lines.map((line) => JSON.parse(line));
    const [whole, ...more] = told.filter(({ msg }) => msg === "slow operation");
    const parts = told.filter(({ msg }) => msg === "slow part of an operation");
    expect(more).toEqual([]);
    expect(whole).toMatchObject({ operation: "Ambos", depth: 4, caller: "anonymous" });
    expect(new Set(parts.map(({ part }) => part))).toEqual(new Set(["/programs/graphql", "/eligibility/graphql"]));
    expect(whole.statements).toBe(parts.reduce((sum, { statements }) => sum + statements, 0));
    expect(whole.statements).toBeGreaterThan(0);
  });
});
