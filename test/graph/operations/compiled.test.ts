import { parse } from "graphql";
import { describeSchema } from "../../../src/gateway.js";
import { EXAMPLE_QUERIES } from "../../../src/graph/example-queries.js";
import { CompiledOperations } from "../../../src/graph/operations/compiled-operations.js";
import { lifetimeOf } from "../../../src/graph/operations/lifetime.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { chanceOf, randomQuery } from "../../kit/random-documents.js";

const SEED = Number(process.env.RANDOM_SEED ?? 20_261_128);
const RANDOM_DOCUMENTS = Math.ceil(300 * Number(process.env.RANDOM_CASES_SHARE ?? 1));

let gateway: TestGateway;
/** How often a compiled operation has answered. */
let compiled = 0;
const find = CompiledOperations.prototype.find;
beforeAll(async () => {
  CompiledOperations.prototype.find = function (this: CompiledOperations, known) {
    const operation = find.call(this, known);
    if (operation === undefined) return undefined;
    return async (...given) => {
      const data = await operation(...given);
      if (data !== undefined) compiled += 1;
      return data;
    };
  };
  gateway = await startTestGateway({ ANSWERS: "fresh" });
});
afterAll(async () => {
  CompiledOperations.prototype.find = find;
  await gateway.close();
});

async function textOf(query: string, variables: object = {}, headers: object = {}): Promise<string> {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return `${response.status} ${response.headers.get("content-type")} ${await response.text()}`.replace(
    /"correlationId":"[^"]+"/g,
    "",
  );
}

/** The answer of the ordinary way, then of the compiled operation, if there is one. */
async function bothWays(query: string, variables?: object, headers?: object) {
  const ordinary = await textOf(query, variables, headers);
  await textOf(query, variables, headers);
  await textOf(query, variables, headers);
  const before = compiled;
  const later = await textOf(query, variables, headers);
  return { ordinary, later, wasCompiled: compiled > before };
}

const DEEP = `query Deep($all: Boolean!, $n: Int = 3) {
  programs(first: $n, orderBy: NAME) {
    pageInfo { hasNextPage endCursor } totalCount
    edges { cursor node { ...Named status { code label successor { slug } } } }
    facets(dimensions: [LEVEL]) { dimension counts { value label count } }
    nodes { ...Named agencies { agency { ... on Node { __typename id } parent @include(if: $all) { name } programs(first: 2) { nodes { slug } } } } }
  }
  one: program(slug: "prosec") { ...Named requirements(role: [REQUIREMENT]) { text role { code label } } }
  none: program(slug: "no-such-program") { name }
  node(id: "UHJvZ3JhbTp4") { id }
}
fragment Named on Program { __typename slug name language }`;

describe("an operation that is asked for often", () => {
  it.each(EXAMPLE_QUERIES.map(({ title, query }) => [title, query] as const))(
    "is answered the same, byte for byte: %s",
    async (_title, query) => {
      const { ordinary, later } = await bothWays(query);
      if (!query.includes("receipt")) expect(later).toBe(ordinary);
    },
  );

  it("is answered by what it was compiled into, with variables, fragments, aliases and directives", async () => {
    for (const variables of [{ all: true }, { all: false, n: 1 }, { all: true, n: null }]) {
      const { ordinary, later, wasCompiled } = await bothWays(DEEP, variables);
      expect(wasCompiled).toBe(true);
      expect(later).toBe(ordinary);
    }
  });

  it.each([
    ["a value that cannot be", DEEP, { all: "yes" }],
    ["a variable that is missing", DEEP, {}],
    ["a page that is too large", DEEP, { all: true, n: 5_000 }],
    ["a field that refuses", '{ one: program(slug: "prosec") { name } two: program(slug: "NO SLUG") { name } }', {}],
  ])("is refused in the words of the ordinary way: %s", async (_what, query, variables) => {
    await bothWays(DEEP, { all: true });
    const { ordinary, later } = await bothWays(query, variables);
    expect(ordinary).toContain('"errors"');
    expect(later).toBe(ordinary);
  });

  it(`is answered the same, whatever it asks for: ${RANDOM_DOCUMENTS} random documents of seed ${SEED}`, async () => {
    const schema = await describeSchema();
    const chance = chanceOf(SEED);
    const slugs = ['"prosec"', '"focrece"', '"immex"', '"no-such"', '"fondo-pyme"'];
    const values = {
      slug: slugs,
      first: ["1", "2", "5"],
      language: ["ES", "EN"],
      asOf: ['"2026-11-28"', '"2014-05-01"'],
      "Query.state.code": ['"MX-QUE"', '"XX"'],
      "Query.municipality.code": ['"08019"', '"99999"'],
      "Query.industry.code": ['"31"', '"9"'],
      "Query.node.id": ['"UHJvZ3JhbTp4"', '"eA"'],
      from: ["1"],
      to: ["1", "2"],
    };
    // Of these each answer differs, or a random one takes too long.
    const unsteady =
      /^(Query\.(checkEligibility|replayVerdict|ledger\w*|harvests|sources|me)|Program\.eligibility|Catalog\.(freshness|health)|\w+\.programs)$/;
    const admits = (name: string) => name === "Query.programs" || !unsteady.test(name);
    let asked = 0;
    for (let count = 0; count < RANDOM_DOCUMENTS; count += 1) {
      const query = randomQuery({ schema, chance, values, admits, depth: 5 });
      const parsed = parse(query);
      const [operation] = parsed.definitions;
      if (operation?.kind !== "OperationDefinition" || !lifetimeOf(schema, parsed, operation).open) continue;
      const { ordinary, later } = await bothWays(query);
      expect([query, later]).toEqual([query, ordinary]);
      asked += 1;
    }
    expect(asked).toBeGreaterThan(RANDOM_DOCUMENTS / 4);
  });
});

describe("an operation that leaves a trace", () => {
  it.each([
    ["a command", 'mutation { revokeApiKey(input: { clientMutationId: "12345678", id: "x" }) { __typename } }'],
    ["what firms told", "{ applications(first: 1) { totalCount } }"],
    ["who asks", "{ me { role { code } } }"],
  ])("is never compiled: %s", async (_what, query) => {
    expect((await bothWays(query)).wasCompiled).toBe(false);
  });
});
