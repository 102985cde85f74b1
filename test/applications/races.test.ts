import { randomUUID } from "node:crypto";
import { casesOf, type Who } from "../kit/case-file.js";
import { eventually } from "../kit/eventually.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { type SeededApplication, seedApplications } from "../kit/seed-applications.js";
import {
  approval,
  fireAll,
  GRANT_CENTS,
  moneyOfCall,
  pesos,
  raceForBudget,
  type Shot,
  twoGateways,
} from "./races/budget-race.js";

// 23:59 in Mexico City: whoever answers today is in time, and a minute later everybody is late.
const LAST_MINUTE = new Date("2026-11-25T05:59:00Z");
const NEXT_DAY = new Date("2026-11-25T06:01:00Z");
const TODAY = "2026-11-24";

let gateways: readonly [TestGateway, TestGateway];
let first: TestGateway;
let cases: readonly [ReturnType<typeof casesOf>, ReturnType<typeof casesOf>];
beforeAll(async () => {
  gateways = await twoGateways(() => LAST_MINUTE);
  [first] = gateways;
  cases = [casesOf(gateways[0]), casesOf(gateways[1])];
});

const typesOf = (results: readonly { __typename: string }[]) => results.map(({ __typename }) => __typename).toSorted();

/** The same command from both gateways at once. */
function fromBoth(
  [one, other]: readonly [Who, Who],
  mutation: string,
  input: (at: number) => Readonly<Record<string, unknown>>,
) {
  return Promise.all([cases[0].send(one, mutation, input(0)), cases[1].send(other, mutation, input(1))]);
}

/** What an application went through, and how often it stands in the ledger. */
async function recordOf({ key }: Pick<SeededApplication, "key">) {
  const events = await first.database.query<{ version: number; what: string }>(
    "select version, what from application_event where application_id = $1 order by version",
    [key],
  );
  const [row] = await first.database.query<{ state: string; version: number; paid: number; entries: number }>(
    `select state, version, paid_cents::float8 as paid,
            (select count(*)::int from ledger_entry where object_id = application.id::text) as entries
       from application where id = $1`,
    [key],
  );
  expect(events.map(({ version }) => version)).toEqual(events.map((_, at) => at + 1));
  expect(row?.version).toBe(events.length);
  return { ...row, events: events.map(({ what }) => what) };
}

const seed = (state: Parameters<typeof seedApplications>[2]["state"], callId: string, more: object = {}) =>
  seedApplications(first.database, callId, { state, count: 1, requestedCents: GRANT_CENTS, ...more }).then(
    ([one]) => one as SeededApplication,
  );

describe("an agency with money for 100 firms, of which 200 are decided at once", () => {
  it.each([1, 2, 3])("grants 100 and tells the others that the budget is exhausted (order %i)", async (order) => {
    const { told, money } = await raceForBudget(gateways, order);
    expect(Object.fromEntries(Object.entries(told).map(([type, all = []]) => [type, all.length]))).toEqual({
      ApplicationChanged: 100,
      BudgetExhausted: 100,
    });
    expect(new Set(told.BudgetExhausted?.map(({ result }) => result.left.amount))).toEqual(new Set(["0.00"]));
    expect(money).toEqual({ granted: 100 * GRANT_CENTS, held: 100 * GRANT_CENTS, holders: 100, decisions: 100 });
  });

  it("frees what is cancelled or given up in the meantime exactly once", async () => {
    const call = await cases[0].openCall({ budget: pesos(100 * GRANT_CENTS) });
    const held = await seedApplications(first.database, call.id, {
      state: "approved",
      count: 40,
      requestedCents: GRANT_CENTS,
      awardedCents: GRANT_CENTS,
    });
    const asking = await seedApplications(first.database, call.id, {
      state: "recommended",
      count: 120,
      requestedCents: GRANT_CENTS,
    });
    const endings = held.flatMap((application, at): Shot[] => {
      const ending: Shot =
        at % 2 === 0
          ? { who: "approver", mutation: "cancelAward", application, input: { reason: "Dejó de operar." } }
          : { who: application.owner, mutation: "withdrawApplication", application };
      return [ending, ending];
    });
    const outcomes = await fireAll(gateways, [...asking.map(approval), ...endings], 4);
    const ended = outcomes.filter(({ mutation }) => mutation !== "approveApplication");
    expect(typesOf(ended.map(({ result }) => result))).toEqual([
      ...Array(40).fill("ApplicationChanged"),
      ...Array(40).fill("ApplicationVersionStale"),
    ]);
    const between = await moneyOfCall(first, call.id);
    expect(between?.granted).toBe(between?.held);

    // Now that all is quiet, those who were refused ask again: there is room for exactly 100 in all.
    const refused = outcomes.filter(({ result }) => result.__typename === "BudgetExhausted");
    await fireAll(
      gateways,
      refused.map(({ application }) => approval(application)),
      5,
    );
    expect(await moneyOfCall(first, call.id)).toEqual({
      granted: 100 * GRANT_CENTS,
      held: 100 * GRANT_CENTS,
      holders: 100,
      decisions: 100,
    });
  });
});

describe("100 people of an agency who all read the same version", () => {
  it("assign it once; the 99 others are told that it changed, and how it is now", async () => {
    const call = await cases[0].openCall();
    const application = await seed("submitted", call.id);
    const people = Array.from({ length: 100 }, (_, at): Shot => {
      const sub = `window-${at}`;
      const who = { role: "agency_editor", sub, agency: "ichmujer" } as const;
      return { who, mutation: "assignApplication", application, input: { to: sub } };
    });
    const outcomes = await fireAll(gateways, people, 6);
    const results = outcomes.map(({ result }) => result);
    expect(typesOf(results)).toEqual(["ApplicationChanged", ...Array(99).fill("ApplicationVersionStale")]);
    expect(new Set(results.map(({ application: { version } }) => version))).toEqual(new Set([2]));
    const winner = outcomes.find(({ result }) => result.__typename === "ApplicationChanged");
    const [row] = await first.database.query<{ to: string }>(
      `select assigned_to as "to" from application where id = $1`,
      [application.key],
    );
    expect(row?.to).toBe(winner?.input?.to);
    expect((await recordOf(application)).events).toEqual(["recommend", "assign"]);
  });
});

describe("a firm in a hurry", () => {
  const keyOf = (id: string) => Buffer.from(id, "base64url").toString().split(":").at(-1) as string;

  it("gets one number for a double click on submit, with one key or with two", async () => {
    const call = await cases[0].openCall();
    for (const keys of [
      ["double-click", "double-click"],
      [randomUUID(), randomUUID()],
    ]) {
      const draft = await cases[0].draft(call.id, await cases[0].registerFirm());
      const results = await fromBoth(["rosa", "rosa"], "submitApplication", (at) => ({
        clientMutationId: keys[at],
        applicationId: draft.id,
        version: draft.version,
        insist: true,
      }));
      const record = await recordOf({ key: keyOf(draft.id) });
      expect(record).toMatchObject({ state: "submitted", entries: 1, events: ["start", "fill", "submit"] });
      if (keys[0] === keys[1]) {
        expect(results[0]).toMatchObject({ __typename: "ApplicationChanged" });
        expect(results[1]).toEqual(results[0]);
      } else {
        expect(typesOf(results)).toEqual(["ApplicationChanged", "ApplicationVersionStale"]);
      }
    }
  });

  it("that starts twice at once under one call has one application, and is led to it", async () => {
    const call = await cases[0].openCall();
    const programId = await cases[0].programId();
    for (let round = 0; round < 10; round += 1) {
      const businessId = await cases[0].registerFirm();
      const results = await fromBoth(["rosa", "rosa"], "startApplication", () => ({
        businessId,
        programId,
        callId: call.id,
      }));
      expect(typesOf(results)).toEqual(["AlreadyApplied", "ApplicationChanged"]);
      expect(results[0].application.id).toBe(results[1].application.id);
    }
  });

  it("50 firms that start at once all get their application", async () => {
    const call = await cases[0].openCall();
    const programId = await cases[0].programId();
    const firms = await Promise.all(
      Array.from({ length: 50 }, (_, at) => cases[at % 2]?.registerFirm() as Promise<string>),
    );
    const start = performance.now();
    const results = await Promise.all(
      firms.map((businessId, at) =>
        cases[(at % 2) as 0 | 1].send("rosa", "startApplication", { businessId, programId, callId: call.id }),
      ),
    );
    expect(typesOf(results)).toEqual(Array(50).fill("ApplicationChanged"));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe("a gateway with a single free connection", () => {
  it("starts, fills, hands in and messages all the same: no command waits for a second one", async () => {
    const call = await cases[0].openCall();
    const businessId = await cases[0].registerFirm();
    const programId = await cases[0].programId();
    const drafted = await cases[0].draft(call.id, await cases[0].registerFirm());
    const narrow = () =>
      startTestGateway({ DATABASE_POOL: "2" }, { now: () => LAST_MINUTE, store: first.store }).then(async (gateway) => {
        let free = () => {};
        const held = gateway.database.asGateway(() => new Promise<void>((resolve) => (free = resolve)));
        return { ...casesOf(gateway), close: () => Promise.all([free(), held]).then(() => gateway.close()) };
      });
    // One that has read nothing of the catalog yet for each, so that everything has to come from the store.
    const [starting, submitting, opening] = [await narrow(), await narrow(), await narrow()];
    const started = await starting.send("rosa", "startApplication", { businessId, programId, callId: call.id });
    expect(started.__typename).toBe("ApplicationChanged");
    const submitted = await submitting.send("rosa", "submitApplication", {
      applicationId: drafted.id,
      version: drafted.version,
      insist: true,
    });
    expect(submitted.__typename).toBe("ApplicationChanged");
    const body = "¿Recibieron todo?";
    const sent = await submitting.send("rosa", "sendMessage", { applicationId: drafted.id, body });
    expect(sent.__typename).toBe("ApplicationChanged");
    const check = await starting
      .as("rosa")
      .read(`query ($id: ID!) { application(id: $id) { check { verdict { code } } } }`, { id: started.application.id });
    expect(check.application.check.verdict.code).toBeDefined();
    expect((await opening.openCall()).version).toBe(1);
    for (const { close } of [starting, submitting, opening]) await close();
  });
});

describe("two people at once", () => {
  const SECOND = { role: "agency_approver", sub: "approver-2", agency: "ichmujer" } as const;

  it("pay a part of a support once", async () => {
    const call = await cases[0].openCall({ budget: "100000" });
    for (let round = 0; round < 10; round += 1) {
      const application = await seed("agreement_signed", call.id, { awardedCents: GRANT_CENTS });
      await first.database.query(
        `insert into tranche (application_id, number, amount_cents, milestone, due_on, met_by, met_at)
         values ($1, 1, $2, 'Máquinas compradas', '2026-12-15', 'window-1', now())`,
        [application.key, GRANT_CENTS],
      );
      const results = await fromBoth(["approver", SECOND], "payTranche", () => ({
        applicationId: application.id,
        version: 1,
        number: 1,
      }));
      expect(typesOf(results)).toEqual(["ApplicationChanged", "ApplicationVersionStale"]);
      expect(await recordOf(application)).toMatchObject({
        state: "disbursing",
        paid: GRANT_CENTS,
        entries: 1,
        events: ["recommend", "disburse"],
      });
    }
  });

  it("sign for both sides: one is told to look again, and with the second signature the agreement stands", async () => {
    const call = await cases[0].openCall({ budget: "100000" });
    for (let round = 0; round < 10; round += 1) {
      const application = await seed("approved", call.id, { awardedCents: GRANT_CENTS });
      const sign = (version: number) => ({ applicationId: application.id, version });
      const sides = [application.owner, "approver"] as const;
      const results = await fromBoth(sides, "signAgreement", () => sign(1));
      expect(typesOf(results)).toEqual(["ApplicationChanged", "ApplicationVersionStale"]);
      expect((await recordOf(application)).state).toBe("approved");
      const late = sides[results[0].__typename === "ApplicationChanged" ? 1 : 0] as Who;
      expect(await cases[0].send(late, "signAgreement", sign(2))).toMatchObject({
        __typename: "ApplicationChanged",
        application: { state: { code: "AGREEMENT_SIGNED" } },
      });
      expect(await recordOf(application)).toMatchObject({
        entries: 1,
        events: ["recommend", "sign", "sign_agreement"],
      });
    }
  });
});

describe("the last minute to answer", () => {
  it("leaves each of 60 applications answered or lapsed, never both, whoever comes first", async () => {
    const call = await cases[0].openCall();
    const firms = await seedApplications(first.database, call.id, {
      state: "information_requested",
      count: 60,
      requestedCents: GRANT_CENTS,
      answerDueOn: TODAY,
    });
    const results: { result: { __typename: string }; application: SeededApplication }[] = [];
    const waiting = [...firms];
    const lanes = [0, 1, 0, 1].map(async (at) => {
      for (let application = waiting.pop(); application !== undefined; application = waiting.pop()) {
        const result = await (cases[at] as (typeof cases)[0]).send(application.owner, "answerInformationRequest", {
          applicationId: application.id,
          version: application.version,
          answer: "Aquí va el recibo de luz.",
        });
        results.push({ result, application });
      }
    });
    // Midnight passes for whoever looks after the deadlines, on both gateways, while answers of the last minute are still under way.
    await eventually(() => results.length >= 10);
    await Promise.all(gateways.map(({ upkeep }) => upkeep(NEXT_DAY)));
    await Promise.all(lanes);
    await first.upkeep(NEXT_DAY);
    for (const { result, application } of results) {
      const record = await recordOf(application);
      const answered = result.__typename === "ApplicationChanged";
      expect(record).toMatchObject(
        answered
          ? { state: "submitted", entries: 0, events: ["recommend", "answer_information"] }
          : { state: "lapsed", entries: 1, events: ["recommend", "lapse"] },
      );
      if (!answered) expect(result.__typename).toBe("ApplicationVersionStale");
    }
    const answered = results.filter(({ result }) => result.__typename === "ApplicationChanged").length;
    const lapsed = 60 - answered;
    expect(answered).toBeGreaterThan(0);
    expect(lapsed).toBeGreaterThan(0);
  });
});
