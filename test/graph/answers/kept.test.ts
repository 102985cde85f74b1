import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Database } from "../../../src/platform/database.js";
import { eventually } from "../../kit/eventually.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { countStatements } from "../../kit/statements.js";

const LIST = "{ programs(first: 20) { nodes { slug name description } } }";
const PREFLIGHT = { "apollo-require-preflight": "1" };

let now: Date;
let gateway: TestGateway;
beforeAll(async () => {
  now = new Date("2026-11-28T12:00:00Z");
  gateway = await startTestGateway({ ANSWERS_CDN_SECONDS: "0" }, { now: () => now });
});
afterAll(() => gateway.close());

/** As bytes: `fetch` would unpack them. */
async function get(query: string, headers: Readonly<Record<string, string>> = {}, more = "") {
  const { request } = await import("node:http");
  const path = `/graphql?query=${encodeURIComponent(query)}${more}`;
  const { hostname, port } = new URL(gateway.url);
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const sent = request({ hostname, port, path, headers: { ...PREFLIGHT, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

/** Whether the database was asked when a question was put once more. */
const isKept = async (ask: () => Promise<unknown>) => {
  await ask();
  return (await countStatements(gateway.database, ask)) === 0;
};

describe("an answer that is kept", () => {
  it("is made once for fifty who ask at the same time", async () => {
    const query = "{ programs(first: 33) { totalCount nodes { slug } } }";
    const answers: string[] = [];
    const statements = await countStatements(gateway.database, async () => {
      const asked = await Promise.all(Array.from({ length: 50 }, () => gateway.read(query)));
      answers.push(...asked.map((answer) => JSON.stringify(answer)));
    });
    expect(statements).toBeLessThanOrEqual(2);
    expect(new Set(answers).size).toBe(1);
  });

  it("has a tag by GET, and is not sent again to whoever has it", async () => {
    const first = await get(LIST);
    expect(first).toMatchObject({ status: 200, headers: { "cache-control": "public, no-cache" } });
    const tag = String(first.headers.etag);
    for (const known of [tag, `W/${tag}`, `"another", ${tag}`, "*"]) {
      const again = await get(LIST, { "if-none-match": known });
      expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag]);
    }
    expect((await get(LIST, { "if-none-match": '"another"' })).status).toBe(200);
  });

  it("is packed as the client takes it, each way under a tag of its own", async () => {
    const plain = await get(LIST);
    const [brotli, gzip] = [
      await get(LIST, { "accept-encoding": "gzip, deflate, br" }),
      await get(LIST, { "accept-encoding": "gzip" }),
    ];
    expect([brotli.headers["content-encoding"], gzip.headers["content-encoding"]]).toEqual(["br", "gzip"]);
    expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
    expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
    expect(brotli.body.length * 2).toBeLessThan(plain.body.length);
    expect(new Set([plain, brotli, gzip].map(({ headers }) => headers.etag)).size).toBe(3);
    expect((await get(LIST, { "accept-encoding": "br;q=0, identity" })).headers["content-encoding"]).toBeUndefined();
    for (const { headers } of [plain, brotli, gzip])
      expect(headers.vary).toBe("Accept-Language, Accept, Accept-Encoding, Authorization, X-Api-Key");
  });

  it("comes in the media type and the language that are accepted", async () => {
    const types = ["application/json", "application/graphql-response+json"];
    for (const accept of types)
      expect((await get(LIST, { accept })).headers["content-type"]).toBe(`${accept}; charset=utf-8`);
    expect((await get(LIST, { accept: "image/png" })).status).toBe(406);
    const [spanish, english] = [await get(LIST), await get(LIST, { "accept-language": "en-GB" })];
    expect(spanish.body.equals(english.body)).toBe(false);
    expect(JSON.parse(english.body.toString()).data.programs.nodes).toHaveLength(20);
  });

  it("is for nobody who was not asked first by their browser", async () => {
    await get(LIST);
    expect((await get(LIST, { "apollo-require-preflight": "" })).status).toBe(400);
    expect((await get(LIST, { "content-type": "text/plain" })).status).toBe(415);
  });

  it("is another on another day", async () => {
    const query = "{ programs(first: 8) { nodes { slug } } }";
    expect(await isKept(() => gateway.read(query))).toBe(true);
    now = new Date("2026-11-29T12:00:00Z");
    expect(await countStatements(gateway.database, () => gateway.read(query))).toBeGreaterThan(0);
  });

  it("may be given by caches of others for as long as the operator says", async () => {
    const patient = await startTestGateway({ ANSWERS_CDN_SECONDS: "30" });
    const answer = await fetch(`${patient.url}/graphql?query=${encodeURIComponent("{ states { code } }")}`, {
      headers: PREFLIGHT,
    });
    expect(answer.headers.get("cache-control")).toBe("public, max-age=30");
    await patient.close();
  });
});

describe("an answer that is not kept", () => {
  it.each([
    ["to somebody who signed in", "{ programs(first: 12) { nodes { slug } } }", { authorization: "" }],
    ["of how the feeds are doing", "{ sources { key } }", {}],
    ["of where a catalog comes from", "{ catalogs(first: 2) { nodes { health { state { code } } } } }", {}],
    ["with an error", '{ program(slug: "NOT A SLUG") { name } }', {}],
    ["to a document that is not valid", "{ nothing }", {}],
    [
      "that is about a firm",
      "{ checkEligibility(profile: {workers: 3}) { results(first: 1) { nodes { verdict } } } }",
      {},
    ],
    ["of who asks", "{ me { role { code } } programs(first: 3) { totalCount } }", {}],
  ])("%s: it says so, and has no tag", async (_what, query, headers) => {
    const authorization =
      "authorization" in headers ? `Bearer ${await gateway.token({ role: "business", sub: "ana" })}` : undefined;
    for (let time = 0; time < 4; time += 1) {
      const answer = await get(query, authorization === undefined ? {} : { authorization });
      expect([answer.headers["cache-control"], answer.headers.etag]).toEqual(["no-store", undefined]);
    }
  });

  it("is not kept either where it was made for a command", async () => {
    const mutation = 'mutation { revokeApiKey(input: { clientMutationId: "12345678", id: "x" }) { __typename } }';
    for (let time = 0; time < 2; time += 1)
      expect((await gateway.ask(mutation)).errors?.[0]?.extensions.code).toBe("UNAUTHENTICATED");
  });
});

describe("an answer that is late", () => {
  it("never stands for what the catalog says after it: the question was put before the publication, and answered after it", async () => {
    const query = "{ programs(first: 17) { nodes { slug name } } }";
    const real = Database.prototype.query;
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reading = false;
    Database.prototype.query = async function (this: Database, sql: string, values?: readonly unknown[]) {
      const rows = await real.call(this, sql, values);
      if (sql.includes("program_version") && !reading) {
        reading = true;
        await held;
      }
      return rows;
    } as typeof real;
    try {
      const early = gateway.read(query);
      await eventually(() => reading);
      await gateway.database.query("update catalog_state set revision = revision + 1");
      await new Promise((resolve) => setTimeout(resolve, 300));
      release();
      await early;
      expect(await countStatements(gateway.database, () => gateway.read(query))).toBe(1);
    } finally {
      Database.prototype.query = real;
    }
  });
});
