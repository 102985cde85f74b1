import { eventually } from "../../kit/eventually.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { renamed, revise, withdraw } from "./editions.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const CHANGES = `query ($after: String, $first: Int, $filter: ProgramChangeFilter) {
  programChanges(after: $after, first: $first, filter: $filter) {
    totalCount nodes { kind slug name number at program { slug } differences { label before after } }
    pageInfo { hasNextPage endCursor } } }`;

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
type Node = any;

/** Everything after a cursor, page by page, and where it ends. */
async function readOn(after: string | null = null, first = 50): Promise<{ nodes: Node[]; end: string | null }> {
  const nodes: Node[] = [];
  for (let cursor = after; ; ) {
    const { programChanges } = await gateway.read(CHANGES, { after: cursor, first });
    nodes.push(...programChanges.nodes);
    cursor = programChanges.pageInfo.endCursor;
    if (!programChanges.pageInfo.hasNextPage) return { nodes, end: cursor };
  }
}

/** The feed waits for every transaction of the server: other tests have some too. */
const arrived = (after: string | null, count: number) =>
  eventually(async () => {
    const found = await readOn(after);
    return found.nodes.length >= count ? found : undefined;
  });

describe("what changed in the catalog", () => {
  it("begins with every program that was published, once each, whatever the size of the pages", async () => {
    const { nodes } = await arrived(null, 110);
    expect(nodes).toHaveLength(110);
    expect(new Set(nodes.map(({ slug }) => slug)).size).toBe(110);
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(["PUBLISHED"]));
    expect((await readOn(null, 7)).nodes).toEqual(nodes);
  });

  it("goes on with revisions, withdrawals and returns, in the order they were committed", async () => {
    const { end } = await arrived(null, 110);
    await revise(gateway.database, "prosec", renamed("PROSEC dos", "PROSEC two"));
    await revise(gateway.database, "immex", renamed("IMMEX dos", "IMMEX two"));
    await withdraw(gateway.database, "prosec");
    await revise(gateway.database, "prosec", renamed("PROSEC tres", "PROSEC three"), "2026-11-28T15:00:00Z");
    const { nodes } = await arrived(end, 4);
    expect(nodes).toMatchObject([
      { kind: "REVISED", slug: "prosec", name: "PROSEC dos", number: 2, at: "2026-11-28T12:00:00Z" },
      {
        kind: "REVISED",
        slug: "immex",
        differences: expect.arrayContaining([
          { label: "Nombre › en español", before: expect.any(String), after: "IMMEX dos" },
        ]),
      },
      { kind: "REMOVED", slug: "prosec", name: "PROSEC dos", number: 2, at: "2026-11-28T13:00:00Z", differences: [] },
      {
        kind: "PUBLISHED",
        slug: "prosec",
        name: "PROSEC tres",
        number: 3,
        program: { slug: "prosec" },
        differences: [],
      },
    ]);
  });

  it("shows a program that is gone as gone", async () => {
    const { end } = await arrived(null, 110);
    await withdraw(gateway.database, "drawback");
    const { nodes } = await arrived(end, 1);
    expect(nodes).toMatchObject([{ kind: "REMOVED", slug: "drawback", program: null }]);
  });

  it("never passes over a change that began earlier and was committed later", async () => {
    const { end } = await arrived(null, 110);
    const gate = Promise.withResolvers<void>();
    const slow = revise(gateway.database, "procei", renamed("Lento", "Slow"), undefined, gate.promise);
    await eventually(async () => {
      const [row] = await gateway.database.query<{ open: number }>(
        "select count(*)::int as open from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and backend_xid is not null",
      );
      return row!.open > 0;
    });
    try {
      await revise(gateway.database, "conocer", renamed("Rápido", "Fast"));
      expect(await readOn(end)).toEqual({ nodes: [], end });
    } finally {
      gate.resolve();
      await slow;
    }
    const { nodes } = await arrived(end, 2);
    expect(nodes.map(({ slug }) => slug)).toEqual(["procei", "conocer"]);
  });

  it("can be read for one institution or one program alone, withdrawn ones too", async () => {
    await withdraw(gateway.database, "procic");
    const of = async (filter: object) => (await gateway.read(CHANGES, { filter, first: 100 })).programChanges;
    const procic = await eventually(async () => {
      const found = await of({ program: "procic" });
      return found.totalCount === 2 ? found : undefined;
    });
    expect(procic.nodes).toMatchObject([{ kind: "PUBLISHED" }, { kind: "REMOVED" }]);
    const cofoce = await of({ agency: "cofoce" });
    expect(cofoce.totalCount).toBe(cofoce.nodes.length);
    expect(cofoce.nodes.length).toBeLessThan(100);
    expect(cofoce.nodes.filter(({ slug }: Node) => slug === "procic")).toHaveLength(2);
  });

  it.each([
    [{ filter: { program: "nada" } }, "filter.program"],
    [{ filter: { agency: "nada" } }, "filter.agency"],
    [{ after: "nada" }, "after"],
    [{ first: 101 }, "first"],
  ])("is refused for what there is not: %j", async (variables, field) => {
    const { errors } = await gateway.ask(CHANGES, variables);
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field } }]);
  });

  it("refuses a cursor of another filter", async () => {
    const { end } = await arrived(null, 110);
    const { errors } = await gateway.ask(CHANGES, { after: end, filter: { program: "immex" } });
    expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field: "after" } }]);
  });
});
