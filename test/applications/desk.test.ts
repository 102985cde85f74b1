import { randomUUID } from "node:crypto";
import { casesOf } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { countStatements } from "../kit/statements.js";

let gateway: TestGateway;
const now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

describe("an agency's desk", () => {
  it("tells what is allowed instead of an illegal move, and how things stand instead of a stale version", async () => {
    const { registerFirm, openCall, submitted, send } = casesOf(gateway);
    const application = await submitted((await openCall()).id, await registerFirm());
    const asked = { applicationId: application.id, version: application.version };
    expect(await send("approver", "approveApplication", { ...asked, amount: "1", tranches: [] })).toMatchObject({
      __typename: "MoveNotAllowed",
      application: { state: { code: "SUBMITTED" } },
      allowed: [{ code: "DECLARE_INELIGIBLE" }],
    });
    expect(await send("editor", "admitApplication", { ...asked, version: 1 })).toMatchObject({
      __typename: "ApplicationVersionStale",
      application: { version: application.version },
    });
  });

  it("decides with four eyes, within what was asked for, the call's ceiling and its budget", async () => {
    const { registerFirm, openCall, recommended, send, done, GRANT, as } = casesOf(gateway);
    const call = await openCall({ budget: "70000", mostPerApplication: "50000" });
    const one = await recommended(call.id, await registerFirm());
    const asked = { applicationId: one.id, version: one.version };
    for (const [amount, tranches] of [
      ["50001", GRANT.tranches],
      ["40000", GRANT.tranches.slice(0, 1)],
    ]) {
      const { errors } = await casesOf(gateway).ask(
        "approver",
        "approveApplication",
        { ...asked, amount, tranches },
        "ApproveApplicationInput",
      );
      expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT" });
    }
    await done("approver", "approveApplication", one, GRANT);
    const two = await recommended(call.id, await registerFirm());
    expect(
      await send("approver", "approveApplication", { applicationId: two.id, version: two.version, ...GRANT }),
    ).toMatchObject({
      __typename: "BudgetExhausted",
      left: { amount: "30000.00", currency: "MXN" },
    });
    await done("approver", "waitlistApplication", two);
    const freed = await as("approver").read("query ($id: ID!) { application(id: $id) { version } }", { id: one.id });
    await done("approver", "cancelAward", { id: one.id, ...freed.application }, { reason: "No presentó su garantía." });
    const waiting = await as("approver").read("query ($id: ID!) { application(id: $id) { version } }", { id: two.id });
    expect(await done("approver", "approveApplication", { id: two.id, ...waiting.application }, GRANT)).toMatchObject({
      state: { code: "APPROVED" },
    });
  });

  it("is not paid by who said that the milestone was met, nor out of order, nor before", async () => {
    const { registerFirm, openCall, recommended, send, done, GRANT } = casesOf(gateway);
    let application = await recommended((await openCall()).id, await registerFirm());
    application = await done("approver", "approveApplication", application, GRANT);
    application = await done("rosa", "signAgreement", application);
    application = await done("approver", "signAgreement", application);
    const pay = (number: number) =>
      send("approver", "payTranche", { applicationId: application.id, version: application.version, number });
    expect(await pay(2)).toMatchObject({ condition: { code: "NOT_NEXT" } });
    expect(await pay(1)).toMatchObject({ condition: { code: "MILESTONE_OPEN" } });
    application = await done("approver", "meetMilestone", application, { number: 1 });
    expect(await pay(1)).toMatchObject({ condition: { code: "FOUR_EYES" } });
  });

  it("demands back what was paid and no more, and closes when it is back", async () => {
    const { registerFirm, openCall, recommended, send, done, GRANT } = casesOf(gateway);
    let application = await recommended((await openCall()).id, await registerFirm());
    application = await done("approver", "approveApplication", application, GRANT);
    application = await done("rosa", "signAgreement", application);
    application = await done("approver", "signAgreement", application);
    application = await done("editor", "meetMilestone", application, { number: 1 });
    application = await done("approver", "payTranche", application, { number: 1 });
    const because = { reason: "El gasto no se comprobó." };
    const { errors } = await casesOf(gateway).ask(
      "approver",
      "demandRefund",
      { applicationId: application.id, version: application.version, amount: "25000.01", ...because },
      "DemandRefundInput",
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", allowed: { max: "25000.00" } });
    application = await done("approver", "demandRefund", application, { amount: "10000", ...because });
    application = await done("editor", "recordRepayment", application, { amount: "4000" });
    expect(
      await send("approver", "settleRefund", { applicationId: application.id, version: application.version }),
    ).toMatchObject({ condition: { code: "OWED" } });
    application = await done("editor", "recordRepayment", application, { amount: "6000" });
    expect(await done("approver", "settleRefund", application)).toMatchObject({ state: { code: "CLOSED" } });
  });

  it("names stages of its own, which the firm sees", async () => {
    const { as, registerFirm, openCall, submitted, done } = casesOf(gateway);
    await as("editor").read(`mutation ($input: DefineStagesInput!) { defineStages(input: $input) { code name } }`, {
      input: {
        clientMutationId: randomUUID(),
        stages: [{ code: "legal", state: "SUBMITTED", es: "Revisión jurídica", en: "Legal review" }],
      },
    });
    const application = await submitted((await openCall()).id, await registerFirm());
    await done("editor", "enterStage", application, { stage: "legal" });
    const { application: seen } = await as("rosa").read(
      "query ($id: ID!) { application(id: $id) { stage { name } } }",
      {
        id: application.id,
      },
    );
    expect(seen.stage).toEqual({ name: "Revisión jurídica" });
  });

  it("writes to the firm and to itself; the firm reads what is meant for it", async () => {
    const { as, registerFirm, openCall, submitted } = casesOf(gateway);
    const application = await submitted((await openCall()).id, await registerFirm());
    const write = (person: "editor" | "rosa", body: string, internal = false) =>
      as(person).ask(`mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename } }`, {
        input: { clientMutationId: randomUUID(), applicationId: application.id, body, internal },
      });
    await write("editor", "¿Cuándo podemos visitarla?");
    await write("editor", "Parece buen proyecto.", true);
    await write("rosa", "El lunes.");
    const refused = await write("rosa", "Para nadie.", true);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN" });
    const bodies = async (person: "editor" | "rosa") =>
      (
        await as(person).read("query ($id: ID!) { application(id: $id) { messages { nodes { body } } } }", {
          id: application.id,
        })
      ).application.messages.nodes.map(({ body }: { body: string }) => body);
    expect(await bodies("rosa")).toEqual(["¿Cuándo podemos visitarla?", "El lunes."]);
    expect(await bodies("editor")).toEqual(["¿Cuándo podemos visitarla?", "Parece buen proyecto.", "El lunes."]);
  });
});

describe("a window that is closed for an election", () => {
  it("counts no term on that day", async () => {
    const closed = await startTestGateway({ NON_WORKING_DAYS: "2026-11-25,2026-12-24" }, { now: () => now });
    const { registerFirm, openCall, submitted, done } = casesOf(closed);
    const application = await submitted((await openCall()).id, await registerFirm());
    const asked = await done("editor", "requestInformation", application, {
      items: [{ code: "OTHER", text: "Diga más." }],
    });
    // Ten working days from 24 November would end on 8 December.
    expect(asked.answerDueOn).toBe("2026-12-09");
    await closed.close();
  });
});

describe("what came of a program", () => {
  it("is added up for everybody from closing reports, once three firms have reported the same", async () => {
    const { registerFirm, openCall, recommended, done, GRANT, programId } = casesOf(gateway);
    const call = await openCall();
    const results = async () =>
      (
        await gateway.read(
          "query ($id: ID!) { node(id: $id) { ... on Program { trackedResults { metric total firms } } } }",
          {
            id: await programId(),
          },
        )
      ).node.trackedResults;
    for (const [jobs, more] of [
      ["2", [{ metric: "suppliers", value: "1" }]],
      ["1.5", []],
      ["4", []],
    ] as const) {
      let application = await recommended(call.id, await registerFirm());
      application = await done("approver", "approveApplication", application, GRANT);
      application = await done("rosa", "signAgreement", application);
      application = await done("approver", "signAgreement", application);
      application = await done("editor", "meetMilestone", application, { number: 1 });
      application = await done("approver", "payTranche", application, { number: 1 });
      application = await done("approver", "beginReporting", application);
      application = await done("rosa", "reportSpending", application, {
        summary: "Se compraron las máquinas.",
        spentAmount: "25000",
        results: [{ metric: "jobs-created", value: jobs }, ...more],
      });
      expect(await results()).toEqual([]);
      await done("approver", "closeApplication", application);
    }
    expect(await results()).toEqual([{ metric: "jobs-created", total: "7.5", firms: 3 }]);
  });
});

describe("an agency's queue", () => {
  const QUEUE = `query ($first: Int, $after: String, $filter: ApplicationFilterInput, $since: DateTime) {
    applications(first: $first, after: $after, filter: $filter, updatedSince: $since) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id folio state { code } tombstone title program { name } call { title } timeline { nodes { what { code } } } clocks { dueOn }
              informationRequests { dueOn } messages { nodes { body } } tranches { number } scores { score } documents { evidence } stage { name }
              check { verdict { code } } } } }`;

  it("is read page by page, filtered, with as many statements for ten as for one", async () => {
    const { as, registerFirm, openCall, draft, submitted, done } = casesOf(gateway);
    const call = await openCall();
    await draft(call.id, await registerFirm());
    const all = [];
    for (let index = 0; index < 12; index++) all.push(await submitted(call.id, await registerFirm()));
    await done("editor", "admitApplication", all[0] as never);
    const filter = { callId: call.id };
    const read = (variables: object) => as("editor").read(QUEUE, { filter, ...variables });
    const first = (await read({ first: 7 })).applications;
    expect(first).toMatchObject({ totalCount: 12, pageInfo: { hasNextPage: true } });
    const second = (await read({ first: 7, after: first.pageInfo.endCursor })).applications;
    const seen = [...first.nodes, ...second.nodes].map(({ id }: { id: string }) => id);
    expect(new Set(seen).size).toBe(12);
    const beyond = (await read({ first: 7, after: second.pageInfo.endCursor })).applications;
    expect(beyond).toMatchObject({ totalCount: 12, nodes: [] });
    // In the order of the last change: the one that was admitted comes last.
    expect(seen.at(-1)).toBe(all[0]?.id);
    expect((await read({ filter: { ...filter, states: ["ADMITTED"] } })).applications.totalCount).toBe(1);
    expect((await read({ filter: { folio: all[3]?.folio } })).applications.nodes).toMatchObject([{ id: all[3]?.id }]);

    const counts = [];
    for (const size of [1, 10]) counts.push(await countStatements(gateway.database, () => read({ first: size })));
    expect(counts[1]).toBe(counts[0]);
  });

  it("counts how many are where and for how long", async () => {
    const { applicationCounts } = await casesOf(gateway)
      .as("editor")
      .read("{ applicationCounts { state { code } count oldestDays medianDays } }");
    const submitted = applicationCounts.find(({ state }: { state: { code: string } }) => state.code === "SUBMITTED");
    expect(submitted.count).toBeGreaterThanOrEqual(11);
    expect(applicationCounts.some(({ state }: { state: { code: string } }) => state.code === "DRAFT")).toBe(false);
  });

  it("as a feed tells of withdrawn ones too, so that copies elsewhere can be taken down", async () => {
    const { as, registerFirm, openCall, submitted, done } = casesOf(gateway);
    const call = await openCall();
    const application = await submitted(call.id, await registerFirm());
    await done("rosa", "withdrawApplication", application, { reason: "Ya no la necesito." });
    const feed = async () =>
      (await as("editor").read(QUEUE, { filter: { callId: call.id }, since: "2026-11-24T00:00:00Z" })).applications
        .nodes;
    let found = await feed();
    // A feed ends before the oldest change that is still being written anywhere on the server.
    for (const end = Date.now() + 20_000; found.length === 0 && Date.now() < end; ) found = await feed();
    expect(found).toMatchObject([{ id: application.id, tombstone: true, state: { code: "WITHDRAWN" } }]);
  });
});
