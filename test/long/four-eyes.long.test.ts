import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { DESK, deskOf } from "../kit/publishing.js";

const PROGRAM = "chihuahua-program-for-women";
const ROUNDS = 10;
/** Everybody who had a hand in the revision, each with the role of an approver; tokens are new for each attempt. */
const HANDS = ["editor-1", "editor-2", "reviewer-1"].map((sub) => ({ ...DESK.approver, sub }));
const ATTEMPTS_OF_EACH = 34;

let gateways: readonly TestGateway[] = [];
beforeAll(async () => {
  const first = await startTestGateway();
  gateways = [first, await startTestGateway({}, { store: first.store })];
}, 120_000);
afterAll(async () => {
  for (const gateway of [...gateways].reverse()) await gateway.close();
});

describe("whoever had a hand in a change", () => {
  it("never approves it in a thousand attempts at once over two gateways, while a second person does", async () => {
    const desks = gateways.map((gateway) => deskOf(gateway));
    const [desk] = desks;
    let attempts = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const drafted = await desk!.draft({ [PROGRAM]: { acronym: `R${round}` } });
      const edited = await desk!.done("colleague", "editRevision", drafted, { title: `Ronda ${round}` });
      const { id, version } = await desk!.done("reviewer", "submitRevision", edited);
      const own = HANDS.flatMap((hand) => Array.from({ length: ATTEMPTS_OF_EACH }, () => hand));
      const everyone = [...own.slice(0, 51), DESK.second, ...own.slice(51)];
      const answers = await Promise.all(
        everyone.map((who, index) =>
          desks[index % desks.length]!.send(who, "approveRevision", { revisionId: id, version }),
        ),
      );
      attempts += own.length;
      const approved = everyone.filter((_, index) => answers[index].__typename === "RevisionChanged");
      expect(approved).toEqual([DESK.second]);
    }
    expect(attempts).toBeGreaterThanOrEqual(1_000);
    const { database } = gateways[0]!;
    const [bad] = await database.query<{ count: number }>(
      `select count(*)::int as count from revision r where approved_by in
        (select actor from revision_event e where e.revision_id = r.id and what in ('draft', 'edit', 'rebase', 'submit'))`,
    );
    const [kept] = await database.query<{ count: number }>(
      "select count(*)::int as count from ledger_entry where action = 'refused:approveRevision'",
    );
    process.stdout.write(`${attempts} attempts by own eyes, ${bad?.count} approved, ${kept?.count} in the ledger\n`);
    expect(bad?.count).toBe(0);
    expect(kept?.count).toBe(attempts);
  }, 600_000);
});
