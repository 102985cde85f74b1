import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { asks, gets, JSON_TYPE, posts, times } from "./row.js";
import { type Heard, type Sent, send } from "./wire.js";

let gateway: TestGateway;
let closed: TestGateway;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "scanner-"));
  const DOCUMENTS_FILE = join(folder, "documents.json");
  await writeFile(DOCUMENTS_FILE, JSON.stringify({ states: "{ states { code } }" }));
  gateway = await startTestGateway({ NODE_ENV: "production" });
  closed = await startTestGateway({ NODE_ENV: "production", DOCUMENTS: "trusted", DOCUMENTS_FILE });
});
afterAll(async () => {
  await gateway.close();
  await closed.close();
  await rm(folder, { recursive: true });
});

const TYPENAME = "{ __typename }";
const QUERY = `query=${encodeURIComponent(TYPENAME)}`;
const answered = ({ body }: Heard) => /"data":\{/.test(body);

/** The twelve things that graphql-cop looks for: what it sends, and by what it knows that it has found one. */
const CHECKS: Readonly<Record<string, readonly [sent: Sent, has: (heard: Heard) => boolean]>> = {
  "alias overloading": [asks(`query cop { ${times(101, (i) => `alias${i}: __typename`)} }`), answered],
  "array-based query batching": [
    posts(JSON.stringify(Array(10).fill({ query: TYPENAME, operationName: null }))),
    ({ body }) => body.startsWith("["),
  ],
  "directive overloading": [
    asks(`query cop { __typename ${times(10, () => "@aa", "")} }`),
    ({ body }) => (JSON.parse(body).errors?.length ?? 0) >= 10,
  ],
  "circular introspection": [
    asks(
      `query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }`,
    ),
    answered,
  ],
  "queries by GET": [gets(QUERY, {}), answered],
  "commands by GET": [gets(`query=${encodeURIComponent("mutation cop { __typename }")}`, {}), answered],
  "questions as a form": [{ headers: { "content-type": "application/x-www-form-urlencoded" }, body: QUERY }, answered],
  "field suggestions": [asks("query cop { __schema { directive } }"), ({ body }) => /did you mean/i.test(body)],
  "a page to try it": [
    { method: "GET", path: "/graphql", headers: { accept: "text/html" } },
    ({ body }) => /graphiql|playground|<html/i.test(body),
  ],
  tracing: [
    { ...asks(TYPENAME), headers: { ...JSON_TYPE, "x-apollo-tracing": "1" } },
    ({ body }) => /"tracing"/.test(body),
  ],
  "errors that nobody handled": [
    posts('{"qwerty":{"abc":1}}'),
    ({ body }) => /exception|stacktrace|\bat .*:\d+:\d+/i.test(body),
  ],
  introspection: [asks("query cop { __schema { types { name fields { name } } } }"), answered],
};

describe("graphql-cop's twelve checks", () => {
  it("are twelve", () => expect(Object.keys(CHECKS)).toHaveLength(12));

  it.each(Object.entries(CHECKS))("finds of %s nothing but the schema, which is public", async (what, [sent, has]) => {
    const heard = await send(gateway.url, sent);
    expect([what, has(heard), heard.body.slice(0, 300)]).toEqual([what, what === "introspection", expect.any(String)]);
  });

  it.each(Object.entries(CHECKS))(
    "finds of %s nothing at all where only trusted documents are admitted",
    async (what, [sent, has]) => {
      const heard = await send(closed.url, sent);
      expect([what, has(heard), heard.body.slice(0, 300)]).toEqual([what, false, expect.any(String)]);
    },
  );
});
