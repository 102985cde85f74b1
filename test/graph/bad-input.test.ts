import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const LEAKS = /select |from program|at .*\(.*:\d+:\d+\)|node_modules|postgres|Apollo|stack/i;

async function refusal(query: string, variables: object = {}, headers: Record<string, string> = {}) {
  const { errors } = await gateway.ask(query, variables, headers);
  const text = JSON.stringify(errors);
  expect(text).not.toMatch(LEAKS);
  expect(errors).toHaveLength(1);
  return { message: errors?.[0]?.message ?? "", ...errors?.[0]?.extensions } as Record<string, unknown>;
}

describe("bad input gets an error that names the field and what is allowed", () => {
  it.each([-1, 0, 101, 2_147_483_647])("page size %d", async (first) => {
    expect(await refusal("query ($first: Int) { programs(first: $first) { totalCount } }", { first })).toEqual({
      code: "BAD_USER_INPUT",
      field: "first",
      allowed: { min: 1, max: 100 },
      message: "first: debe ser de 1 a 100",
    });
  });

  it.each([1e9 * 10, 1.5, "10"])("page size %p, which is no whole number of the allowed kind", async (first) => {
    const error = await refusal("query ($first: Int) { programs(first: $first) { totalCount } }", { first });
    expect(error).toMatchObject({ code: "BAD_USER_INPUT", field: "first" });
  });

  it("both directions at once", async () => {
    expect(await refusal("{ programs(first: 3, last: 3) { totalCount } }")).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "last",
    });
  });

  it("a cursor that is made up, changed, of another list, of another filter, or enormous", async () => {
    const { programs, agencies } = await gateway.read(
      `{ programs(first: 1) { pageInfo { endCursor } } agencies(first: 1) { pageInfo { endCursor } } }`,
    );
    const genuine: string = programs.pageInfo.endCursor;
    const changed = `${genuine.slice(0, -2)}${genuine.endsWith("AA") ? "BB" : "AA"}`;
    const ask = "query ($after: String) { programs(after: $after) { totalCount } }";
    for (const after of ["nonsense", "", changed, agencies.pageInfo.endCursor, "A".repeat(100_000)]) {
      expect(await refusal(ask, { after })).toMatchObject({ code: "BAD_USER_INPUT", field: "after" });
    }
    expect(
      await refusal("query ($after: String) { programs(after: $after, filter: { level: [STATE] }) { totalCount } }", {
        after: genuine,
      }),
    ).toMatchObject({ field: "after" });
    await gateway.read(ask, { after: genuine });
  });

  it("a slug, id, date, state, municipality, agency or catalog that cannot be", async () => {
    const cases: [string, string][] = [
      ['{ program(slug: "No Such!") { slug } }', "slug"],
      ['{ program(slug: "\' OR 1=1--") { slug } }', "slug"],
      ['{ node(id: "UHJvZ3JhbTo=") { id } }', "id"],
      ['{ node(id: "not base64 !") { id } }', "id"],
      ['{ programs(filter: { state: ["MX-XXX"] }) { totalCount } }', "filter.state"],
      ['{ programs(filter: { agency: ["nobody"] }) { totalCount } }', "filter.agency"],
      ['{ programs(filter: { catalog: ["nothing"] }) { totalCount } }', "filter.catalog"],
      ["{ programs(orderBy: LOCAL_FIRST) { totalCount } }", "place"],
      ['{ programs(place: { municipality: "99999" }) { totalCount } }', "place.municipality"],
      ['{ programs(place: { municipality: "22014", state: "MX-CHH" }) { totalCount } }', "place"],
      [`{ programs(search: "${"a".repeat(201)}") { totalCount } }`, "search"],
      ['{ programs(search: "a\\u0000b") { totalCount } }', "search"],
      ['{ municipalities(state: "QRO") { totalCount } }', "state"],
      ['{ industries(prefix: "33a") { totalCount } }', "prefix"],
      ['{ state(code: "Querétaro") { name } }', "code"],
      ['{ municipality(code: "22") { name } }', "code"],
      ['{ industry(code: "shoes") { title } }', "code"],
    ];
    for (const [query, field] of cases) {
      expect([query, await refusal(query)]).toEqual([
        query,
        expect.objectContaining({ code: "BAD_USER_INPUT", field }),
      ]);
    }
  });

  it("tells which states there are when one is unknown", async () => {
    const { allowed } = await refusal('{ programs(filter: { state: ["MX-QRO"] }) { totalCount } }');
    expect(allowed).toHaveLength(32);
    expect(allowed).toContain("MX-QUE");
  });

  it("never repeats the value of a variable, nor suggests names of the schema", async () => {
    const secret = "GODE561231GR8";
    const cases: [string, object][] = [
      ["query ($filter: ProgramFilter) { programs(filter: $filter) { totalCount } }", { filter: { status: [secret] } }],
      ["query ($filter: ProgramFilter) { programs(filter: $filter) { totalCount } }", { filter: { statuz: [secret] } }],
      ["query ($asOf: Date) { programs(asOf: $asOf) { totalCount } }", { asOf: secret }],
      ["query ($first: Int) { programs(first: $first) { totalCount } }", { first: secret }],
      ["query ($slug: ID!) { program(slug: $slug) { slug } }", { slug: { rfc: secret } }],
      ["query ($orderBy: ProgramOrder) { programs(orderBy: $orderBy) { totalCount } }", { orderBy: "RELEVANC" }],
    ];
    for (const [query, variables] of cases) {
      const error = await refusal(query, variables);
      expect(error).toMatchObject({ code: "BAD_USER_INPUT" });
      expect(JSON.stringify(error)).not.toMatch(/GODE|Did you mean/);
    }
  });

  it("names the place of a wrong value inside an input object, and what is expected there", async () => {
    const error = await refusal("query ($filter: ProgramFilter) { programs(filter: $filter) { totalCount } }", {
      filter: { status: ["ACTIVE", "GONE"] },
    });
    expect(error).toMatchObject({
      field: "filter.status[1]",
      expected: "ProgramStatusCode",
      allowed: ["PLANNED", "PILOT", "ACTIVE", "ONE_OFF", "ENDED", "UNKNOWN"],
    });
    expect(
      await refusal("query ($asOf: Date) { programs(asOf: $asOf) { totalCount } }", { asOf: "2026-02-31" }),
    ).toMatchObject({
      field: "asOf",
      expected: expect.stringContaining("YYYY-MM-DD"),
    });
  });

  it("written into the question itself is told with what is allowed too", async () => {
    for (const wrong of ["NEVER", '"RELEVANCE"', "3"]) {
      const error = await refusal(`{ programs(orderBy: ${wrong}) { totalCount } }`);
      expect(error).toMatchObject({ code: "GRAPHQL_VALIDATION_FAILED", allowed: ["RELEVANCE", "NAME", "LOCAL_FIRST"] });
    }
  });

  it("is in Spanish, or in English for who reads English", async () => {
    expect((await refusal("{ programs(first: 0) { totalCount } }")).message).toBe("first: debe ser de 1 a 100");
    expect((await refusal("{ programs(first: 0) { totalCount } }", {}, { "accept-language": "en" })).message).toBe(
      "first: must be from 1 to 100",
    );
  });

  it("a misspelt field, argument or type is refused without suggestions", async () => {
    for (const query of [
      "{ programz { totalCount } }",
      "{ programs(frist: 1) { totalCount } }",
      "{ programs { nodes { slugg } } }",
    ]) {
      const { status, errors } = await gateway.ask(query);
      expect(status).toBe(400);
      expect(JSON.stringify(errors)).not.toMatch(/Did you mean/i);
    }
  });
});

describe("what fails on our side", () => {
  it("is hidden behind a correlation id, with nothing of the inside", async () => {
    const broken = await startTestGateway();
    await broken.database.query("alter table program_version rename to program_version_gone");
    const { errors, data } = await broken.ask("{ programs { totalCount } states { code } }");
    expect(data).toBeNull();
    expect(errors?.[0]?.extensions).toEqual({
      code: "INTERNAL_SERVER_ERROR",
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(JSON.stringify(errors)).not.toMatch(/program_version|\brelation\b|select/i);
    await broken.close();
  });

  it("is a 503 with Retry-After when the store is away, and /readyz says so while /livez stays well", async () => {
    const cut = await startTestGateway();
    await cut.dropDatabase();
    const answer = await cut.ask("{ programs { totalCount } }");
    const [ready, live] = await Promise.all([fetch(`${cut.url}/readyz`), fetch(`${cut.url}/livez`)]);
    expect([answer.status, answer.errors?.[0]?.extensions.code, answer.headers.get("retry-after")]).toEqual([
      503,
      "UNAVAILABLE",
      "1",
    ]);
    expect([ready.status, live.status]).toEqual([503, 200]);
    await cut.close();
  });
});

describe("a value written into the document where it does not belong", () => {
  const CURP = "HEGG560427MVZRRL04";

  it.each([
    ["a number", `{ checkEligibility(profile: { workers: "${CURP}" }) { asOf } }`],
    ["a decimal", `{ checkEligibility(profile: { annualSalesMxn: "${CURP}" }) { asOf } }`],
    ["a yes or no", `{ checkEligibility(profile: { exporter: "${CURP}" }) { asOf } }`],
    ["one of a list", `{ checkEligibility(profile: { size: ${CURP} }) { asOf } }`],
    ["one of a list, as text", `{ checkEligibility(profile: { size: "${CURP}" }) { asOf } }`],
    ["a date", `{ checkEligibility(profile: {}, asOf: "${CURP}") { asOf } }`],
    ["a profile", `{ checkEligibility(profile: "${CURP}") { asOf } }`],
  ])("is not sent back: for %s", async (_what, query) => {
    const { message, code } = await refusal(query);
    expect(message).not.toContain(CURP);
    expect(message).not.toBe("");
    expect(code).toBe("GRAPHQL_VALIDATION_FAILED");
  });
});
