import { globalId } from "../../src/graph/node.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { rowsRead } from "../kit/rows-read.js";
import { type Case, makeCases } from "./cases.js";
import { CELLS, type Cell } from "./cells.js";
import type { Person } from "./people.js";
import { askAll, casesOf } from "./play.js";
import { askAs } from "./somebody.js";

/** Firms and agencies of others, each with all that a case has. */
const OTHERS = 2_000;
/** What belongs to everybody, or to nobody: it does not grow with who asks. */
const OF_THE_CATALOG = new Set(["program", "program_version", "program_status", "search_word", "source", "harvest"]);
/** Who sees everybody's own. */
const SEES_ALL = "auditor";

const ASKED = CELLS.filter(
  ({ told, relation, role }) =>
    told === "does it" && (relation === "own" || relation === "mandate to read") && role !== SEES_ALL,
);

/** Lists that nobody narrowed, and what belongs to one thing. */
const LISTS: readonly (readonly [Person, string])[] = [
  ...(["owner", "mandate to read", "editor", "service"] as const).map(
    (person) => [person, "{ applications { totalCount nodes { id } } }"] as const,
  ),
  [
    "owner",
    "query ($firm: ID!) { business(id: $firm) { accesses { totalCount } consents { totalCount } facts { fact } } }",
  ],
  [
    "owner",
    `query ($application: ID!) { application(id: $application) {
       timeline { totalCount nodes { id } } messages { totalCount } documents { attachedAt } waiting { place } tranches { number }
       informationRequests { id } } ledgerReceipts(objectId: $application) { id } }`,
  ],
  ["editor", "{ revisions { totalCount nodes { id timeline { totalCount } } } }"],
];

let gateway: TestGateway;
let cases: readonly Case[];
beforeAll(async () => {
  gateway = await startTestGateway();
  const { database } = gateway;
  const wishes = Array.from({ length: OTHERS }, () => ({ standing: { state: "submitted" } as const, revisions: [] }));
  await makeCases(database, wishes);
  cases = await casesOf(gateway, ASKED);
  // Otherwise all that anybody applied for would belong to the one program that is asked about.
  await database.query(
    `update call set program_id = p.id from (
       select id, row_number() over () as place, count(*) over () as among from program) p
      where p.place - 1 = abs(hashtext(call.id::text)) % p.among and not call.id = any($1)`,
    [cases.filter((_one, at) => ASKED[at]?.field === "Mutation.startApplication").map(({ call }) => call)],
  );
  await database.query("analyze");
}, 300_000);

const tooMany = (read: ReadonlyMap<string, number>) =>
  [...read].filter(([table, rows]) => rows >= OTHERS && !OF_THE_CATALOG.has(table));

describe("what is somebody's own", () => {
  it.each([...new Set(ASKED.map(({ field }) => field))])(
    "is found without going through what is others': %s",
    async (field) => {
      const found: [string, ReturnType<typeof tooMany>][] = [];
      for (const [at, cell] of ASKED.entries()) {
        if (cell.field !== field) continue;
        const read = await rowsRead(async () => {
          const [played] = await askAll(gateway, [cell as Cell], [cases[at] as Case]);
          expect(played?.told).toBe("does it");
        });
        found.push([`${cell.role}, ${cell.relation}`, tooMany(read)]);
      }
      expect(found).toEqual(found.map(([who]) => [who, []]));
    },
  );

  it("is left alone by what is done by the clock, unless its time has come", async () => {
    await gateway.upkeep();
    const read = await rowsRead(() => gateway.upkeep());
    expect(tooMany(read)).toEqual([]);
  });

  it.each(LISTS)("is found so where nobody narrows it: by the %s, %s", async (person, query) => {
    const [one] = await makeCases(gateway.database, [{ standing: { state: "submitted" } }]);
    const of = one as Case;
    const variables = { firm: globalId("Business", of.firm), application: globalId("Application", of.application) };
    const read = await rowsRead(async () => {
      const { errors } = await askAs(gateway, person, of, query, variables);
      expect(errors).toBeUndefined();
    });
    expect(tooMany(read)).toEqual([]);
  });
});
