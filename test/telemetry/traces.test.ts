import { Writable } from "node:stream";
import { createLog } from "../../src/platform/log.js";
import { found, TELLING } from "../kit/canaries.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from "../kit/otlp-receiver.js";
import { reachableRedis } from "../kit/redis.js";
import { item, openHarvests } from "../kit/sources.js";
import { until } from "../kit/until.js";

const redis = await reachableRedis();
let receiver: OtlpReceiver;
let gateway: TestGateway;
beforeAll(async () => {
  receiver = await startOtlpReceiver();
  gateway = await startTestGateway({
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_TRACES_SAMPLER_ARG: "1",
    ANSWERS: "fresh",
    ...(redis === undefined ? {} : { REDIS_URL: redis }),
  });
});
afterAll(async () => {
  await gateway.close();
  await receiver.close();
});

let asked = 0;
/** Asks under a trace of its own, and gives back its spans once they have arrived. */
async function traceOf(query: string, variables: object = {}, flags = "01"): Promise<readonly ReceivedSpan[]> {
  asked += 1;
  const traceId = asked.toString(16).padStart(32, "a");
  const traceparent = `00-${traceId}-00f067aa0ba902b7-${flags}`;
  await gateway.ask(query, variables, { traceparent });
  const spans = () => receiver.spans.filter((span) => span.traceId === traceId);
  if (flags === "01") await until(() => spans().some(({ name }) => name.startsWith("POST ")));
  return spans();
}

const PROGRAMS =
  'query Apoyos { programs(filter: { state: ["MX-QUE"] }, first: 3) { totalCount nodes { slug catalog { name } } } }';

describe("a request that is traced", () => {
  // First, while this gateway has no document at hand.
  it("shows the commands that it sends to Redis, without keys and values", async () => {
    if (redis === undefined) return;
    const spans = await traceOf('query Uno { program(slug: "prosec") { name } }');
    const commands = spans.filter(({ attributes }) => attributes["db.system.name"] === "redis");
    expect(commands.length).toBeGreaterThan(0);
    for (const { attributes } of commands)
      expect(Object.keys(attributes).sort()).toEqual(["db.operation.name", "db.system.name"]);
  });

  it("shows its operation below it, the root field below that, and the statements below the root field", async () => {
    const spans = await traceOf(PROGRAMS);
    const http = spans.find(({ name }) => name === "POST /graphql");
    const operation = spans.find(({ name }) => name === "query Apoyos");
    const root = spans.find(({ name }) => name === "Query.programs");
    const statements = spans.filter(({ attributes }) => attributes["db.system.name"] === "postgresql");
    expect(http).toMatchObject({ parentSpanId: "00f067aa0ba902b7", kind: 2 });
    expect(http?.attributes).toMatchObject({ "http.route": "/graphql", "http.response.status_code": 200 });
    expect(operation?.parentSpanId).toBe(http?.spanId);
    expect(operation?.attributes).toEqual({ "graphql.operation.name": "Apoyos", "graphql.operation.type": "query" });
    expect(root?.parentSpanId).toBe(operation?.spanId);
    expect(root?.attributes).toMatchObject({ "ventanilla.module": "programs", "ventanilla.calls": 1 });
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.map(({ parentSpanId }) => parentSpanId)).toContain(root?.spanId);
    for (const { attributes } of statements) {
      expect(attributes["db.query.text"]).toMatch(/^(select|with) /);
      expect(attributes["db.query.text"]).not.toContain("'");
      expect(attributes["db.response.returned_rows"]).toBeDefined();
    }
  });

  it("has each span within its parent's time", async () => {
    const spans = await traceOf(PROGRAMS);
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const nested = spans.filter(({ parentSpanId }) => byId.has(parentSpanId ?? ""));
    expect(nested.length).toBe(spans.length - 1);
    for (const span of nested) {
      const parent = byId.get(span.parentSpanId ?? "") as ReceivedSpan;
      const slack = 2_000_000n;
      expect([span.name, span.begun + slack >= parent.begun, span.ended <= parent.ended + slack]).toEqual([
        span.name,
        true,
        true,
      ]);
    }
  });

  it("has one span for all calls of a resolver that fetches, and none for fields that only read", async () => {
    const spans = await traceOf(
      "query Varios { programs(first: 20) { nodes { slug name eligibility(profile: { workers: 3 }) { verdict { code } } } } }",
    );
    const groups = spans.filter(({ attributes }) => "graphql.field" in attributes);
    expect(groups.map(({ name }) => name).sort()).toEqual(["Program.eligibility", "Query.programs"]);
    const eligibility = groups.find(({ name }) => name === "Program.eligibility");
    expect(eligibility?.attributes).toMatchObject({ "ventanilla.module": "eligibility", "ventanilla.calls": 20 });
    const checks = spans.filter(({ name }) => name === "eligibility check");
    expect(checks).toHaveLength(20);
    for (const { parentSpanId } of checks) expect(parentSpanId).toBe(eligibility?.spanId);
  });

  it("is known as anonymous when its operation has no name", async () => {
    const spans = await traceOf("{ agencies(first: 1) { totalCount } }");
    expect(spans.map(({ name }) => name)).toContain("query anonymous");
  });

  it("is not recorded when its caller has decided that it is not", async () => {
    expect(await traceOf(PROGRAMS, {}, "00")).toEqual([]);
    await traceOf(PROGRAMS);
    expect(receiver.spans.some(({ traceId }) => traceId === (asked - 1).toString(16).padStart(32, "a"))).toBe(false);
  });
});

describe("what spans tell", () => {
  it("is never a variable, a literal or a person", async () => {
    const before = receiver.texts.length;
    for (const [query, variables] of TELLING) await gateway.ask(query, variables);
    await traceOf(PROGRAMS);
    const text = receiver.texts.slice(before).join("\n");
    expect(text.length).toBeGreaterThan(1_000);
    expect(found(text)).toEqual([]);
    expect(text).not.toContain("checkEligibility(");
  });
});

describe("a harvest", () => {
  it("is a trace of its own, with its statements", async () => {
    const world = await openHarvests();
    world.publisher().items = ["alfa", "beta"].map((id) => item(id));
    await world.harvest();
    await world.close();
    await until(() => receiver.spans.some(({ name }) => name === "harvest"));
    const harvest = receiver.spans.find(({ name }) => name === "harvest");
    expect(harvest?.parentSpanId).toBeUndefined();
    expect(harvest?.attributes).toEqual({ "harvest.source": "gaceta", "harvest.kind": "asked" });
    const below = receiver.spans.filter(({ parentSpanId }) => parentSpanId === harvest?.spanId);
    expect(below.some(({ name }) => name.startsWith("insert "))).toBe(true);
  });
});

describe("a collector that is away", () => {
  it("costs nobody an answer, and is told once", async () => {
    const lines: string[] = [];
    const to = new Writable({
      write(line, _encoding, done) {
        lines.push(String(line));
        done();
      },
    });
    const away = await startTestGateway(
      { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9", OTEL_TRACES_SAMPLER_ARG: "1" },
      { log: createLog("info", to) },
    );
    for (let time = 0; time < 3; time += 1) expect((await away.ask(PROGRAMS)).errors).toBeUndefined();
    const told = () => lines.filter((line) => line.includes("traces cannot be delivered")).length;
    await until(() => told() > 0, 20_000);
    await away.close();
    expect(told()).toBe(1);
  });
});
