import { randomUUID } from "node:crypto";
import { casesOf } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
let now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

const start = async (input: object) => casesOf(gateway).send("rosa", "startApplication", input as never);

describe("starting an application", () => {
  it("is refused for a program that has ended, with what came after it", async () => {
    const { registerFirm, programId } = casesOf(gateway);
    const refused = await start({ businessId: await registerFirm(), programId: await programId("fondo-pyme") });
    expect(refused).toMatchObject({
      __typename: "ProgramNotOpen",
      why: { code: "PROGRAM_OVER" },
      successors: [{ id: await programId("fondo-nacional-emprendedor") }],
    });
  });

  it("is refused where no call is open: none at all, one to come, one that is closed", async () => {
    const { registerFirm, programId, openCall, as } = casesOf(gateway);
    const businessId = await registerFirm();
    expect(await start({ businessId, programId: await programId("exitos") })).toMatchObject({
      why: { code: "NO_CALL" },
    });
    const wanted = { businessId, programId: await programId() };
    const soon = await openCall({ opensOn: "2027-01-15" });
    expect(await start({ ...wanted, callId: soon.id })).toMatchObject({
      why: { code: "NOT_YET" },
      opensOn: "2027-01-15",
    });
    const past = await openCall({ opensOn: "2026-01-01", closesOn: "2026-11-23" });
    expect(await start({ ...wanted, callId: past.id })).toMatchObject({ why: { code: "CLOSED" } });
    const early = await openCall();
    await as("editor").read(`mutation ($input: CloseCallInput!) { closeCall(input: $input) { __typename } }`, {
      input: { clientMutationId: randomUUID(), callId: early.id, version: early.version },
    });
    expect(await start({ ...wanted, callId: early.id })).toMatchObject({ why: { code: "CLOSED" } });
  });

  it("takes the open call that closes first, and takes a firm once", async () => {
    const { registerFirm, programId, openCall } = casesOf(gateway);
    const [later, first] = [await openCall({ closesOn: "2026-12-30" }), await openCall({ closesOn: "2026-12-01" })];
    const wanted = { businessId: await registerFirm(), programId: await programId() };
    const { application } = await start(wanted);
    const { application: read } = await casesOf(gateway)
      .as("rosa")
      .read("query ($id: ID!) { application(id: $id) { call { id } } }", { id: application.id });
    expect(read.call.id).toBe(first.id);
    expect(await start({ ...wanted, callId: first.id })).toMatchObject({
      __typename: "AlreadyApplied",
      application: { id: application.id },
    });
    expect(await start({ ...wanted, callId: later.id })).toMatchObject({ __typename: "ApplicationChanged" });
  });
});

describe("handing an application in", () => {
  it("is refused while something is missing, each thing by name", async () => {
    const { registerFirm, programId, openCall, send } = casesOf(gateway);
    const { application } = await start({
      businessId: await registerFirm(),
      programId: await programId(),
      callId: (await openCall({ mostPerApplication: "1000" })).id,
    });
    const refused = await send("rosa", "submitApplication", {
      applicationId: application.id,
      version: application.version,
    });
    expect(refused.gaps.map(({ field }: { field: string }) => field)).toEqual([
      "title",
      "description",
      "requestedAmount",
    ]);
  });

  it("is refused where the rules say no, unless the firm insists: then the agency decides", async () => {
    const { registerFirm, openCall, draft, send, as } = casesOf(gateway);
    const businessId = await registerFirm("rosa", { state: "MX-JAL", ownerGender: "FEMALE", wantsToWork: true });
    const application = await draft((await openCall()).id, businessId);
    const asked = { applicationId: application.id, version: application.version };
    expect(await send("rosa", "submitApplication", asked)).toMatchObject({
      __typename: "ApplicationNotReady",
      gaps: [],
      failed: [{ id: "in-mx-chh" }],
    });
    expect(await send("rosa", "submitApplication", { ...asked, insist: true })).toMatchObject({
      application: { state: { code: "SUBMITTED" } },
    });
    const { application: seen } = await as("editor").read(
      "query ($id: ID!) { application(id: $id) { check { verdict { code } failed { text } } applicant { name facts { fact values } } business { id } } }",
      { id: application.id },
    );
    expect(seen).toMatchObject({
      check: { verdict: { code: "INELIGIBLE" } },
      applicant: { name: "Bordados Rosa" },
      business: null,
    });
    expect(seen.applicant.facts).toContainEqual({ fact: "state", values: ["MX-JAL"] });
  });

  it("pins what was told: a profile that changes later changes nothing of it, and the receipt can be replayed", async () => {
    const { registerFirm, openCall, submitted, as } = casesOf(gateway);
    const businessId = await registerFirm();
    const application = await submitted((await openCall()).id, businessId);
    await as("rosa").read(`mutation ($input: UpdateBusinessInput!) { updateBusiness(input: $input) { __typename } }`, {
      input: { clientMutationId: randomUUID(), businessId, version: 1, profile: { state: "MX-JAL" } },
    });
    const { application: read } = await as("rosa").read(
      "query ($id: ID!) { application(id: $id) { check { verdict { code } receipt } } }",
      { id: application.id },
    );
    expect(read.check.verdict.code).toBe("ELIGIBLE");
    const { replayVerdict } = await gateway.read(
      `query ($receipt: String!) { replayVerdict(receipt: $receipt, profile: {
         state: "MX-CHH", ownerGender: FEMALE, workers: 4, wantsToWork: true }) { same } }`,
      { receipt: read.check.receipt },
    );
    expect(replayVerdict.same).toBe(true);
  });

  it("is refused once its call has closed, and what is asked for after the deadline is refused too", async () => {
    const { registerFirm, openCall, draft, submitted, send, done } = casesOf(gateway);
    const businessId = await registerFirm();
    const call = await openCall({ closesOn: "2026-11-25" });
    const application = await draft(call.id, businessId);
    const other = await submitted(call.id, await registerFirm());
    const asked = await done("editor", "requestInformation", other, { items: [{ code: "OTHER", text: "Diga más." }] });
    now = new Date("2026-11-26T18:00:00Z");
    const late = await send("rosa", "submitApplication", {
      applicationId: application.id,
      version: application.version,
    });
    expect(late).toMatchObject({ __typename: "ProgramNotOpen", why: { code: "CLOSED" } });
    now = new Date("2026-12-09T18:00:00Z");
    expect(
      await send("rosa", "answerInformationRequest", {
        applicationId: asked.id,
        version: asked.version,
        answer: "Tarde.",
      }),
    ).toMatchObject({ __typename: "ConditionNotMet", condition: { code: "LATE" } });
    now = new Date("2026-11-24T18:00:00Z");
  });
});

describe("an accountant who acts for a firm", () => {
  const mandate = (businessId: string, scopes: string[], expiresOn = "2027-01-31") =>
    casesOf(gateway)
      .as("rosa")
      .read(`mutation ($input: GrantMandateInput!) { grantMandate(input: $input) { __typename } }`, {
        input: { clientMutationId: randomUUID(), businessId, holder: "stranger", scopes, expiresOn },
      });

  it("files by mandate, signs only with that scope, and is gone when it ends", async () => {
    const { registerFirm, openCall, submitted, ask, as } = casesOf(gateway);
    const businessId = await registerFirm();
    await mandate(businessId, ["APPLY"]);
    const application = await submitted((await openCall()).id, businessId, "stranger");
    const signing = await ask(
      "stranger",
      "signAgreement",
      { applicationId: application.id, version: application.version },
      "",
    );
    expect(signing.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN" });
    const read = () =>
      as("stranger").read("query ($id: ID!) { application(id: $id) { folio } }", { id: application.id });
    expect((await read()).application).toEqual({ folio: application.folio });
    await gateway.database.query("update mandate set revoked_at = now() where holder = 'stranger'");
    expect((await read()).application).toBeNull();
  });

  it("with a mandate to read sees and cannot file", async () => {
    const { registerFirm, programId, openCall, ask } = casesOf(gateway);
    const businessId = await registerFirm();
    await mandate(businessId, ["READ"]);
    const starting = await ask(
      "stranger",
      "startApplication",
      { businessId, programId: await programId(), callId: (await openCall()).id },
      "StartApplicationInput",
    );
    expect(starting.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN" });
  });
});
