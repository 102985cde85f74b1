import { monolith } from "../../../src/graph/module.js";
import { createBoundedQueue } from "../../../src/platform/bounded-queue.js";
import { type EventStream, openStream, type StreamRequest } from "../../kit/event-stream.js";
import { createTestDatabase, type TestDatabase } from "../../kit/store.js";
import { createToyEvents } from "../../kit/toy-events.js";
import { openToyGateways, startToyGateway, type ToyGateway } from "../../kit/toy-gateway.js";
import { until } from "../../kit/until.js";

let store: TestDatabase;
beforeAll(async () => {
  store = await createTestDatabase({ empty: true });
});
afterEach(async () => {
  for (const gateway of openToyGateways) await gateway.close();
});
afterAll(() => store.drop());

const LARGE: StreamRequest = { query: "subscription { changed { id gap detail(size: 1000000) } }" };
const CHANGES: StreamRequest = { query: "subscription { changed { id gap } }" };

/** A stream that hears what is told from now on. */
async function hearing(gateway: ToyGateway, request: StreamRequest = CHANGES, headers: Record<string, string> = {}) {
  const before = gateway.toys.listening();
  const stream = await openStream(gateway.server.url, request, headers);
  expect(stream.status).toBe(200);
  await until(() => gateway.toys.listening() > before);
  return stream;
}

const ids = async (stream: EventStream, count: number) => {
  const found: unknown[] = [];
  while (found.length < count) {
    const event = await stream.next();
    if (event === undefined) return [...found, "ended"];
    const { id, gap } = event.data.data.changed;
    if (!gap) found.push(id);
  }
  return found;
};

/** Fragments that double a field so many times. */
function fragmentBomb(levels: number): string {
  const inside = (level: number) => (level === levels ? "id" : `...F${level + 1} ...F${level + 1}`);
  return Array.from({ length: levels + 1 }, (_, level) => `fragment F${level} on Change { ${inside(level)} }`).join(
    " ",
  );
}

describe("a stream", () => {
  it("brings what is told on any gateway to every subscriber that wants it, in order", async () => {
    const [here, there] = [await startToyGateway(store), await startToyGateway(store)];
    const all = await hearing(here);
    const some = await hearing(here, {
      query: "subscription ($only: [ID!]) { changed(only: $only) { id gap } }",
      variables: { only: ["b", "d"] },
    });
    const far = await hearing(there);
    for (const id of ["a", "b"]) await here.publish(id);
    for (const id of ["c", "d"]) await there.publish(id);
    expect(await ids(all, 4)).toEqual(["a", "b", "c", "d"]);
    expect(await ids(far, 4)).toEqual(["a", "b", "c", "d"]);
    expect(await ids(some, 2)).toEqual(["b", "d"]);
    expect(all.headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    for (const stream of [all, some, far]) stream.close();
    await until(() => here.toys.listening() === 0 && there.toys.listening() === 0);
  });

  it("completes when its source does, and may be opened by an EventSource of a browser", async () => {
    const gateway = await startToyGateway(store);
    const stream = await openStream(gateway.server.url, { query: "subscription { counted }" });
    expect(await stream.rest()).toEqual([
      ...[1, 2, 3].map((count) => ({ event: "next", data: { data: { counted: count } } })),
      { event: "complete", data: null },
    ]);
    const query = encodeURIComponent("subscription ($n: Int) { counted(size: $n) }");
    const path = `/graphql/stream?query=${query}&variables=${encodeURIComponent('{"n":1}')}`;
    const answer = await fetch(gateway.server.url + path, { headers: { accept: "text/event-stream" } });
    expect(await answer.text()).toBe(':\n\nevent: next\ndata: {"data":{"counted":1}}\n\nevent: complete\ndata:\n\n');
  });

  it("resolves each event anew: with a moment and loaders of its own, for the caller who subscribed", async () => {
    const gateway = await startToyGateway(store);
    const query = "subscription { changed { id gap readBy loads at } }";
    const stream = await hearing(gateway, { query }, { "x-test-subject": "ana", "accept-language": "en" });
    const seen = [];
    for (const id of ["a", "b", "c"]) {
      await gateway.publish(id);
      seen.push((await stream.next())?.data.data.changed);
    }
    expect(seen.map(({ loads, readBy }) => [loads, readBy])).toEqual(Array(3).fill([1, "ana en"]));
    expect(new Set(seen.map(({ at }) => at)).size).toBeGreaterThan(1);
  });

  it("goes on when the database cuts its connection, and says that something may be missing", async () => {
    const gateway = await startToyGateway(store);
    const stream = await hearing(gateway);
    await gateway.database.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'",
    );
    expect((await stream.next())?.data.data.changed).toEqual({ id: null, gap: true });
    await gateway.publish("a");
    expect(await ids(stream, 1)).toEqual(["a"]);
  });
});

describe("an operation that a stream does not serve", () => {
  let gateway: ToyGateway;
  const told = async (request: StreamRequest, headers: Record<string, string> = {}) => {
    const events = await (await openStream(gateway.server.url, request, headers)).rest();
    expect(events.map(({ event }) => event)).toEqual(["next", "complete"]);
    expect(events[0]?.data.data ?? null).toBeNull();
    return events[0]?.data.errors[0];
  };
  beforeEach(async () => {
    gateway = await startToyGateway(store);
  });

  it.each([
    ["a question", "{ ping }", "OPERATION_NOT_SUPPORTED"],
    ["a change", "mutation { poke }", "OPERATION_NOT_SUPPORTED"],
    ["no document", "subscription {", "GRAPHQL_PARSE_FAILED"],
    ["too many tokens", `subscription { counted ${"# \n counted ".repeat(3_000)} }`, "GRAPHQL_PARSE_FAILED"],
    ["what is not in the schema", "subscription { counte }", "GRAPHQL_VALIDATION_FAILED"],
    ["two subscriptions at once", "subscription { a: counted b: counted }", "GRAPHQL_VALIDATION_FAILED"],
    [
      "several operations, none named",
      "subscription A { counted } subscription B { counted }",
      "OPERATION_RESOLUTION_FAILURE",
    ],
    [
      "too many other names",
      `subscription { changed { ${Array.from({ length: 61 }, (_, n) => `a${n}: id`).join(" ")} } }`,
      "OPERATION_TOO_COMPLEX",
    ],
    ["too many fields", `subscription { changed { ...F0 } } ${fragmentBomb(10)}`, "OPERATION_TOO_COMPLEX"],
    ["a variable that is none", "subscription ($n: Int!) { counted(size: $n) }", "BAD_USER_INPUT"],
  ])("is told so, with its code: %s", async (_what, query, code) => {
    const error = await told({ query, variables: { n: "CURP010101HDFXXX00" } }, { "accept-language": "en" });
    expect(error.extensions.code).toBe(code);
    expect(JSON.stringify(error)).not.toMatch(/CURP|Did you mean|counted"/);
    expect(error.extensions).not.toHaveProperty("stacktrace");
  });

  it("is served, or not, in the reader's language and by the same words as a question", async () => {
    const query = "{ ping }";
    expect((await told({ query })).message).toBe(
      "Esta dirección no atiende operaciones de este tipo: pídala en /graphql",
    );
    expect((await told({ query }, { "accept-language": "en" })).message).toMatch(/^This address does not serve/);
    const forbidden = await told(CHANGES, { "x-test-subject": "forbidden" });
    expect([forbidden.message, forbidden.extensions.code]).toEqual(["only: no es suyo", "BAD_USER_INPUT"]);
  });

  it("is refused by the rule of its field before anything is listened to", async () => {
    const audited = { query: "subscription { audited }" };
    expect((await told(audited)).extensions.code).toBe("UNAUTHENTICATED");
    expect((await told(audited, { "x-test-subject": "ana" })).extensions).toEqual({ code: "FORBIDDEN" });
  });

  it("is sent to /graphql/stream when it is a subscription asked for at /graphql", async () => {
    const answer = await fetch(`${gateway.server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": "en" },
      body: JSON.stringify({ query: "subscription { counted }" }),
    });
    const { errors } = (await answer.json()) as { errors: { message: string; extensions: object }[] };
    expect([answer.status, errors[0]?.extensions]).toEqual([
      400,
      { code: "OPERATION_NOT_SUPPORTED", address: "/graphql/stream" },
    ]);
  });

  it("hides what failed, while events come and when they end; the log knows it under the same id", async () => {
    const query = "subscription { changed { id gap detail } }";
    const stream = await hearing(gateway, { query }, { "accept-language": "en" });
    for (const id of ["broken", "refused", "fine"]) await gateway.publish(id);
    const [broken, refused, fine] = [await stream.next(), await stream.next(), await stream.next()];
    const [hidden] = broken?.data.errors ?? [];
    expect(broken?.data.data.changed).toEqual({ id: "broken", gap: false, detail: null });
    expect(hidden).toMatchObject({ message: "Something failed on our side", path: ["changed", "detail"] });
    expect(hidden.extensions).toEqual({ code: "INTERNAL_SERVER_ERROR", correlationId: expect.any(String) });
    expect(gateway.logged.join("")).toContain(hidden.extensions.correlationId);
    expect(refused?.data.errors[0]).toMatchObject({ message: "id: cannot be", extensions: { code: "BAD_USER_INPUT" } });
    expect(fine?.data).toEqual({ data: { changed: { id: "fine", gap: false, detail: "x" } } });
    const ending = await openStream(gateway.server.url, { query: "subscription { counted(size: 13) }" });
    const events = await ending.rest();
    expect(events.slice(-2).map(({ event }) => event)).toEqual(["next", "complete"]);
    expect(events.at(-2)?.data.errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
    expect(JSON.stringify(events)).not.toContain("db-7");
  });
});

describe("a module", () => {
  it("says what each of its subscriptions listens to, and of no others", () => {
    const { module } = createToyEvents({ listen: () => createBoundedQueue(1, () => {}) });
    const { changed, ...others } = module.subscriptions ?? {};
    expect(() => monolith([{ ...module, subscriptions: others }])).toThrow("Subscription.changed does not say");
    const more = { ...module.subscriptions, chnged: changed! };
    expect(() => monolith([{ ...module, subscriptions: more }])).toThrow("Subscription.chnged is not there");
  });
});

describe("a request that is no request for a stream", () => {
  it("is refused by its status, in the form of every refusal", async () => {
    const { server } = await startToyGateway(store);
    const ask = async (body: StreamRequest | string, headers: Record<string, string> = {}) => {
      const stream = await openStream(server.url, body, headers);
      return [stream.status, (await stream.json()).errors[0]?.extensions.code];
    };
    expect(await ask(CHANGES, { accept: "application/json" })).toEqual([406, "BAD_REQUEST"]);
    expect(await ask(CHANGES, { "content-type": "text/plain" })).toEqual([415, "BAD_REQUEST"]);
    expect(await ask("[]")).toEqual([400, "BAD_REQUEST"]);
    expect(await ask('{"query":1}')).toEqual([400, "BAD_REQUEST"]);
    expect(await ask('{"query":"{ping}","variables":[]}')).toEqual([400, "BAD_REQUEST"]);
    expect(await ask(CHANGES, { "x-test-subject": "stranger" })).toEqual([401, "UNAUTHENTICATED"]);
    for (const method of ["PUT", "DELETE", "PATCH"])
      expect((await fetch(`${server.url}/graphql/stream`, { method })).status).toBe(405);
  });
});

describe("the number of streams", () => {
  it("is bounded for each subject and for all, and a place is free again when its stream ends", async () => {
    const gateway = await startToyGateway(store, { perSubject: 2, all: 4 });
    const as = (subject?: string) =>
      openStream(gateway.server.url, CHANGES, subject === undefined ? {} : { "x-test-subject": subject });
    const ana = [await as("ana"), await as("ana")];
    const third = await as("ana");
    expect([third.status, third.headers["retry-after"]]).toEqual([429, "5"]);
    expect((await third.json()).errors[0]).toMatchObject({
      message: "Tiene demasiados flujos abiertos a la vez",
      extensions: { code: "TOO_MANY_STREAMS", max: 2 },
    });
    const others = [await as(), await as("eva")];
    const fifth = await as("leo");
    expect([fifth.status, (await fifth.json()).errors[0]?.extensions.code]).toEqual([503, "UNAVAILABLE"]);
    for (const stream of [...ana, ...others]) stream.close();
    await until(() => gateway.toys.listening() === 0);
    const again = await Promise.all([as("ana"), as("ana"), as("eva"), as()]);
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it("counts none that was refused or has ended by itself", async () => {
    const gateway = await startToyGateway(store, { perSubject: 1, all: 1 });
    for (const query of [
      "{ ping }",
      "subscription {",
      "subscription { counted }",
      "subscription { counted(size: 13) }",
    ])
      await (await openStream(gateway.server.url, { query })).rest();
    await (await openStream(gateway.server.url, "[]")).json();
    expect((await hearing(gateway)).status).toBe(200);
  });
});

describe("the end of a stream", () => {
  it("comes when the caller's credential ends, and says so", async () => {
    const gateway = await startToyGateway(store, {}, () => new Date(Date.now() + 150));
    const stream = await openStream(gateway.server.url, CHANGES, { "x-test-subject": "ana" });
    const events = await stream.rest();
    expect(events.at(-2)?.data.errors[0]).toMatchObject({
      message: "Hay que identificarse: la credencial venció",
      extensions: { code: "UNAUTHENTICATED", reason: "EXPIRED" },
    });
    expect(events.at(-1)?.event).toBe("complete");
    await until(() => gateway.toys.listening() === 0);
  });

  it("comes at once when the gateway closes, without a word that it is complete: clients go to another", async () => {
    const gateway = await startToyGateway(store);
    const streams = await Promise.all([1, 2, 3].map(() => openStream(gateway.server.url, CHANGES)));
    await until(() => gateway.toys.listening() === 3);
    const begun = performance.now();
    await gateway.server.close();
    expect(performance.now() - begun).toBeLessThan(2_000);
    for (const stream of streams) expect((await stream.rest()).map(({ event }) => event)).not.toContain("complete");
    expect(gateway.toys.listening()).toBe(0);
  });

  it("comes at once when the gateway closes, for a reader that does not read too", async () => {
    const gateway = await startToyGateway(store);
    const stuck = await hearing(gateway, LARGE);
    stuck.response.pause();
    for (let index = 0; index < 20; index++) await gateway.publish(`n${index}`);
    const begun = performance.now();
    await gateway.server.close();
    expect(performance.now() - begun).toBeLessThan(2_000);
    stuck.close();
  });

  it("comes for a reader that does not read for long; what waits for it stays small, and others go on", async () => {
    const gateway = await startToyGateway(store, { patience: 200 });
    const quick = await hearing(gateway);
    const slow = await hearing(gateway, LARGE);
    slow.response.pause();
    const before = process.memoryUsage().rss;
    for (let index = 0; index < 300; index++) await gateway.publish(`n${index}`);
    expect((await ids(quick, 300)).at(-1)).toBe("n299");
    await until(() => gateway.toys.listening() === 1);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
    await gateway.publish("later");
    expect(await ids(quick, 1)).toEqual(["later"]);
    slow.close();
  });

  it("waits for a reader that is slow and reads all the same: it misses nothing", async () => {
    const gateway = await startToyGateway(store, { patience: 5_000 });
    const stream = await hearing(gateway, LARGE);
    stream.response.pause();
    for (let index = 0; index < 30; index++) await gateway.publish(`n${index}`);
    expect(await ids(stream, 30)).toEqual(Array.from({ length: 30 }, (_, index) => `n${index}`));
  });
});
