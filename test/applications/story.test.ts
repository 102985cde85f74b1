import { BEARERS, casesOf } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
let now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

describe("a woman of Chihuahua who embroiders", () => {
  it("goes from her first profile to a closed application, through the graph alone", async () => {
    const { as, done, send, registerFirm, openCall, draft, GRANT } = casesOf(gateway);
    const businessId = await registerFirm();
    const call = await openCall({ budget: "100000", mostPerApplication: "60000" });

    let application = await draft(call.id, businessId);
    expect(application).toMatchObject({ folio: null, state: { code: "DRAFT" }, turn: { code: "APPLICANT" } });

    const early = await send("rosa", "submitApplication", {
      applicationId: application.id,
      version: application.version,
    });
    if (early.__typename === "ApplicationNotReady") throw new Error(JSON.stringify(early));
    application = early.application;
    expect(application.folio).toMatch(/^VU-2026-\d{7}$/);

    application = await done("editor", "requestInformation", application, {
      items: [{ code: "MISSING_DOCUMENT", text: "Falta su comprobante de domicilio." }],
    });
    expect(application).toMatchObject({ state: { code: "INFORMATION_REQUESTED" }, answerDueOn: "2026-12-08" });
    now = new Date("2026-11-30T18:00:00Z");
    application = await done("rosa", "answerInformationRequest", application, { answer: "Aquí va el recibo de luz." });
    application = await done("editor", "assignApplication", application, { to: BEARERS.reviewer.sub });
    application = await done("editor", "admitApplication", application);
    application = await done("reviewer", "beginReview", application);
    application = await done("reviewer", "scoreApplication", application, {
      scores: [
        { criterion: "impact", score: 8 },
        { criterion: "viability", score: 4 },
      ],
    });
    application = await done("reviewer", "recommendApplication", application, {
      favourable: true,
      reason: "Es viable.",
    });
    application = await done("approver", "approveApplication", application, GRANT);
    application = await done("rosa", "signAgreement", application);
    expect(application.state.code).toBe("APPROVED");
    application = await done("approver", "signAgreement", application);
    expect(application.state.code).toBe("AGREEMENT_SIGNED");
    for (const number of [1, 2]) {
      application = await done("editor", "meetMilestone", application, { number });
      application = await done("approver", "payTranche", application, { number });
    }
    application = await done("editor", "beginReporting", application);
    application = await done("rosa", "reportSpending", application, {
      summary: "Se compraron dos máquinas y se dio el curso.",
      spentAmount: "40000",
      results: [{ metric: "jobs-created", value: "2" }],
    });
    application = await done("approver", "closeApplication", application);
    expect(application).toMatchObject({ state: { code: "CLOSED" }, turn: { code: "NOBODY" }, allowedMoves: [] });

    const { application: whole } = await as("rosa").read(
      `query ($id: ID!) { application(id: $id) {
        program { slug name } call { title granted { amount } } business { name facts { fact values } } applicant { name }
        check { verdict { code } receipt missing { question } failed { text } }
        timeline { nodes { what { code } from { code } to { code } by { code } actor reason version } }
        informationRequests { items { reason { code } text } dueOn answer }
        clocks { clock { code } startedOn dueOn remainingDays overdue stoppedOn }
        award { amount { amount } paid { amount } signedByApplicant signedByAgency }
        tranches { number amount { amount } milestone metAt paidAt }
        report { summary spent { amount } results { metric value } }
      } }`,
      { id: application.id },
    );
    expect(whole).toMatchObject({
      program: { slug: "chihuahua-program-for-women" },
      call: { granted: { amount: "40000.00" } },
      business: { name: "Bordados Rosa" },
      award: {
        amount: { amount: "40000.00" },
        paid: { amount: "40000.00" },
        signedByApplicant: true,
        signedByAgency: true,
      },
      informationRequests: [{ answer: "Aquí va el recibo de luz.", dueOn: "2026-12-08" }],
      report: { spent: { amount: "40000.00" }, results: [{ metric: "jobs-created", value: "2" }] },
    });
    expect(whole.timeline.nodes.map(({ what }: { what: { code: string } }) => what.code)).toEqual([
      "START",
      "FILL",
      "SUBMIT",
      "REQUEST_INFORMATION",
      "ANSWER_INFORMATION",
      "ASSIGN",
      "ADMIT",
      "BEGIN_REVIEW",
      "SCORE",
      "RECOMMEND",
      "APPROVE",
      "SIGN",
      "SIGN_AGREEMENT",
      "MEET_MILESTONE",
      "DISBURSE",
      "MEET_MILESTONE",
      "DISBURSE",
      "BEGIN_REPORTING",
      "REPORT",
      "CLOSE",
    ]);
    // She sees that the agency acted, and not who in it.
    expect(new Set(whole.timeline.nodes.map(({ actor }: { actor: string | null }) => actor))).toEqual(
      new Set(["rosa", null]),
    );
  });
});
