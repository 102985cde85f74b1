import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { answersOf, NEIGHBOUR, statesOf } from "../kit/answers.js";
import { PROGRAM } from "../kit/case-file.js";
import { eventually } from "../kit/eventually.js";
import { deskOf } from "../kit/publishing.js";
import { dumpOf } from "../kit/whole-store.js";
import { NoticesBench, readMail, verify } from "./bench.js";

const EMAIL = "canary.rosa@example.org";
const CURP = "HEGG560427MVZRRL04";
const CANARIES = [EMAIL, CURP, "Bordados Canario", "MX-DUR", "1234567.89", "canario"];
const FACTS = { ...NEIGHBOUR, curp: CURP, annualSalesMxn: "1234567.89" };

let bench: NoticesBench;
beforeEach(async () => {
  bench = await NoticesBench.open();
});
afterEach(() => bench.close());

const rosa = (one: object = {}) =>
  answersOf(bench.gateway).firm({
    owner: "rosa",
    name: "Bordados Canario",
    profile: FACTS,
    email: EMAIL,
    consents: ["NOTICES", "ANSWER_CHANGES"],
    ...one,
  });

/** Lets the women of the neighbouring state in, and has everybody told. */
async function loosen() {
  await deskOf(bench.gateway).published({ [PROGRAM]: statesOf("MX-CHH", "MX-DUR") });
  await bench.gateway.upkeep();
  await bench.settled();
}

const texts = async () =>
  (await bench.mails()).map((mail) => readMail(mail).text).filter((text) => /respuesta|Cambiaron/.test(text));

describe("a firm whose application was once refused", () => {
  it("is told by webhook and by mail, in Spanish and English, when a looser rule lets it in", async () => {
    const { id: businessId } = await rosa();
    const { receiver, secret } = await bench.hook("rosa", { businessId, topics: ["eligibility.*"] });
    const other = await bench.hook("editor");
    const { openCall, submitted, done, programId } = bench.cases;
    await done("reviewer", "declareIneligible", await submitted((await openCall()).id, businessId), {
      reason: "Falta el canario.",
    });
    await loosen();
    await bench.gateway.upkeep();
    await bench.settled();

    expect(receiver.received.map((message) => verify(secret, message, bench.clock))).toEqual([
      expect.objectContaining({
        type: "eligibility.changed",
        data: {
          businessId,
          programId: await programId(),
          from: "INELIGIBLE",
          to: "ELIGIBLE",
          inForceFrom: "2026-11-24",
          at: bench.clock.now.toISOString(),
        },
      }),
    ]);
    expect(other.receiver.received.map(({ body }) => JSON.parse(body).type)).not.toContain("eligibility.changed");

    const [text, ...more] = await texts();
    expect(more).toEqual([]);
    const [spanish, english] = text!.split("----");
    expect(spanish).toContain("Estimada empresa Bordados Canario:");
    expect(spanish).toMatch(/Programa: .+\nReglas nuevas en vigor desde: 24 de noviembre de 2026/);
    expect(spanish).toContain(
      "Según su perfil, antes no cumplía algún requisito; con las reglas nuevas cumple los requisitos.",
    );
    expect(spanish).toContain("Antes su solicitud no procedió; con las reglas nuevas cumple los requisitos.");
    expect(english).toMatch(/Program: .+\nNew rules in force from: November 24, 2026/);
    expect(english).toContain(
      "By your profile, you failed a requirement before; by the new rules you meet the requirements.",
    );
    expect(english).toContain("Your application did not succeed before; by the new rules you meet the requirements.");

    for (const secret of [CURP, "MX-DUR", "1234567", "Falta el canario"]) expect(text).not.toContain(secret);
    const leaks = [
      await bench.outbox(),
      ...bench.log,
      ...receiver.received.map(({ body }) => body),
      ...(await dumpOf(bench.gateway.database)).split("\n").filter((row) => /^(ledger|outbox|rule_change)/.test(row)),
    ].join("\n");
    for (const secret of CANARIES) expect(leaks).not.toContain(secret);
  });

  it("sees the message among those of its webhook, as about itself", async () => {
    const { id: businessId } = await rosa();
    await bench.hook("rosa", { businessId });
    await loosen();
    const [hook] = await bench.webhooks("rosa");
    const about = hook.deliveries.nodes.map(({ topic, subjectId }: { topic: string; subjectId: string }) => [
      topic,
      subjectId,
    ]);
    expect(about).toContainEqual(["eligibility.changed", businessId]);
    expect(about).toContainEqual(["program.published", await bench.cases.programId()]);
  });
});

describe("a firm that was never refused", () => {
  it("is written to without a word of an application", async () => {
    await rosa();
    await loosen();
    const [text] = await texts();
    expect(text).toContain("antes no cumplía algún requisito");
    expect(text).not.toMatch(/su solicitud|Your application/);
  });

  it("is written to about what it must still tell, when that is all that is missing", async () => {
    const { state: _, ...somewhere } = FACTS;
    await rosa({ profile: { ...somewhere, oneOf: [{ fact: "state", values: ["MX-DUR", "MX-SON"] }] } });
    await loosen();
    const [text] = await texts();
    expect(text).toContain(
      "antes no cumplía algún requisito; con las reglas nuevas faltan datos para saber si cumple.",
    );
    expect(text).toContain("Complete su perfil");
  });
});

describe("a firm that is not written to", () => {
  it("asked to be told but did not consent to mail, or consented to mail and did not ask", async () => {
    await rosa({ consents: ["ANSWER_CHANGES"] });
    await rosa({ consents: ["NOTICES"] });
    await loosen();
    expect(await bench.mails()).toEqual([]);
  });

  it("withdrew while the letter was on its way", async () => {
    const firm = await rosa();
    // A file where the folder should be: mail cannot be sent for now.
    await writeFile(join(bench.folder, "mail"), "");
    await deskOf(bench.gateway).published({ [PROGRAM]: statesOf("MX-CHH", "MX-DUR") });
    await bench.gateway.upkeep();
    await eventually(async () => (await bench.outbox()).includes("mail,pending,1"));
    await answersOf(bench.gateway).withdraw(firm, "ANSWER_CHANGES");
    await rm(join(bench.folder, "mail"));
    bench.clock.now = new Date(bench.clock.now.getTime() + 60_000);
    await bench.settled();
    expect(await bench.mails()).toEqual([]);
  });

  it("withdrew after the edition was published, and is told by webhook no more either", async () => {
    const firm = await rosa();
    const { receiver } = await bench.hook("rosa", { businessId: firm.id, topics: ["eligibility.changed"] });
    await deskOf(bench.gateway).published({ [PROGRAM]: statesOf("MX-CHH", "MX-DUR") });
    await answersOf(bench.gateway).withdraw(firm, "ANSWER_CHANGES");
    await bench.gateway.upkeep();
    await bench.settled();
    expect(receiver.received).toEqual([]);
    expect(await bench.mails()).toEqual([]);
  });
});
