import { GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { startTestServer, type TestServer } from "../kit/server.js";

const OPERATION_TIME = 200;

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: "Query",
    fields: {
      soon: { type: GraphQLString, resolve: () => "soon" },
      never: { type: GraphQLString, resolve: () => new Promise(() => {}) },
    },
  }),
});

describe("an operation that takes too long", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ operationTime: OPERATION_TIME }, schema);
  });
  afterAll(() => server.close());

  const ask = (query: string) =>
    fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": "en" },
      body: JSON.stringify({ query }),
    });

  it("is told to come back, while others are answered", async () => {
    const begun = performance.now();
    const [late, soon] = await Promise.all([ask("{ never }"), ask("{ soon }")]);
    expect(await soon.json()).toEqual({ data: { soon: "soon" } });
    expect([late.status, late.headers.get("retry-after"), late.headers.get("cache-control")]).toEqual([
      503,
      "1",
      "no-store",
    ]);
    expect(await late.json()).toMatchObject({ errors: [{ extensions: { code: "UNAVAILABLE" } }] });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(OPERATION_TIME - 1);
  });
});
