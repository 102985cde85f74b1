import { eventually } from "../kit/eventually.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { boundOf, countStatements } from "../kit/statements.js";

/**
 * Every query that returns a list, by what it is about; `$n` is the size of the page. Where a query follows links,
 * its first result has all of them, so that the smallest page already needs every statement.
 */
const LISTS = {
  "programs alone": "query ($n: Int) { programs(first: $n) { nodes { slug name } } }",
  "programs with total and facets":
    "query ($n: Int) { programs(first: $n) { totalCount facets { dimension counts { value label count } } nodes { slug } } }",
  "a search with its matches":
    'query ($n: Int) { programs(search: "empresa apoyo", first: $n) { totalCount edges { score matches { found } node { slug } } } }',
  "programs near a place":
    'query ($n: Int) { programs(first: $n, orderBy: LOCAL_FIRST, place: { state: "MX-QUE" }) { nodes { slug jurisdiction { state { name } } } } }',
  "programs with all they lead to": `query ($n: Int) { programs(search: "fondo nacional emprendedor inadem", first: $n) { nodes {
      slug catalog { name publisher { name } } parentAgency { name } agencies { agency { name parent { name } } }
      relations { program { slug catalog { name } } } citations { document { title } }
      requirements { text citations { document { title } } } jurisdiction { state { name } municipality { name state { name } } } } } }`,
  "programs with their successors":
    'query ($n: Int) { programs(search: "fondo pyme", first: $n) { nodes { slug status { successor { slug name } } } } }',
  institutions: "query ($n: Int) { agencies(first: $n) { totalCount nodes { slug name level { label } } } }",
  "institutions with their programs":
    "query ($n: Int) { agencies(first: $n) { nodes { slug programs(first: 3) { totalCount nodes { slug catalog { slug } } } } } }",
  catalogs:
    "query ($n: Int) { catalogs(first: $n) { nodes { slug publisher { slug } programs(first: 2) { nodes { slug } } } } }",
  municipalities:
    'query ($n: Int) { municipalities(first: $n, search: "san") { totalCount nodes { name state { name } } } }',
  industries: "query ($n: Int) { industries(first: $n) { totalCount nodes { code title } } }",
};

const SIZES = [1, 10, 100];

describe("the number of SQL statements", () => {
  let gateways: TestGateway[];
  beforeAll(async () => {
    gateways = await Promise.all(SIZES.map(() => startTestGateway()));
  });

  /** The count at each page size, each on a gateway of its own. */
  const counts = (query: string) =>
    Promise.all(
      gateways.map((gateway, index) =>
        countStatements(gateway.database, () => gateway.read(query, { n: SIZES[index] })),
      ),
    );

  it("is the same at page sizes 1, 10 and 100 when nothing is in memory yet: two for a list of programs", async () => {
    const list =
      "query ($n: Int) { programs(first: $n) { totalCount nodes { slug name description requirements { text } } } }";
    expect(await counts(list)).toEqual([2, 2, 2]);
  });

  it("is bounded by how deep a question goes, for whoever counts: one more than that is noticed", async () => {
    const [gateway] = gateways as [TestGateway];
    const wasteful = (times: number) =>
      countStatements(gateway.database, async () => {
        await gateway.read("{ states { code } __typename }");
        for (let time = 0; time < times; time += 1) await gateway.database.query("select 1");
      });
    const most = boundOf(2);
    expect(await wasteful(most)).toBe(most);
    await expect(wasteful(most + 1)).rejects.toThrow(
      `${most + 1} statements for a question 2 levels deep, which may cost ${most}`,
    );
  });

  it("is none for what was asked for before, until the catalog changes", async () => {
    const list = "query ($n: Int) { programs(first: $n, filter: { level: [FEDERAL] }) { totalCount nodes { slug } } }";
    await counts(list);
    expect(await counts(list)).toEqual([0, 0, 0]);
    const [first] = gateways;
    await first?.database.query("update catalog_state set revision = revision + 1");
    await eventually(async () => (await counts(list))[0] === 1);
    expect(await counts(list)).toEqual([0, 0, 0]);
  });

  it.each(Object.entries(LISTS))("is the same at page sizes 1, 10 and 100: %s", async (_name, query) => {
    // Every edition of the catalog is in memory, by each key that a router asks for it by, and no list.
    const all = `query ($after: String) { programs(language: EN, first: 100, after: $after) {
      pageInfo { endCursor } nodes { catalog { slug } jurisdiction { state { name } municipality { name } } } } }`;
    for (const gateway of gateways) {
      const { programs } = await gateway.read(all);
      await gateway.read(all, { after: programs.pageInfo.endCursor });
    }
    const [smallest, ...larger] = await counts(query);
    expect(larger).toEqual([smallest, smallest]);
  });
});
