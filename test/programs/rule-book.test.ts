import { RuleBookEditions } from "../../src/programs/rules/editions.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

const TODAY = "2026-11-24";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});

/** The rule book of the seed catalog, at a revision that the test sets, and the versions that each statement read. */
async function ruleBook() {
  const rows = await gateway.database.query<{ document: { key: string; title: string } }>(
    "select document from source_document",
  );
  const at = { revision: "1", sources: new Map(rows.map(({ document }) => [document.key, document])) };
  const batches: (readonly string[])[] = [];
  let underWay = 0;
  let most = 0;
  const database = {
    async query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
      const [ids] = values;
      if (Array.isArray(ids)) batches.push(ids);
      else most = Math.max(most, ++underWay);
      try {
        return await gateway.database.query<Row>(sql, values);
      } finally {
        if (!Array.isArray(ids)) underWay -= 1;
      }
    },
  };
  const directory = { revision: async () => at.revision, sources: async () => at.sources as never };
  const editions = new RuleBookEditions(database, directory);
  /** How many versions were read while `work` went on. */
  const readBy = async (work: () => Promise<unknown>) => {
    batches.length = 0;
    await work();
    return batches.flat().length;
  };
  return { editions, at, batches, readBy, mostAtATime: () => most };
}

describe("the rules of a day", () => {
  it("are those of every program in force, by its key", async () => {
    const { editions } = await ruleBook();
    const { programs } = await editions.on(TODAY);
    const slugs = programs.map(({ slug }) => slug);
    expect(slugs).toHaveLength(110);
    expect(slugs).toEqual(slugs.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  it("are the same object until the catalog changes, for all who ask at once", async () => {
    const { editions, at, readBy } = await ruleBook();
    expect(await readBy(() => Promise.all([editions.on(TODAY), editions.on(TODAY)]))).toBe(110);
    const [one, other] = await Promise.all([editions.on(TODAY), editions.on(TODAY)]);
    expect(one).toBe(other);
    at.revision = "2";
    expect(await editions.on(TODAY)).not.toBe(one);
  });

  it("are read anew only of versions that are new, after a publication and for another day", async () => {
    const { editions, at, readBy } = await ruleBook();
    const before = await editions.on(TODAY);
    at.revision = "2";
    expect(await readBy(() => editions.on(TODAY))).toBe(0);
    const after = await editions.on(TODAY);
    expect(after.revision).toBe("2");
    expect(after.programs.every((program, place) => program === before.programs[place])).toBe(true);
    expect(await readBy(() => editions.on("2026-11-23"))).toBe(0);
  });

  it("are all read anew when a document that is cited has another title", async () => {
    const { editions, at, readBy } = await ruleBook();
    const { programs } = await editions.on(TODAY);
    const [cited] = programs.flatMap(({ conditions }) => conditions.flatMap(({ citations }) => citations));
    const key = [...at.sources.values()].find(({ title }) => title === cited?.document)?.key ?? "";
    at.sources = new Map(at.sources).set(key, { key, title: "Otro título" });
    at.revision = "2";
    expect(await readBy(() => editions.on(TODAY))).toBe(110);
    const again = (await editions.on(TODAY)).programs;
    expect(again.flatMap(({ conditions }) => conditions.flatMap(({ citations }) => citations))).toContainEqual({
      ...cited,
      document: "Otro título",
    });
  });

  it("say of a program that has ended since when, and nothing of it on the days before", async () => {
    const { editions } = await ruleBook();
    const overOn = async (day: string) => (await editions.on(day)).programs.find(({ slug }) => slug === "inadem")?.over;
    expect(await overOn("2019-08-12")).toBeNull();
    expect(await overOn("2019-08-13")).toMatchObject({ since: expect.stringContaining("2019") });
    expect(await overOn(TODAY)).toEqual(await overOn("2019-08-13"));
  });

  it("are read one edition at a time, however many days are asked about", async () => {
    const { editions, mostAtATime } = await ruleBook();
    await Promise.all(["2026-11-20", "2026-11-21", "2026-11-22"].map((day) => editions.on(day)));
    expect(mostAtATime()).toBe(1);
  });

  it("are asked for again after a failure", async () => {
    const { editions } = await ruleBook();
    await expect(editions.on("not a day")).rejects.toThrow();
    await expect(editions.on(TODAY)).resolves.toMatchObject({ asOf: TODAY });
  });
});
