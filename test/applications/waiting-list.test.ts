import { casesOf, type Who } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { countStatements } from "../kit/statements.js";

let gateway: TestGateway;
let now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

const WAITING = "query ($id: ID!) { application(id: $id) { waiting { place among covered } } }";

describe("the waiting list of a call", () => {
  it("goes by score and then by who filed first, and says for whom the money left suffices", async () => {
    const { registerFirm, openCall, recommended, done, as, GRANT } = casesOf(gateway);
    const call = await openCall({ budget: "200000", mostPerApplication: "50000" });
    const placed = async (who: Who, { id }: { id: string }) =>
      (await as(who).read(WAITING, { id })).application?.waiting;
    const waiting = [];
    for (const impact of [8, 10, 8]) {
      const application = await recommended(call.id, await registerFirm(), "rosa", impact);
      now = new Date(now.getTime() + 60_000);
      waiting.push(await done("approver", "waitlistApplication", application));
    }
    const [early, best, late] = waiting as { id: string; version: number }[];
    const places = () => Promise.all([best, early, late].map((one) => placed("rosa", one as { id: string })));
    expect(await places()).toEqual([1, 2, 3].map((place) => ({ place, among: 3, covered: true })));

    // Four awards of 40,000 leave 40,000, which suffices for nobody; one that is taken back leaves 80,000.
    let last: { id: string; version: number } | undefined;
    for (let award = 0; award < 4; award++)
      last = await done("approver", "approveApplication", await recommended(call.id, await registerFirm()), GRANT);
    expect((await places()).map(({ covered }) => covered)).toEqual([false, false, false]);
    await done("approver", "cancelAward", last as never, { reason: "No presentó su garantía." });
    expect((await places()).map(({ covered }) => covered)).toEqual([true, false, false]);

    await done("approver", "approveApplication", best as never, GRANT);
    expect(await places()).toEqual([
      null,
      { place: 1, among: 2, covered: false },
      { place: 2, among: 2, covered: false },
    ]);
    for (const who of ["editor", "auditor"] as const) expect((await placed(who, late as never)).place).toBe(2);
    for (const who of ["stranger", "neighbour"] as const) expect(await placed(who, late as never)).toBeUndefined();

    const list = (first: number) =>
      as("editor").read(
        `query ($first: Int, $id: ID!) { applications(first: $first, filter: { callId: $id, states: [WAITLISTED] }) {
           nodes { waiting { place } } } }`,
        { first, id: call.id },
      );
    const counts = [];
    for (const first of [1, 2]) counts.push(await countStatements(gateway.database, () => list(first)));
    expect(counts[1]).toBe(counts[0]);
  });
});
