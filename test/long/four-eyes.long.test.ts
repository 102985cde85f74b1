import { randomUUID } from "node:crypto";
import type { Bearer } from "../../src/graph/identity/development-issuer.js";
import { BEARERS, casesOf, type Input } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { inLanes } from "../kit/in-lanes.js";
import { DESK, deskOf, type Someone } from "../kit/publishing.js";
import { type SeededApplication, seedApplications } from "../kit/seed-applications.js";

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
    let [attempts, refused] = [0, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      const drafted = await desk!.draft({ [PROGRAM]: { acronym: `R${round}` } });
      const edited = await desk!.done("colleague", "editRevision", drafted, { title: `Ronda ${round}` });
      const { id, version } = await desk!.done("reviewer", "submitRevision", edited);
      const all = (everyone: readonly Someone[]) =>
        Promise.all(
          everyone.map((who, index) =>
            desks[index % desks.length]!.send(who, "approveRevision", { revisionId: id, version }),
          ),
        );
      const own = HANDS.flatMap((hand) => Array.from({ length: ATTEMPTS_OF_EACH }, () => hand));
      // Before anybody else approves, and then with a second person among them, after whom the rest comes too late.
      const everyone = [...own.slice(84, 93), DESK.second, ...own.slice(93)];
      const answers = [...(await all(own.slice(0, 84))), ...(await all(everyone))];
      attempts += own.length;
      refused += answers.filter(({ __typename }) => __typename === "RevisionNeedsOtherEyes").length;
      const approved = everyone.filter((_, index) => answers[84 + index].__typename === "RevisionChanged");
      expect(approved).toEqual([DESK.second]);
    }
    expect(attempts).toBeGreaterThanOrEqual(1_000);
    expect(refused).toBeGreaterThanOrEqual(840);
    const { database } = gateways[0]!;
    const [bad] = await database.query<{ count: number }>(
      `select count(*)::int as count from revision r where approved_by in
        (select actor from revision_event e where e.revision_id = r.id and what in ('draft', 'edit', 'rebase', 'submit'))`,
    );
    const [kept] = await database.query<{ count: number }>(
      "select count(*)::int as count from ledger_entry where action = 'refused:approveRevision'",
    );
    process.stdout.write(
      `${attempts} attempts by own eyes, ${refused} told so and ${kept?.count} in the ledger, ${bad?.count} approved\n`,
    );
    expect(bad?.count).toBe(0);
    expect(kept?.count).toBe(refused);
  }, 600_000);
});

/** Sends a command under one key until it is answered: a crowd on one row may wait too long. */
async function sure(gateway: TestGateway, who: Bearer, mutation: string, input: Input) {
  const clientMutationId = randomUUID();
  for (;;) {
    const { data, errors } = await casesOf(gateway).ask(who, mutation, { clientMutationId, ...input });
    if (errors === undefined) return data[mutation];
    if (errors[0]?.extensions.code !== "UNAVAILABLE") throw new Error(JSON.stringify(errors));
  }
}

/** Decisions on applications, each by whoever took the step before: under a role that may take it, and in a session of its own each time. */
const OWN_DECISIONS = {
  "spoke for an application never approves it": {
    state: "recommended",
    awarded: undefined,
    own: { ...BEARERS.approver, sub: BEARERS.reviewer.sub },
    mutation: "approveApplication",
    input: { amount: "100", tranches: [{ amount: "100", milestone: "Máquinas compradas", dueOn: "2027-06-15" }] },
    event: "approve",
  },
  "found a milestone met never pays its part": {
    state: "agreement_signed",
    awarded: 10_000,
    own: { ...BEARERS.approver, sub: BEARERS.editor.sub },
    mutation: "payTranche",
    input: { number: 1 },
    event: "disburse",
  },
} as const;

describe.each(Object.entries(OWN_DECISIONS))("whoever %s", (_what, { state, awarded, own, mutation, input, event }) => {
  it("in a thousand attempts at once over two gateways, while a second person does", async () => {
    const [first] = gateways as [TestGateway];
    const call = await casesOf(first).openCall({ budget: "1000000" });
    const applications = await seedApplications(first.database, call.id, {
      state,
      count: ROUNDS,
      requestedCents: 10_000,
      ...(awarded === undefined ? {} : { awardedCents: awarded }),
    });
    if (awarded !== undefined) {
      await first.database.query(
        `insert into tranche (application_id, number, amount_cents, milestone, due_on, met_by, met_at)
         select id, 1, $2, 'Máquinas compradas', '2027-06-15', $3, now() from unnest($1::uuid[]) as a(id)`,
        [applications.map(({ key }) => key), awarded, own.sub],
      );
    }
    const told: Record<string, number> = {};
    const attempt = async (who: Bearer, application: SeededApplication, at: number) => {
      const { id: applicationId, version } = application;
      const result = await sure(gateways[at % 2] as TestGateway, who, mutation, { applicationId, version, ...input });
      const answer = `${result.__typename}${result.condition ? ` ${result.condition.code}` : ""}`;
      if (who === own) told[answer] = (told[answer] ?? 0) + 1;
      return result.__typename === "ApplicationChanged" ? [who.sub] : [];
    };
    // Before anybody else decides, and then with somebody who may among them.
    for (const application of applications) {
      await Promise.all(Array.from({ length: 80 }, (_, at) => attempt(own, application, at)));
    }
    const done = await inLanes(1, applications, async (application) => {
      const everyone: readonly Bearer[] = [...Array(15).fill(own), BEARERS.approver, ...Array(10).fill(own)];
      return (await Promise.all(everyone.map((who, at) => attempt(who, application, at)))).flat();
    });
    expect(done).toEqual(applications.map(() => [BEARERS.approver.sub]));
    const attempts = Object.values(told).reduce((all, count) => all + count, 0);
    process.stdout.write(`${attempts} attempts to ${event} by own eyes: ${JSON.stringify(told)}\n`);
    expect(attempts).toBeGreaterThanOrEqual(1_000);
    expect(told["ConditionNotMet FOUR_EYES"]).toBeGreaterThanOrEqual(800);
    expect(told.ApplicationChanged).toBeUndefined();
    const [bad] = await first.database.query<{ count: number }>(
      "select count(*)::int as count from application_event where what = $1 and actor = $2",
      [event, own.sub],
    );
    expect(bad?.count).toBe(0);
  }, 600_000);
});
