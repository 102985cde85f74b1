import { eventually } from "../../kit/eventually.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { countStatements } from "../../kit/statements.js";
import { renamed, revise, withdraw } from "./editions.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
  await revise(gateway.database, "prosec", renamed("PROSEC dos", "PROSEC two"));
  await revise(
    gateway.database,
    "prosec",
    (document) => ({
      ...renamed("PROSEC tres", "PROSEC two")(document),
      supports: { ...document.supports, kinds: [...document.supports.kinds, "credit"] },
    }),
    "2026-11-28T14:00:00Z",
  );
});
afterAll(() => gateway.close());

const VERSIONS = `query ($slug: ID!, $first: Int, $after: String) { program(slug: $slug) { version { number } versions(first: $first, after: $after) {
  totalCount nodes { number inForceFrom recordedAt supersededAt origin } pageInfo { hasNextPage endCursor } } } }`;

describe("the editions of a program", () => {
  it("are on record newest first, each with when it was recorded and replaced", async () => {
    const { program } = await gateway.read(VERSIONS, { slug: "prosec" });
    expect(program.version.number).toBe(3);
    expect(program.versions.totalCount).toBe(3);
    expect(program.versions.nodes).toMatchObject([
      { number: 3, recordedAt: "2026-11-28T14:00:00Z", supersededAt: null, origin: "revision" },
      { number: 2, recordedAt: "2026-11-28T12:00:00Z", supersededAt: "2026-11-28T14:00:00Z", origin: "revision" },
      { number: 1, supersededAt: "2026-11-28T12:00:00Z", origin: "seed" },
    ]);
  });

  it("come page by page, and a cursor of one program is refused for another", async () => {
    const { program } = await gateway.read(VERSIONS, { slug: "prosec", first: 2 });
    const { endCursor, hasNextPage } = program.versions.pageInfo;
    expect(hasNextPage).toBe(true);
    const next = await gateway.read(VERSIONS, { slug: "prosec", first: 2, after: endCursor });
    expect(next.program.versions).toMatchObject({
      totalCount: 3,
      nodes: [{ number: 1 }],
      pageInfo: { hasNextPage: false },
    });
    const { errors } = await gateway.ask(VERSIONS, { slug: "immex", after: endCursor });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field: "after" } }]);
  });

  it.each([
    "query ($n: Int) { programs(first: $n) { nodes { slug versions(first: 3) { totalCount nodes { number } } } } }",
    "query ($n: Int) { programs(first: $n) { nodes { slug differences(from: 1) { path label before after } } } }",
    "query ($n: Int) { programChanges(first: $n) { totalCount nodes { slug program { slug } differences { label } } } }",
  ])("take as many SQL statements at page sizes 1, 10 and 100: %s", async (query) => {
    const counts: number[] = [];
    await gateway.read(query, { n: 100 });
    for (const n of [1, 10, 100]) {
      // Every edition is in memory, and none of the lists.
      await gateway.database.query("update catalog_state set revision = revision + 1");
      await gateway.upkeep();
      await gateway.read('{ agency(slug: "se") { name } }');
      counts.push(await countStatements(gateway.database, () => gateway.read(query, { n })));
    }
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeLessThanOrEqual(4);
  });
});

const DIFFERENCES = `query ($from: Int!, $to: Int) { program(slug: "prosec") { differences(from: $from, to: $to) {
  path label kind before after beforeValue afterValue } } }`;

describe("the differences between two editions of a program", () => {
  it("are told field by field, in the reader's language and as the document has them", async () => {
    const { program } = await gateway.read(DIFFERENCES, { from: 2 }, { "accept-language": "en" });
    expect(program.differences).toEqual([
      {
        path: ["name", "es"],
        label: "Name › in Spanish",
        kind: "CHANGED",
        before: "PROSEC dos",
        after: "PROSEC tres",
        beforeValue: "PROSEC dos",
        afterValue: "PROSEC tres",
      },
      {
        path: ["supports", "kinds", "credit"],
        label: "Support › What is given › Credit",
        kind: "ADDED",
        before: null,
        after: "Credit",
        beforeValue: null,
        afterValue: "credit",
      },
    ]);
  });

  it("go either way, and there are none between an edition and itself", async () => {
    const back = await gateway.read(DIFFERENCES, { from: 3, to: 2 });
    expect(back.program.differences).toMatchObject([
      { label: "Nombre › en español", before: "PROSEC tres", after: "PROSEC dos" },
      { label: "Apoyos › Qué se da › Crédito", kind: "REMOVED", before: "Crédito", after: null },
    ]);
    expect((await gateway.read(DIFFERENCES, { from: 2, to: 2 })).program.differences).toEqual([]);
  });

  it.each([
    [{ from: 0 }, "from"],
    [{ from: 1, to: 4 }, "to"],
    [{ from: -2_147_483_648, to: 1 }, "from"],
  ])("are refused for an edition that there is not: %j", async (variables, field) => {
    const { errors } = await gateway.ask(DIFFERENCES, variables);
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field, allowed: { min: 1, max: 3 } } }]);
  });

  it("stay on record of a program that was withdrawn, in what changed", async () => {
    await revise(gateway.database, "immex", renamed("Otro", "Other"));
    await withdraw(gateway.database, "immex");
    await eventually(async () => (await gateway.read(VERSIONS, { slug: "immex" })).program === null);
  });
});
