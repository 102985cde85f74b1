import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";
import { openStream } from "../../kit/event-stream.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { startOwnRedis } from "../../kit/own-redis.js";
import { createTestDatabase } from "../../kit/store.js";

const DETAIL = "query Detail($slug: ID!) { program(slug: $slug) { slug name } }\n";
const COMMAND = "mutation Revoke($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { __typename } }\n";
const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
const ID = `sha256:${digestOf(DETAIL)}`;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "documents-"));
  await writeFile(join(folder, "detail.graphql"), DETAIL);
  await writeFile(join(folder, "revoke.gql"), COMMAND);
  file = join(folder, "documents.json");
  await writeFile(file, await manifestOf(folder));
});
afterAll(() => rm(folder, { recursive: true }));

/** As `npm run documents` writes it. */
async function manifestOf(...paths: readonly string[]): Promise<string> {
  const program = join(PACKAGE_ROOT, "dist/src/cli/documents.js");
  return (await promisify(execFile)(process.execPath, [program, ...paths])).stdout;
}

const asking = (gateway: TestGateway) => ({
  async post(body: object) {
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    return readAnswer(await fetch(`${gateway.url}/graphql`, init));
  },
  async get(params: Readonly<Record<string, string>>, headers = {}) {
    return readAnswer(await fetch(`${gateway.url}/graphql?${new URLSearchParams(params)}`, { headers }));
  },
});

async function readAnswer(response: Response) {
  const body = (await response.json()) as { data?: unknown; errors?: { message: string; extensions: object }[] };
  return { status: response.status, headers: response.headers, ...body, code: codeIn(body.errors) };
}
const codeIn = (errors?: readonly { extensions: object }[]) => (errors?.[0]?.extensions as { code?: string })?.code;
const PROSEC = { data: { program: { slug: "prosec", name: expect.any(String) } } };
const variables = { slug: "prosec" };

describe("documents that front ends were built with", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ DOCUMENTS_FILE: file });
  });
  afterAll(() => gateway.close());

  it("are listed by a command, under the digest of their text; what is not valid is told by file", async () => {
    expect(JSON.parse(await manifestOf(folder))).toEqual({ [ID]: DETAIL, [`sha256:${digestOf(COMMAND)}`]: COMMAND });
    const wrong = join(folder, "..", `wrong-${process.pid}.graphql`);
    await writeFile(wrong, "{ nothing }");
    await expect(manifestOf(wrong)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("nothing") });
    await rm(wrong);
  });

  it("are asked for by their id, by POST and by GET, without any header by GET: a link is enough", async () => {
    const { post, get } = asking(gateway);
    expect(await post({ documentId: ID, variables })).toMatchObject({ status: 200, ...PROSEC });
    for (let time = 0; time < 5; time += 1) {
      const answer = await get({ documentId: ID, variables: JSON.stringify(variables) });
      expect(answer).toMatchObject({ status: 200, ...PROSEC });
      expect(answer.headers.get("etag")).toMatch(/^"/);
    }
    const extensions = { persistedQuery: { version: 1, sha256Hash: digestOf(DETAIL) } };
    expect(await post({ extensions, variables })).toMatchObject({ status: 200, ...PROSEC });
    expect(await get({ extensions: JSON.stringify(extensions), variables: JSON.stringify(variables) })).toMatchObject(
      PROSEC,
    );
  });

  it("are refused by name where they are not known, not whole, or no questions", async () => {
    const { post, get } = asking(gateway);
    expect(await post({ documentId: "sha256:00" })).toMatchObject({ status: 404, code: "PERSISTED_QUERY_NOT_FOUND" });
    expect(await post({ documentId: ID, query: DETAIL })).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
    expect(await get({ documentId: ID, variables: "{" })).toMatchObject({ status: 400 });
    expect(await get({ documentId: ID })).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
    expect((await get({ documentId: `sha256:${digestOf(COMMAND)}`, variables: "{}" })).status).toBe(405);
  });

  it("do not open a way for others: a document in full by GET still needs a header", async () => {
    const { get } = asking(gateway);
    expect((await get({ query: "{ states { code } }" })).status).toBe(400);
    const text = { query: DETAIL, variables: JSON.stringify(variables) };
    expect((await get(text)).status).toBe(400);
    expect((await get(text, { "apollo-require-preflight": "1" })).status).toBe(200);
  });

  it("are not registered by whoever asks, unless the gateway is set to that", async () => {
    const { post } = asking(gateway);
    const query = "{ states { name } }";
    const extensions = { persistedQuery: { version: 1, sha256Hash: digestOf(query) } };
    expect(await post({ extensions })).toMatchObject({ status: 400, code: "PERSISTED_QUERY_NOT_SUPPORTED" });
    expect((await post({ query, extensions })).status).toBe(200);
    expect(await post({ extensions })).toMatchObject({ code: "PERSISTED_QUERY_NOT_SUPPORTED" });
  });

  it("keep a gateway from starting that has other words for them", async () => {
    const bad = join(folder, "bad.json");
    await writeFile(bad, JSON.stringify({ [ID]: "{ nothing }", "two words": DETAIL, apollo: 1 }));
    await expect(startTestGateway({ DOCUMENTS_FILE: bad })).rejects.toThrow(/neither an object of texts/);
    await writeFile(bad, JSON.stringify({ [ID]: "{ states { code } }", "two words": DETAIL, ok: "{ nothing }" }));
    await expect(startTestGateway({ DOCUMENTS_FILE: bad })).rejects.toThrow(
      /not the digest[\s\S]*letters, digits[\s\S]*Cannot query field/,
    );
    await expect(startTestGateway({ DOCUMENTS_FILE: join(folder, "none.json") })).rejects.toThrow(/cannot be used/);
  });

  it("may come in the manifest of Apollo's tools", async () => {
    const apollo = join(folder, "apollo.json");
    const operations = [{ id: digestOf(DETAIL), name: "Detail", type: "query", body: DETAIL }];
    await writeFile(apollo, JSON.stringify({ format: "apollo-persisted-query-manifest", version: 1, operations }));
    const own = await startTestGateway({ DOCUMENTS_FILE: apollo });
    expect(await asking(own).post({ documentId: ID, variables })).toMatchObject(PROSEC);
    await own.close();
  });
});

describe("a gateway that admits trusted documents only", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ DOCUMENTS_FILE: file, DOCUMENTS: "trusted" });
  });
  afterAll(() => gateway.close());

  it("executes them, by id or in full", async () => {
    const { post } = asking(gateway);
    expect(await post({ documentId: ID, variables })).toMatchObject(PROSEC);
    expect(await post({ query: DETAIL, variables })).toMatchObject(PROSEC);
  });

  it.each([
    ["another document", { query: "{ states { code } }" }],
    ["one that differs by a blank", { query: ` ${DETAIL}`, variables }],
    ["introspection", { query: "{ __schema { types { name } } }" }],
    ["a command of its own", { query: 'mutation { revokeApiKey(input: { id: "x" }) { __typename } }' }],
    ["a document that cannot be read", { query: "{" }],
  ])("refuses %s, by POST and by GET", async (_what, body) => {
    const { post, get } = asking(gateway);
    expect(await post(body)).toMatchObject({ status: 400, code: "DOCUMENT_NOT_TRUSTED" });
    const by = { query: body.query };
    expect(await get(by, { "apollo-require-preflight": "1" })).toMatchObject({ code: "DOCUMENT_NOT_TRUSTED" });
  });

  it("refuses subscriptions that are not among them too", async () => {
    const headers = { authorization: `Bearer ${await gateway.token({ role: "business", sub: "ana" })}` };
    const stream = await openStream(gateway.url, { query: "subscription { applicationChanges { id } }" }, headers);
    const text = JSON.stringify(await stream.rest());
    expect(text).toContain("DOCUMENT_NOT_TRUSTED");
  });
});

describe("documents that are registered by whoever asks", () => {
  const query = "query Names { states { name } }";
  const extensions = { persistedQuery: { version: 1, sha256Hash: digestOf(query) } };
  const told = async (gateway: TestGateway) => {
    const { status, errors } = await asking(gateway).post({ extensions });
    return { status, errors };
  };

  it("are executed by their digest from then on, once they were executed in full", async () => {
    const gateway = await startTestGateway({ DOCUMENTS: "automatic" });
    const { post } = asking(gateway);
    expect(await post({ extensions })).toMatchObject({ status: 404, code: "PERSISTED_QUERY_NOT_FOUND" });
    expect((await post({ query, extensions })).status).toBe(200);
    for (let time = 0; time < 2; time += 1) expect(await told(gateway)).toEqual({ status: 200, errors: undefined });
    const wrong = { persistedQuery: { version: 1, sha256Hash: digestOf("other") } };
    expect(await post({ query, extensions: wrong })).toMatchObject({ code: "BAD_USER_INPUT" });
    const invalid = { persistedQuery: { version: 1, sha256Hash: digestOf("{ nothing }") } };
    expect((await post({ query: "{ nothing }", extensions: invalid })).status).toBe(400);
    expect(await post({ extensions: invalid })).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
    await gateway.close();
  });

  it("are known to every gateway that shares a Redis", async () => {
    const redis = await startOwnRedis();
    const settings = { DOCUMENTS: "automatic", REDIS_URL: redis.url };
    const store = await createTestDatabase();
    const [one, other] = [await startTestGateway(settings, { store }), await startTestGateway(settings, { store })];
    expect((await asking(one).post({ query, extensions })).status).toBe(200);
    for (const gateway of [one, other]) expect(await told(gateway)).toEqual({ status: 200, errors: undefined });
    await Promise.all([one.close(), other.close()]);
    await Promise.all([redis.kill(), store.drop()]);
  });
});
