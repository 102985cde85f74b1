import { SEALED_COLUMNS } from "../../src/house/encryption.js";
import { casesOf } from "../kit/case-file.js";
import { dayFromToday } from "../kit/day-from-today.js";
import { documentsOf } from "../kit/documents.js";
import { CURP, firmsOf, RFC } from "../kit/firms.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { dumpOf } from "../kit/whole-store.js";

const NAME = "Pajarera El Canario";
const WORDS = {
  title: "Jaulas de carrizo",
  description: "Jaulas tejidas por cuatro artesanas de Batopilas.",
  asked: "Falta el recibo de la casa de Batopilas.",
  answer: "El recibo está a nombre de mi hermana.",
  message: "Llámenme al taller de jaulas.",
  opinion: "Las jaulas tienen mercado.",
};

let gateway: TestGateway;
let now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

/** A firm with an application that money was paid on, a draft, a mandate, a consent and a document. */
async function firmWithHistory(who: string) {
  const { register, done: onFirm } = firmsOf(gateway);
  const { openCall, send, done, programId, GRANT } = casesOf(gateway);
  const person = { role: "business", sub: who } as const;
  const { id } = await register(who, {
    name: NAME,
    email: "canario@pajarera.mx",
    profile: { rfc: RFC, curp: CURP, workers: 4, state: "MX-CHH", ownerGender: "FEMALE", wantsToWork: true },
  });
  await onFirm(who, "grantMandate", {
    businessId: id,
    holder: `${who}-helper`,
    scopes: ["READ", "APPLY"],
    expiresOn: dayFromToday(200),
  });
  await onFirm(who, "giveConsent", { businessId: id, purpose: "NOTICES" });
  await documentsOf(gateway).announced(id, { fileName: "canario.pdf", sha256: "a".repeat(64) }, person);
  const [paid, other] = [await openCall({ budget: "100000" }), await openCall()];
  const fill = async (callId: string) => {
    const { application } = await send(person, "startApplication", {
      businessId: id,
      programId: await programId(),
      callId,
    });
    return done(person, "fillApplication", application, {
      title: WORDS.title,
      description: WORDS.description,
      requestedAmount: "50000",
    });
  };
  const draft = await fill(other.id);
  let application = await done(person, "submitApplication", await fill(paid.id), { insist: true });
  application = await done("editor", "requestInformation", application, {
    items: [{ code: "OTHER", text: WORDS.asked }],
  });
  application = await done(person, "answerInformationRequest", application, { answer: WORDS.answer });
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
    reason: WORDS.opinion,
  });
  application = await done("approver", "approveApplication", application, GRANT);
  application = await done(person, "signAgreement", application);
  application = await done("approver", "signAgreement", application);
  application = await done("editor", "meetMilestone", application, { number: 1 });
  application = await done("approver", "payTranche", application, { number: 1 });
  await send(person, "sendMessage", { applicationId: application.id, body: WORDS.message, internal: false });
  await send("editor", "sendMessage", { applicationId: application.id, body: "Nota entre nosotros.", internal: true });
  return { id, person, application, draft, callId: paid.id };
}

const keyOf = (globalId: string) => Buffer.from(globalId, "base64url").toString().split(":")[1] ?? "";
const EXPORT = "query ($id: ID!, $after: String) { exportBusiness(id: $id, after: $after) { mediaType text next } }";

describe("what a firm takes away", () => {
  it("is everything that is kept of it, readable: identity, facts, mandates, consents, documents, applications and all that happened", async () => {
    const { as } = firmsOf(gateway);
    const { id, application, draft } = await firmWithHistory("ana");
    await casesOf(gateway)
      .as("auditor")
      .read("query ($id: ID!) { application(id: $id) { applicant { rfc } } }", { id: application.id });
    const { exportBusiness } = await as("ana").read(EXPORT, { id });
    expect(exportBusiness).toMatchObject({ mediaType: "application/json", next: null });
    const content = JSON.parse(exportBusiness.text);
    expect(content).toMatchObject({
      format: "ventanilla-unica/business-export/2",
      business: { id, name: NAME, rfc: RFC, curp: CURP, email: "canario@pajarera.mx" },
      mandates: [{ holder: "ana-helper", scopes: ["read", "apply"], grantedBy: "ana" }],
      consents: [{ purpose: "notices", givenBy: "ana" }],
      documents: [{ fileName: "canario.pdf", sha256: "a".repeat(64) }],
    });
    expect(content.facts.map(({ fact, values }: { fact: string; values: string[] }) => [fact, ...values])).toEqual([
      ["ownerGender", "FEMALE"],
      ["state", "MX-CHH"],
      ["wantsToWork", "true"],
      ["workers", "4"],
    ]);
    expect(content.applications.map(({ id: each }: { id: string }) => each).sort()).toEqual(
      [application.id, draft.id].sort(),
    );
    for (const words of Object.values(WORDS)) expect(exportBusiness.text).toContain(words);
    const looks = (of: string) => content.applications.find(({ id: each }: { id: string }) => each === of).accesses;
    expect(looks(application.id)).toEqual([
      { at: "2026-11-24T18:00:00Z", by: expect.objectContaining({ code: "auditor" }), agencySlug: null },
    ]);
    expect(looks(draft.id)).toEqual([]);
    // What the agency's people write among themselves is theirs, and so are their names.
    for (const theirs of ["Nota entre nosotros", "reviewer-1", "approver-1", "window-1"])
      expect(exportBusiness.text).not.toContain(theirs);
  });

  it("is for nobody else: not for a stranger, nor for who holds a mandate", async () => {
    const { as, register, done } = firmsOf(gateway);
    const { id } = await register("ana");
    await done("ana", "grantMandate", {
      businessId: id,
      holder: "luz",
      scopes: ["READ", "APPLY", "PROFILE", "SIGN"],
      expiresOn: dayFromToday(200),
    });
    expect((await as("eva").read(EXPORT, { id })).exportBusiness).toBeNull();
    const { errors } = await as("luz").ask(EXPORT, { id });
    expect(errors?.[0]?.extensions.code).toBe("FORBIDDEN");
  });

  it("comes in parts when it is much: each application in one of them, and no part larger than a megabyte or so", async () => {
    const { as, register } = firmsOf(gateway);
    const { openCall, send, programId } = casesOf(gateway);
    const { id } = await register("ana", { profile: { workers: 2 } });
    const program = await programId();
    for (let count = 0; count < 23; count += 1) {
      const call = await openCall();
      await send({ role: "business", sub: "ana" }, "startApplication", {
        businessId: id,
        programId: program,
        callId: call.id,
      });
    }
    const parts: { applications: { id: string }[]; facts?: unknown[] }[] = [];
    let after: string | null = null;
    do {
      const { exportBusiness }: { exportBusiness: { text: string; next: string | null } } = await as("ana").read(
        EXPORT,
        { id, after },
      );
      expect(exportBusiness.text.length).toBeLessThan(1_000_000);
      parts.push(JSON.parse(exportBusiness.text));
      after = exportBusiness.next;
    } while (after !== null);
    expect(parts.map(({ applications }) => applications.length)).toEqual([20, 3]);
    expect(parts.map(({ facts }) => facts !== undefined)).toEqual([true, false]);
    const ids = parts.flatMap(({ applications }) => applications.map((each) => each.id));
    expect(new Set(ids).size).toBe(23);
    const { errors } = await as("ana").ask(EXPORT, { id, after: "made-up" });
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "after" });
  });
});

describe("a firm that leaves", () => {
  let left: Awaited<ReturnType<typeof firmWithHistory>>;
  let ledger: unknown[];
  const entries = () => gateway.database.query("select * from ledger_entry order by id");
  const salts = async (key: string) =>
    (
      await gateway.database.query<{ count: number }>(
        "select count(*)::int as count from ledger_salt where object_id = $1",
        [key],
      )
    )[0]?.count;

  beforeAll(async () => {
    left = await firmWithHistory("leaver");
    ledger = await entries();
    expect(await salts(keyOf(left.application.id))).toBeGreaterThan(3);
    now = new Date("2026-12-01T18:00:00Z");
    const { data } = await firmsOf(gateway).ask("leaver", "suppressBusiness", {
      businessId: left.id,
      confirmName: NAME,
    });
    expect(data).toEqual({ suppressBusiness: true });
  });

  it("leaves nothing sealed behind, and no name, and takes nothing of another firm's with it", async () => {
    const stays = await firmWithHistory("stayer");
    const firm = keyOf(left.id);
    const applications = [keyOf(left.application.id), keyOf(left.draft.id)];
    for (const { table, column } of SEALED_COLUMNS) {
      const owner =
        {
          business: "id",
          business_fact: "business_id",
          document: "business_id",
          webhook_endpoint: "business_id",
          application: "id",
        }[table] ?? "application_id";
      const whose = owner === "business_id" || table === "business" ? [firm] : applications;
      const [row] = await gateway.database.query<{ count: number }>(
        `select count(${column})::int as count from ${table} where ${owner} = any($1::uuid[])`,
        [whose],
      );
      expect([table, column, row?.count]).toEqual([table, column, 0]);
    }
    const [gone] = await gateway.database.query<object>("select name, rfc_index from business where id = $1", [firm]);
    expect(gone).toEqual({ name: "", rfc_index: null });
    const dump = await dumpOf(gateway.database);
    const ofFirm = dump
      .split("\n")
      .filter((line) => line.includes(firm) || applications.some((key) => line.includes(key)));
    expect(ofFirm.length).toBeGreaterThan(10);
    for (const word of [NAME, RFC, CURP, "canario", ...Object.values(WORDS)])
      expect(ofFirm.join("\n")).not.toContain(word);
    expect(await firmsOf(gateway).firm("stayer", stays.id)).toMatchObject({ name: NAME, rfc: RFC });
    expect(await salts(keyOf(stays.application.id))).toBeGreaterThan(3);
  });

  it("is gone for everybody: its owner, who held a mandate, and whoever sends an old command again", async () => {
    const { firm, as, refused } = firmsOf(gateway);
    for (const who of ["leaver", "leaver-helper"]) {
      expect(await firm(who, left.id)).toBeNull();
      expect((await as(who).read("{ myBusinesses { totalCount } }")).myBusinesses.totalCount).toBe(0);
      expect(await refused(who, "updateBusiness", { businessId: left.id, version: 1, name: "Otra" })).toMatchObject({
        code: "NOT_FOUND",
      });
    }
    expect((await as("leaver").read(EXPORT, { id: left.id })).exportBusiness).toBeNull();
    const again = { businessId: left.id, confirmName: NAME };
    expect(await refused("leaver", "suppressBusiness", again)).toMatchObject({
      code: "NOT_FOUND",
      field: "input.businessId",
    });
    expect(await refused("leaver", "suppressBusiness", { ...again, confirmName: "" })).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it("stays in the ledger, entry by entry, without the salts that would tell what was said", async () => {
    const after = await entries();
    expect(after.slice(0, ledger.length)).toEqual(ledger);
    expect(await salts(keyOf(left.application.id))).toBe(0);
    expect(await salts(keyOf(left.draft.id))).toBe(0);
  });

  it("stays for the agency as a tombstone of what was submitted: states and money, no content", async () => {
    const ask = `query ($id: ID!) { application(id: $id) { folio tombstone title description state { code } allowedMoves { code }
      requested { amount } award { amount { amount } paid { amount } } applicant { name } check { verdict { code } } report { summary }
      timeline { nodes { what { code } reason } } informationRequests { answer } messages { nodes { body } } documents { evidence } tranches { amount { amount } paidAt } } }`;
    for (const person of ["editor", "approver", "auditor"] as const) {
      const { application } = await casesOf(gateway).as(person).read(ask, { id: left.application.id });
      expect(application).toMatchObject({
        tombstone: true,
        title: "",
        description: "",
        folio: left.application.folio,
        state: { code: "DISBURSING" },
        allowedMoves: [],
        requested: { amount: "50000.00" },
        award: { amount: { amount: "40000.00" }, paid: { amount: "25000.00" } },
        applicant: null,
        check: null,
        report: null,
        informationRequests: [],
        messages: { nodes: [] },
        tranches: [{ paidAt: expect.any(String) }, { paidAt: null }],
      });
      expect(application.timeline.nodes.at(-1)).toEqual({ what: { code: "SUPPRESS" }, reason: null });
      for (const { reason } of application.timeline.nodes) expect(reason).toBeNull();
    }
    const { application } = await casesOf(gateway)
      .as("editor")
      .read("query ($id: ID!) { application(id: $id) { folio } }", { id: left.draft.id });
    expect(application).toBeNull();
  });

  it("is told to who follows the feed, and nothing more can be done on it", async () => {
    const { as, ask } = casesOf(gateway);
    const { applications } = await as("editor").read(
      '{ applications(updatedSince: "2026-12-01T00:00:00Z", first: 100) { nodes { id tombstone title } } }',
    );
    expect(applications.nodes).toContainEqual({ id: left.application.id, tombstone: true, title: "" });
    const { errors } = await ask("editor", "meetMilestone", {
      applicationId: left.application.id,
      version: left.application.version + 2,
      number: 2,
    });
    expect(errors?.[0]?.extensions.code).toBe("NOT_FOUND");
    const message = await ask("editor", "sendMessage", {
      applicationId: left.application.id,
      body: "¿Siguen ahí?",
      internal: false,
    });
    expect(message.errors?.[0]?.extensions.code).toBe("NOT_FOUND");
  });
});
