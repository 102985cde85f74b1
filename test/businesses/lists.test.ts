import { dayFromToday } from "../kit/day-from-today.js";
import { firmsOf } from "../kit/firms.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { countStatements } from "../kit/statements.js";

const FIRMS = 105;
const NAMES = Array.from({ length: FIRMS }, (_, index) => `Firma ${String(index).padStart(3, "0")}`);

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
  const { register, done } = firmsOf(gateway);
  for (const name of NAMES) {
    const { id } = await register("consultant", { name, profile: { workers: 3, exporter: true } });
    await done("consultant", "giveConsent", { businessId: id, purpose: "NOTICES" });
    const mandate = { businessId: id, holder: "partner", scopes: ["READ"], expiresOn: dayFromToday(20) };
    await done("consultant", "grantMandate", mandate);
  }
}, 120_000);
afterAll(() => gateway.close());

const LIST = `query ($first: Int, $after: String, $last: Int, $before: String) {
  myBusinesses(first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { name facts { fact values } mandates { nodes { holder inForce } } consents { nodes { purpose { code } } } }
  } }`;

const page = async (who: string, args: object) => (await firmsOf(gateway).as(who).read(LIST, args)).myBusinesses;
const namesOf = ({ nodes }: { nodes: { name: string }[] }) => nodes.map(({ name }) => name);

describe("the firms one may act for", () => {
  it.each(["consultant", "partner"])(
    "come by name, page by page, both ways, none twice and none left out: %s",
    async (who) => {
      const forwards: string[] = [];
      let next = await page(who, { first: 30 });
      for (;;) {
        expect(next.totalCount).toBe(FIRMS);
        forwards.push(...namesOf(next));
        if (next.nodes.length === 0) break;
        expect(next.pageInfo.hasNextPage).toBe(forwards.length < FIRMS);
        next = await page(who, { first: 30, after: next.pageInfo.endCursor });
      }
      expect(forwards).toEqual(NAMES);
      const backwards: string[] = [];
      let previous = await page(who, { last: 30 });
      for (;;) {
        backwards.unshift(...namesOf(previous));
        if (!previous.pageInfo.hasPreviousPage) break;
        previous = await page(who, { last: 30, before: previous.pageInfo.startCursor });
      }
      expect(backwards).toEqual(NAMES);
    },
  );

  it("come with facts, mandates and consents in the same number of statements at page sizes 1, 10 and 100", async () => {
    await page("consultant", { first: 1 });
    const counts: number[] = [];
    for (const first of [1, 10, 100]) {
      counts.push(
        await countStatements(gateway.database, async () => {
          const { nodes } = await page("consultant", { first });
          expect(nodes).toHaveLength(first);
          for (const node of nodes) {
            expect(node).toMatchObject({
              facts: [{ fact: "exporter" }, { fact: "workers" }],
              mandates: { nodes: [{ holder: "partner", inForce: true }] },
              consents: { nodes: [{ purpose: { code: "NOTICES" } }] },
            });
          }
        }),
      );
    }
    expect(counts).toEqual([counts[0], counts[0], counts[0]]);
    expect(counts[0]).toBeLessThanOrEqual(12);
  });

  it("are not gone on with by a cursor of somebody else, even where both may act for the same firms", async () => {
    const { pageInfo } = await page("consultant", { first: 5 });
    const { errors } = await firmsOf(gateway).as("partner").ask(LIST, { first: 5, after: pageInfo.endCursor });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "after" });
  });

  it("are none, for whoever registered none and holds no mandate", async () => {
    expect(await page("nobody-in-particular", { first: 5 })).toMatchObject({ totalCount: 0, nodes: [] });
  });
});
