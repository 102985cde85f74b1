import { request } from "node:http";
import { found, TELLING } from "../kit/canaries.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { liveADay, metricsOf } from "../kit/metrics.js";
import { reachableRedis } from "../kit/redis.js";

const redis = await reachableRedis();
let gateway: TestGateway;
const { text, samples, total } = metricsOf(() => gateway);
beforeAll(async () => {
  gateway = await startTestGateway({ METRICS_PORT: "0", ...(redis === undefined ? {} : { REDIS_URL: redis }) });
  await gateway.read('{ program(slug: "prosec") { name } }');
});
afterAll(() => gateway.close());

describe("metrics", () => {
  it("are not shown on the port of the public, and nothing else is shown on theirs", async () => {
    expect((await fetch(`${gateway.url}/metrics`)).status).toBe(404);
    const own = new URL(String(gateway.metricsUrl));
    expect(own.hostname).toBe("127.0.0.1");
    expect(own.port).not.toBe(new URL(gateway.url).port);
    for (const path of ["/", "/graphql", "/readyz", "/metrics/x"])
      expect((await fetch(new URL(path, own))).status).toBe(404);
    expect((await fetch(own, { method: "POST" })).status).toBe(404);
    expect((await fetch(own)).headers.get("content-type")).toContain("text/plain");
  });

  it("count requests by method, route and status, and addresses that lead nowhere as one", async () => {
    const of = (labels: Record<string, string>) => total("http_server_request_duration_seconds_count", labels);
    const before = await of({ http_route: "/graphql", http_response_status_code: "200", http_request_method: "POST" });
    await gateway.read("{ agencies(first: 1) { totalCount } }");
    for (const path of ["/a", "/b?c=1"]) await fetch(`${gateway.url}${path}`);
    expect(await of({ http_route: "/graphql", http_response_status_code: "200", http_request_method: "POST" })).toBe(
      before + 1,
    );
    const routes = (await samples("http_server_request_duration_seconds_count")).map(({ labels }) => labels.http_route);
    expect(routes).not.toContain("/a");
    expect(routes).toContain("none");
  });

  it("count operations by name and type, their errors by code, and refusals by limit", async () => {
    await gateway.read("query Una { agencies(first: 1) { totalCount } }");
    await gateway.read("{ agencies(first: 1) { totalCount } }");
    const operations = (name: string) =>
      total("graphql_operation_duration_seconds_count", {
        graphql_operation_name: name,
        graphql_operation_type: "query",
      });
    expect(await operations("Una")).toBe(1);
    expect(await operations("anonymous")).toBeGreaterThan(0);
    await gateway.ask("{ nothing }");
    await gateway.ask(
      `{ ${Array.from({ length: 70 }, (_, at) => `a${at}: agencies(first: 1) { totalCount }`).join(" ")} }`,
    );
    await gateway.ask(`{ ${"agencies(first: 1) { totalCount } ".repeat(300)} }`);
    await gateway.ask("{ agencies(first: 1) { totalCount } }", {}, { authorization: "Bearer no" });
    const errors = (code: string) => total("graphql_errors_total", { error_type: code });
    expect(await errors("GRAPHQL_VALIDATION_FAILED")).toBe(1);
    expect(await errors("OPERATION_TOO_COMPLEX")).toBe(1);
    expect(await errors("UNAUTHENTICATED")).toBe(1);
    expect(await total("graphql_limits_refused_total", { limit: "aliases" })).toBe(1);
    expect(await total("graphql_limits_refused_total", { limit: "tokens" })).toBe(1);
    expect(await total("graphql_limits_refused_total", { limit: "depth" })).toBe(0);
  });

  it("time statements and commands, and show the pool, the outbox and the process as they stand", async () => {
    await gateway.read("{ programs(first: 3) { totalCount } }");
    const durations = (system: string) =>
      total("db_client_operation_duration_seconds_count", { db_system_name: system });
    expect(await durations("postgresql")).toBeGreaterThan(0);
    if (redis !== undefined) expect(await durations("redis")).toBeGreaterThan(0);
    expect(await total("db_client_connection_max")).toBe(10);
    expect(await total("db_client_connection_count")).toBeGreaterThan(0);
    expect(await total("db_client_connection_pending_requests")).toBe(0);
    expect(await samples("outbox_waiting")).toHaveLength(2);
    expect(await total("v8js_memory_heap_used_bytes")).toBeGreaterThan(10_000_000);
    expect(await total("nodejs_eventloop_delay_p99_seconds")).toBeGreaterThan(0);
  });

  it("count harvests and what became of their items, and time the rules", async () => {
    await liveADay(gateway);
    expect(await total("harvest_runs_total", { outcome: "done" })).toBeGreaterThan(0);
    expect(await total("harvest_items_total", { outcome: "created" })).toBeGreaterThan(1);
    expect(await total("harvest_duration_seconds_count", { source: "gaceta", outcome: "done" })).toBeGreaterThan(0);
    for (const part of ["catalog", "ranking"])
      expect(await total("eligibility_evaluation_duration_seconds_count", { part })).toBeGreaterThan(0);
  });

  it("count the answers that were kept, and take them into the durations of requests", async () => {
    const hits = () => total("answer_cache_lookups_total", { outcome: "hit" });
    const requests = () => total("http_server_request_duration_seconds_count", { http_route: "/graphql" });
    const before = [await hits(), await requests()] as const;
    for (let time = 0; time < 4; time += 1) await gateway.read("query Contada { states { code } }");
    expect([await hits(), await requests()]).toEqual([before[0] + 3, before[1] + 4]);
  });

  it("hold no variable, no literal and no person", async () => {
    for (const [query, variables] of TELLING) await gateway.ask(query, variables);
    await fetch(`${gateway.url}/files/${TELLING.length}-canario?q=canario`);
    const shown = await text();
    expect(found(shown)).toEqual([]);
    expect(shown).toContain('graphql_operation_name="De_[***]"');
  });

  it("tell only so many names of operations apart, whatever clients choose", async () => {
    for (let at = 0; at < 1_000; at += 1) await gateway.ask(`query Nombre${at} { __typename }`);
    const names = (await samples("graphql_operation_duration_seconds_count")).map(
      ({ labels }) => labels.graphql_operation_name,
    );
    expect(new Set(names).size).toBeLessThanOrEqual(201);
    expect(
      await total("graphql_operation_duration_seconds_count", { graphql_operation_name: "other" }),
    ).toBeGreaterThan(700);
    expect((await text()).length).toBeLessThan(500_000);
  });

  it("tell methods apart only as far as there are any", async () => {
    const { port } = new URL(gateway.url);
    await new Promise((resolve) =>
      request({ port, method: "PROPFIND", path: "/graphql" }, (answer) => answer.resume().on("end", resolve)).end(),
    );
    const methods = (await samples("http_server_request_duration_seconds_count")).map(
      ({ labels }) => labels.http_request_method,
    );
    expect(methods).not.toContain("PROPFIND");
  });
});

describe("a gateway without the settings", () => {
  it("opens no listener", async () => {
    const plain = await startTestGateway();
    expect(plain.metricsUrl).toBeUndefined();
    await plain.close();
  });
});

describe("a port of metrics that is taken", () => {
  it("is told by its setting, and nothing stays open", async () => {
    const { port } = new URL(String(gateway.metricsUrl));
    await expect(startTestGateway({ METRICS_PORT: port })).rejects.toThrow(/METRICS_PORT/);
  });
});
