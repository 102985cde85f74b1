import { SEARCHES } from "../fixtures/searches.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

const NEEDED_HIT_RATE = 0.95;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

async function firstThree(search: string): Promise<string[]> {
  const { programs } = await gateway.read(
    "query ($search: String!) { programs(search: $search, first: 3) { nodes { slug } } }",
    { search },
  );
  return programs.nodes.map(({ slug }: { slug: string }) => slug);
}

describe("search", () => {
  it("finds what people type among the first three, in at least 95 of 100 realistic searches", async () => {
    const missed: string[] = [];
    for (const [typed, ...expected] of SEARCHES) {
      const found = await firstThree(typed);
      if (!expected.some((slug) => found.includes(slug)))
        missed.push(`«${typed}» gave ${found.join(", ") || "nothing"}`);
    }
    const rate = 1 - missed.length / SEARCHES.length;
    process.stdout.write(`search hit rate: ${(rate * 100).toFixed(1)} % of ${SEARCHES.length}\n${missed.join("\n")}\n`);
    expect(SEARCHES.length).toBeGreaterThanOrEqual(60);
    expect({ rate: rate >= NEEDED_HIT_RATE, missed }).toMatchObject({ rate: true });
  });

  it("does not care about accents, capitals or spaces", async () => {
    const plain = await firstThree("credito mujeres chihuahua");
    expect(await firstThree("  CRÉDITO   Mujeres, chihuahua!! ")).toEqual(plain);
  });

  it("tells which words found a program, how, and in which part", async () => {
    const { programs } = await gateway.read(
      `{ programs(search: "prosek exportaciones", first: 5) { edges { node { slug } score matches { typed found how fields } } } }`,
    );
    const prosec = programs.edges.find(({ node }: { node: { slug: string } }) => node.slug === "prosec");
    expect(prosec.matches).toContainEqual({
      typed: "prosek",
      found: "prosec",
      how: "SOUND",
      fields: expect.arrayContaining(["NAME", "ACRONYM"]),
    });
    const scores = programs.edges.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it("finds nothing rather than anything for words that mean nothing, and survives hostile ones", async () => {
    for (const search of ["xqzwv", "%", "%%%%", "_", "\\", "(a+)+$", "' OR 1=1 --", "a & b | !c", ":*", "de la para"]) {
      const { programs } = await gateway.read("query ($search: String!) { programs(search: $search) { totalCount } }", {
        search,
      });
      expect([search, programs.totalCount]).toEqual([search, 0]);
    }
  });

  it("pages through everything it found without repeating or losing one", async () => {
    const query = `query ($after: String) { programs(search: "exportar", first: 4, after: $after) {
      totalCount nodes { slug } pageInfo { endCursor hasNextPage } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const {
        programs,
      }: {
        programs: {
          totalCount: number;
          nodes: { slug: string }[];
          pageInfo: { endCursor: string; hasNextPage: boolean };
        };
      } = await gateway.read(query, { after });
      seen.push(...programs.nodes.map(({ slug }) => slug));
      total = programs.totalCount;
      after = programs.pageInfo.hasNextPage ? programs.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(total);
  });
});
