import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const JSON_TYPE = { "content-type": "application/json" };
const QUERY = JSON.stringify({ query: "{ states { code } }" });

async function send(init: RequestInit & { path?: string }) {
  const response = await fetch(`${gateway.url}${init.path ?? "/graphql"}`, init);
  return { status: response.status, body: await response.text(), headers: response.headers };
}

/** For what fetch will not send. */
function rawRequest(method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gateway.url);
    const sent = request({ hostname, port, path: "/graphql", method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end();
  });
}

describe("the HTTP edge", () => {
  it("answers a query by POST, and by GET with a header that browsers do not send by themselves", async () => {
    expect(await send({ method: "POST", headers: JSON_TYPE, body: QUERY })).toMatchObject({ status: 200 });
    const path = `/graphql?query=${encodeURIComponent("{ states { code } }")}`;
    expect(await send({ path, headers: { "apollo-require-preflight": "1" } })).toMatchObject({ status: 200 });
    expect(await send({ path })).toMatchObject({ status: 400 });
  });

  it("takes JSON in UTF-8 and nothing else", async () => {
    const post = (headers: Record<string, string>, body: RequestInit["body"] = QUERY) =>
      send({ method: "POST", headers, body: body ?? null });
    expect((await post({ "content-type": "text/plain" })).status).toBe(415);
    expect((await post({ "content-type": "application/x-www-form-urlencoded" }, "query=1")).status).toBe(415);
    expect((await post({ "content-type": "application/json; charset=utf-7" })).status).toBe(415);
    expect((await post({ "content-type": "application/json; charset=UTF-8" })).status).toBe(200);
    expect((await post(JSON_TYPE, "{ broken")).status).toBe(400);
    expect((await post(JSON_TYPE, new Uint8Array([0x22, 0xff, 0xfe, 0x22]))).status).toBe(400);
    expect((await post(JSON_TYPE, JSON.stringify([JSON.parse(QUERY), JSON.parse(QUERY)]))).status).toBe(400);
    expect((await post(JSON_TYPE, '{"query":"{ states { code } }","__proto__":{"polluted":1}}')).status).toBe(400);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect((await post(JSON_TYPE, JSON.stringify({ query: " ".repeat(400_000) }))).status).toBe(413);
    expect((await post({ ...JSON_TYPE, "content-encoding": "gzip" }, gzipSync(QUERY))).status).toBe(400);
  });

  it("knows only GET and POST, only its own paths, and only headers of a sane size", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "TRACE", "HEAD", "OPTIONS"])
      expect([method, await rawRequest(method, {})]).toEqual([method, 405]);
    expect((await send({ path: "/" })).status).toBe(404);
    expect(await rawRequest("GET", { "x-large": "a".repeat(20_000) })).toBe(431);
  });

  it("says nothing of what it is made of", async () => {
    const { headers } = await send({ method: "POST", headers: JSON_TYPE, body: QUERY });
    expect(headers.get("server")).toBeNull();
    expect(headers.get("x-powered-by")).toBeNull();
  });

  it("has a page for people, but not in production", async () => {
    const page = await send({ headers: { accept: "text/html" } });
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
    const production = await startTestGateway({ NODE_ENV: "production" });
    const none = await fetch(`${production.url}/graphql`, { headers: { accept: "text/html" } });
    expect(none.status).toBe(400);
    await production.close();
  });

  it("is alive, and ready once the store is", async () => {
    expect(await send({ path: "/livez" })).toMatchObject({ status: 200, body: '{"status":"ok"}' });
    expect(await send({ path: "/readyz" })).toMatchObject({ status: 200, body: '{"status":"ok"}' });
  });

  it("is closed to introspection-like dodges: an operation or fragment named __schema changes nothing", async () => {
    const { status, errors } = await gateway.ask(
      "query __schema { ...__type } fragment __type on Query { states { code } }",
    );
    expect([status, errors]).toEqual([200, undefined]);
  });
});
