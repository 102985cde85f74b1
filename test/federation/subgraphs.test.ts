import { readConfig } from "../../src/config.js";
import type { Bearer } from "../../src/graph/identity/development-issuer.js";
import { LIMITS } from "../../src/graph/limits.js";
import { globalId } from "../../src/graph/node.js";
import type { House } from "../../src/house/house.js";
import { createLog } from "../../src/platform/log.js";
import { startSubgraphs, subgraphPath } from "../../src/split/subgraphs.js";
import { BEARERS, casesOf } from "../kit/case-file.js";
import { type Answer, startTestGateway, type TestGateway } from "../kit/gateway.js";

const NAMES = ["reference", "programs", "eligibility", "businesses", "applications", "access"];
const ENTITIES = "query ($of: [_Any!]!) { _entities(representations: $of) { __typename";

let gateway: TestGateway;
let house: House;
let firm: string;
let application: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  const { openCall, registerFirm, submitted } = casesOf(gateway);
  firm = await registerFirm();
  application = (await submitted((await openCall()).id, firm)).id;
  const config = readConfig({ NODE_ENV: "test", PORT: "0", AUTH_DEVELOPMENT: "1" });
  const { address } = gateway.store;
  house = await startSubgraphs({ config, log: createLog("silent"), address, background: false, names: NAMES });
}, 60_000);
afterAll(async () => {
  await house?.close();
  await gateway?.close();
});

/** Asks a subgraph as a router would, with the caller's own credentials. */
async function ask(name: string, query: string, variables: object = {}, bearer?: Bearer): Promise<Answer> {
  const response = await fetch(`${house.url}${subgraphPath(name)}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "apollo-federation-include-trace": "ftv1",
      ...(bearer ? { authorization: `Bearer ${await gateway.token(bearer)}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { ...(await response.json()), status: response.status, headers: response.headers };
}

const entities = (name: string, of: readonly unknown[], fields: string, bearer?: Bearer) =>
  ask(name, `${ENTITIES} ${fields} } }`, { of }, bearer);

describe("a subgraph", () => {
  it("says what it is, and the public edge has nothing of federation", async () => {
    const { data } = await ask("programs", "{ _service { sdl } }");
    expect(data._service.sdl).toContain('@key(fields: "id")');
    for (const query of ["{ _service { sdl } }", "{ _entities(representations: []) { __typename } }"]) {
      expect(await gateway.ask(query)).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: "GRAPHQL_VALIDATION_FAILED" } }],
      });
    }
    const { __schema } = await gateway.read("{ __schema { types { name } directives { name } } }");
    const names = [...__schema.types, ...__schema.directives].map(({ name }: { name: string }) => name);
    expect(names.filter((name) => /^_[A-Z]|^(key|link|shareable|external|requires)$/.test(name))).toEqual([]);
  });

  it("keeps what is not the caller's from whoever has its key", async () => {
    const held = { __typename: "Application", id: application };
    const fields = "... on Application { folio title business { id } applicant { name } }";
    const seen = await entities("applications", [held], fields, BEARERS.rosa);
    expect(seen.data._entities).toEqual([
      expect.objectContaining({ title: "Taller de bordado", business: { id: firm } }),
    ]);
    const agency = await entities("applications", [held], fields, BEARERS.reviewer);
    expect(agency.data._entities).toEqual([expect.objectContaining({ title: "Taller de bordado" })]);
    for (const other of [BEARERS.stranger, BEARERS.neighbour, undefined]) {
      const { data, errors } = await entities("applications", [held], fields, other);
      expect({ data, errors }).toEqual({ data: { _entities: [null] }, errors: undefined });
    }
  });

  it("keeps firms and their lists so too", async () => {
    const held = { __typename: "Business", id: firm };
    const own = await entities("businesses", [held], "... on Business { name rfc }", BEARERS.rosa);
    expect(own.data._entities[0].name).toBe("Bordados Rosa");
    for (const other of [BEARERS.stranger, BEARERS.reviewer, BEARERS.auditor, undefined]) {
      const { data } = await entities("businesses", [held], "... on Business { name rfc }", other);
      expect(data._entities).toEqual([null]);
    }
    const list = "... on Business { accesses(first: 5) { nodes { __typename } } }";
    const mine = await entities("applications", [held], list, BEARERS.rosa);
    expect(mine.data._entities[0].accesses.nodes.length).toBeGreaterThan(0);
    for (const other of [BEARERS.stranger, BEARERS.neighbour, undefined]) {
      const { data } = await entities("applications", [held], list, other);
      expect(JSON.stringify(data)).not.toContain('DataAccess"');
    }
  });

  it("answers what is not there with nothing, each by itself", async () => {
    const { id } = (await gateway.read('{ program(slug: "prosec") { id } }')).program;
    const { data, errors } = await entities(
      "programs",
      [
        { __typename: "Program", id: globalId("Program", "00000000-0000-4000-8000-000000000000") },
        { __typename: "Program", id },
        // An agency's id is no program's.
        { __typename: "Agency", id },
        { __typename: "Program", id, asOf: "1950-01-01", language: "EN" },
        { __typename: "Program", id, asOf: "2020-01-01", language: "EN", version: { number: 1 } },
        { __typename: "Program", id, asOf: "2020-01-01", language: "EN", version: { number: 99 } },
      ],
      "... on Program { slug asOf language }",
    );
    expect(errors).toBeUndefined();
    expect(data._entities).toEqual([
      null,
      expect.objectContaining({ slug: "prosec", language: "ES" }),
      null,
      null,
      expect.objectContaining({ slug: "prosec", asOf: "2020-01-01", language: "EN" }),
      null,
    ]);
  });

  it.each<[string, string, readonly unknown[]]>([
    ["ten thousand keys", "programs", Array.from({ length: 10_000 }, () => ({ __typename: "Agency" }))],
    [
      "one more than the limit",
      "programs",
      Array.from({ length: LIMITS.representations + 1 }, () => ({ __typename: "State", code: "x" })),
    ],
    ["a type that is not there", "programs", [{ __typename: "Wanderer", id: "x" }]],
    ["a type of another subgraph", "programs", [{ __typename: "Application", id: "x" }]],
    ["a type of its own that has no key", "programs", [{ __typename: "Requirement", id: "x" }]],
    ["a type whose key it only holds", "programs", [{ __typename: "State", code: "MX-QUE" }]],
    ["a name of JavaScript's own", "programs", [{ __typename: "constructor", id: "x" }]],
    ["no type", "programs", [{ id: "x" }]],
    ["a text", "programs", ["Program"]],
    ["a list", "programs", [["Program"]]],
    ["a key that is no text", "programs", [{ __typename: "Program", id: { $ne: "" } }]],
    ["a very long key", "programs", [{ __typename: "Program", id: "x".repeat(300) }]],
  ])("refuses %s before it looks anything up", async (_what, name, of) => {
    const { status, data, errors } = await entities(name, of, "");
    expect({ status, data: data ?? null }).toEqual({ status: 400, data: null });
    expect(["BAD_USER_INPUT", "OPERATION_TOO_COMPLEX"]).toContain(errors?.[0]?.extensions.code);
    expect(JSON.stringify(errors)).not.toMatch(/Wanderer|\$ne|xxx/);
  });

  it("says of a malformed id, date and language no more than the graph does", async () => {
    const id = globalId("Program", "00000000-0000-4000-8000-000000000000");
    const reading = { asOf: "2020-01-01", language: "EN" };
    for (const wrong of [{ id: "x" }, { id, ...reading, asOf: "yesterday" }]) {
      const { data, errors } = await entities("programs", [{ __typename: "Program", ...reading, ...wrong }], "");
      expect(data._entities).toEqual([null]);
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
    }
  });

  it("has the limits of the gateway: what fields cost, and how many keys there are of them", async () => {
    const dear = "{ catalogs(first: 100) { nodes { programs(first: 100) { nodes { name slug acronym } } } } }";
    for (const { status, errors } of [await gateway.ask(dear), await ask("programs", dear)]) {
      expect([status, errors?.[0]?.extensions]).toEqual([
        400,
        expect.objectContaining({ code: "OPERATION_TOO_COMPLEX", limit: "cost" }),
      ]);
    }
    const { errors } = await entities(
      "eligibility",
      Array.from({ length: 900 }, () => ({ __typename: "Program", id: "x", asOf: "2020-01-01", language: "ES" })),
      `... on Program { ${["a", "b", "c"].map((name) => `${name}: eligibility(profile: {}) { verdict { code } }`).join(" ")} }`,
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: "OPERATION_TOO_COMPLEX", limit: "cost" });
  });

  it("tells nobody how it came to its answer", async () => {
    const answer = await ask("reference", '{ state(code: "MX-QUE") { name } }');
    expect({ ...answer, status: 0, headers: 0 }).toEqual({
      data: { state: { name: "Querétaro" } },
      status: 0,
      headers: 0,
    });
  });

  it("is started by a name that there is", async () => {
    const config = readConfig({ NODE_ENV: "test", PORT: "0" });
    const start = (names: readonly string[]) => startSubgraphs({ config, log: createLog("silent"), names });
    await expect(start(["programs", "programas"])).rejects.toThrow("programas");
    await expect(start([])).rejects.toThrow("eligibility");
  });
});
