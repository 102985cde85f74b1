import { casesOf } from "../kit/case-file.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

const NOON = "T18:00:00Z";
let gateway: TestGateway;
let now = new Date("2026-11-02T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});

/** The day, at noon in Mexico City. */
const on = (day: string) => {
  now = new Date(`${day}${NOON}`);
};
const of = ({ id, version }: { id: string; version: number }) => ({ applicationId: id, version });

/** Looks after the deadlines as the gateway does by the clock, and tells how many applications lapsed by it. */
async function lapse(): Promise<number> {
  const lapsed = async () =>
    Number(
      (await gateway.database.query<{ count: string }>("select count(*) from application where state = 'lapsed'"))[0]
        ?.count,
    );
  const before = await lapsed();
  await gateway.upkeep(now);
  return (await lapsed()) - before;
}

describe("a firm that comes too late", () => {
  it("cannot begin or hand in after the last day of the call, and is told that it closed", async () => {
    on("2026-11-24");
    const { openCall, registerFirm, draft, send, programId } = casesOf(gateway);
    const call = await openCall({ closesOn: "2026-11-25" });
    const application = await draft(call.id, await registerFirm());
    const other = await registerFirm();
    on("2026-11-26");
    const late = { __typename: "ProgramNotOpen", why: { code: "CLOSED" } };
    expect(await send("rosa", "submitApplication", { ...of(application), insist: true })).toMatchObject(late);
    const start = { businessId: other, programId: await programId(), callId: call.id };
    expect(await send("rosa", "startApplication", start)).toMatchObject(late);
    expect(await lapse()).toBe(1);
    expect(await send("rosa", "submitApplication", of(application))).toMatchObject({
      __typename: "ApplicationVersionStale",
      application: { version: application.version + 1, state: { code: "LAPSED" } },
    });
    expect(
      await send("rosa", "submitApplication", { applicationId: application.id, version: application.version + 1 }),
    ).toMatchObject({ __typename: "MoveNotAllowed", allowed: [], application: { state: { code: "LAPSED" } } });
  });

  it("cannot hand in once the agency has closed the call", async () => {
    on("2026-11-24");
    const { as, openCall, registerFirm, draft, send } = casesOf(gateway);
    const call = await openCall();
    const application = await draft(call.id, await registerFirm());
    await as("editor").read(`mutation ($input: CloseCallInput!) { closeCall(input: $input) { __typename } }`, {
      input: { clientMutationId: "close-the-call", callId: call.id, version: call.version },
    });
    expect(await send("rosa", "submitApplication", { ...of(application), insist: true })).toMatchObject({
      __typename: "ProgramNotOpen",
      why: { code: "CLOSED" },
    });
    on("2026-11-25");
    expect(await lapse()).toBe(1);
  });

  it("may answer on the last day and not on the next, also before anybody looked after the deadlines", async () => {
    on("2026-11-24");
    const { openCall, registerFirm, submitted, done, send } = casesOf(gateway);
    const call = await openCall({ terms: [{ clock: "ANSWER", days: 2 }] });
    const ask = { items: [{ code: "MISSING_DOCUMENT", text: "Falta su comprobante de domicilio." }] };
    const asked = async () => done("editor", "requestInformation", await submitted(call.id, await registerFirm()), ask);
    const [inTime, tooLate] = [await asked(), await asked()];
    expect(inTime.answerDueOn).toBe("2026-11-26");
    const answer = "Aquí va el recibo de luz.";
    on("2026-11-26");
    expect(await lapse()).toBe(0);
    expect((await done("rosa", "answerInformationRequest", inTime, { answer })).state.code).toBe("SUBMITTED");
    on("2026-11-27");
    expect(await send("rosa", "answerInformationRequest", { ...of(tooLate), answer })).toMatchObject({
      __typename: "ConditionNotMet",
      condition: { code: "LATE" },
    });
    expect(await lapse()).toBe(1);
  });
});
