import { casesOf } from "../../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../../kit/gateway.js";
import { deskOf } from "../../kit/publishing.js";
import { countStatements } from "../../kit/statements.js";

const PROGRAM = "chihuahua-program-for-women";
const DRAFTS = 12;
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
  for (let n = 0; n < DRAFTS; n++) {
    const { id: callId, version } = await casesOf(gateway).openCall();
    const calls = [{ program: PROGRAM, alter: { callId, version, budget: "1000" } }];
    await deskOf(gateway).draft({ [PROGRAM]: { acronym: `A${n}` } }, { title: `n.º ${n}`, calls });
  }
});
afterAll(() => gateway.close());

const LIST = `query ($first: Int, $after: String, $last: Int, $before: String, $states: [RevisionState!], $program: ID) {
  revisions(first: $first, after: $after, last: $last, before: $before, states: $states, program: $program) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { title changes { slug differences { label } } calls { base findings { message } program { slug } call { requested { amount } } } timeline { nodes { what { code } } } } } }`;
const page = async (variables: object) => (await deskOf(gateway).as("editor").read(LIST, variables)).revisions;
const titles = ({ nodes }: { nodes: { title: string }[] }) => nodes.map(({ title }) => title);
const LATEST_FIRST = Array.from({ length: DRAFTS }, (_, n) => `n.º ${DRAFTS - 1 - n}`);

describe("the revisions of an agency", () => {
  it("come page by page, the last changed first, both ways, with the total beyond the end too", async () => {
    const forwards: string[] = [];
    let next = await page({ first: 5 });
    while (next.nodes.length > 0) {
      expect(next.totalCount).toBe(DRAFTS);
      forwards.push(...titles(next));
      next = await page({ first: 5, after: next.pageInfo.endCursor });
    }
    expect([forwards, next.totalCount]).toEqual([LATEST_FIRST, DRAFTS]);
    const end = await page({ last: 5 });
    const before = await page({ last: 20, before: end.pageInfo.startCursor });
    expect([...titles(before), ...titles(end)]).toEqual(LATEST_FIRST);
  });

  it("are filtered by state and program, and a cursor is good for the same filter alone", async () => {
    expect((await page({ states: ["DRAFT"], program: PROGRAM })).totalCount).toBe(DRAFTS);
    for (const filter of [{ states: ["PUBLISHED"] }, { program: "prosec" }])
      expect((await page(filter)).totalCount).toBe(0);
    const { endCursor } = (await page({ first: 2 })).pageInfo;
    const { errors } = await deskOf(gateway).as("editor").ask(LIST, { first: 2, after: endCursor, program: PROGRAM });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "after" });
  });

  it("cost the same number of statements at page sizes 1 and 10, with their changes, their calls and all that happened", async () => {
    await page({ first: 1 });
    const counts = [];
    for (const first of [1, 10]) counts.push(await countStatements(gateway.database, () => page({ first })));
    expect(counts[1]).toBe(counts[0]);
  });
});
