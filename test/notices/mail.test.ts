import { randomUUID } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ROSA } from "../kit/case-file.js";
import { eventually } from "../kit/eventually.js";
import { NoticesBench, readMail as read } from "./bench.js";

const RFC = "GOMR800101MN2";
const CURP = "GOMR800101MCHMRS02";
const EMAIL = "canary.rosa@example.org";
const REASON = "Falta el canario en el expediente.";

let bench: NoticesBench;
beforeEach(async () => {
  bench = await NoticesBench.open();
});
afterEach(() => bench.close());

/** A firm with an address, and consent to notices or none. */
async function firm({ consent = true, name = "Bordados Rosa" } = {}) {
  const { registerBusiness } = await bench.cases.as("rosa").read(
    `mutation ($input: RegisterBusinessInput!) { registerBusiness(input: $input) {
      ... on BusinessChanged { business { id email } } } }`,
    { input: { clientMutationId: randomUUID(), name, email: EMAIL, profile: { ...ROSA, rfc: RFC, curp: CURP } } },
  );
  const { id } = registerBusiness.business;
  if (consent) await decide("giveConsent", id);
  return id as string;
}

const decide = (mutation: string, businessId: string) =>
  bench.cases.as("rosa").read(`mutation ($input: ConsentInput!) { ${mutation}(input: $input) { __typename } }`, {
    input: { clientMutationId: randomUUID(), businessId, purpose: "NOTICES" },
  });

const asked = async (businessId: string, callId: string) =>
  bench.cases.done("editor", "requestInformation", await bench.cases.submitted(callId, businessId), {
    items: [{ code: "MISSING_DOCUMENT", text: REASON }],
  });

const settled = () => bench.settled();

describe("a firm that consented to notices", () => {
  it("is written to, in Spanish and English, when it is asked for information, reminded, and when time has run out", async () => {
    const { openCall } = bench.cases;
    const businessId = await firm();
    const { receiver } = await bench.hook("rosa", { businessId });
    const application = await asked(businessId, (await openCall()).id);
    await settled();
    const [first] = (await bench.mails()).map(read);
    expect(first?.head).toContain(`To: ${EMAIL}`);
    expect(first?.text).toContain(`Folio: ${application.folio}`);
    expect(first?.text).toMatch(
      /Estimada empresa Bordados Rosa:[\s\S]*a más tardar el 8 de diciembre de 2026[\s\S]*----/,
    );
    expect(first?.text).toMatch(/----[\s\S]*Dear firm Bordados Rosa:[\s\S]*Answer by December 8, 2026 at the latest/);
    expect(first?.text).toMatch(/Programa: .+\n[\s\S]*Program: .+\n/);

    // Not today, and not while there is time; on 3 December three working days are left.
    for (const [day, mails] of [
      ["2026-11-24T23:00:00Z", 1],
      ["2026-12-02T18:00:00Z", 1],
      ["2026-12-03T18:00:00Z", 2],
      ["2026-12-04T18:00:00Z", 2],
    ] as const) {
      bench.clock.now = new Date(day);
      await bench.gateway.upkeep();
      await settled();
      expect([day, (await bench.mails()).length]).toEqual([day, mails]);
    }

    bench.clock.now = new Date("2026-12-09T18:00:00Z");
    await bench.gateway.upkeep();
    await bench.gateway.upkeep();
    await settled();
    const texts = (await bench.mails()).map((mail) => read(mail).text);
    expect(texts).toHaveLength(3);
    expect(texts.filter((text) => text.includes("Está por vencer") || text.includes("todavía espera"))).toHaveLength(1);
    expect(texts.filter((text) => text.includes("la solicitud caducó"))).toHaveLength(1);
    const whats = receiver.received.map(({ body }) => JSON.parse(body).data.what);
    expect(whats).toEqual(["START", "FILL", "SUBMIT", "REQUEST_INFORMATION", "DEADLINE_NEAR", "LAPSE"]);

    const mails = (await bench.mails()).join("\n") + texts.join("\n");
    for (const secret of [RFC, CURP, "canario", "Taller de bordado"]) expect(mails).not.toContain(secret);
    const leaks = [await bench.outbox(), ...bench.log, ...receiver.received.map(({ body }) => body)].join("\n");
    for (const secret of [RFC, CURP, EMAIL, "canario", "Bordados Rosa", "Taller de bordado", "canary"]) {
      expect(leaks).not.toContain(secret);
    }
  });

  it("is written to when it is decided upon and paid, and not of steps in between", async () => {
    const { openCall, recommended, done, GRANT } = bench.cases;
    let application = await recommended((await openCall({ budget: "100000" })).id, await firm());
    application = await done("approver", "approveApplication", application, GRANT);
    application = await done("rosa", "signAgreement", application);
    application = await done("approver", "signAgreement", application);
    application = await done("editor", "meetMilestone", application, { number: 1 });
    await done("approver", "payTranche", application, { number: 1 });
    await settled();
    const texts = (await bench.mails()).map((mail) => read(mail).text);
    expect(texts).toHaveLength(2);
    expect(texts.join("\n")).toMatch(
      /La dependencia la aprobó[\s\S]*registró un pago|registró un pago[\s\S]*la aprobó/,
    );
    expect(texts.join("\n")).not.toMatch(/40,?000|25,?000/);
  });

  it("is not written to any more once it took its consent back, not even what was on its way", async () => {
    const { openCall } = bench.cases;
    const businessId = await firm();
    // A file where the folder should be: mail cannot be sent for now.
    await writeFile(join(bench.folder, "mail"), "");
    await asked(businessId, (await openCall()).id);
    await eventually(async () => (await bench.outbox()).includes("mail,pending,1"));
    await decide("withdrawConsent", businessId);
    await rm(join(bench.folder, "mail"));
    bench.clock.now = new Date(bench.clock.now.getTime() + 60_000);
    await settled();
    expect(await bench.mails()).toEqual([]);
    expect(await bench.outbox()).toMatch(/mail,dead,2,.*gone/);
  });
});

describe("a firm that did not consent", () => {
  it("is not written to, whatever happens", async () => {
    const businessId = await firm({ consent: false });
    await asked(businessId, (await bench.cases.openCall()).id);
    bench.clock.now = new Date("2026-12-09T18:00:00Z");
    await bench.gateway.upkeep();
    await settled();
    expect(await bench.mails()).toEqual([]);
  });

  it("leaves no address to be told at when it is suppressed", async () => {
    const businessId = await firm({ consent: false });
    await bench.hook("rosa", { businessId });
    await bench.cases.as("rosa").read(`mutation ($input: SuppressBusinessInput!) { suppressBusiness(input: $input) }`, {
      input: { clientMutationId: randomUUID(), businessId, confirmName: "Bordados Rosa" },
    });
    expect(await bench.gateway.database.query("select from webhook_endpoint")).toEqual([]);
  });
});
