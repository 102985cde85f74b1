import { randomUUID } from "node:crypto";
import { casesOf } from "../kit/case-file.js";
import { documentsOf, PDF } from "../kit/documents.js";
import { startTestGateway, type TestGateway } from "../kit/gateway.js";

let gateway: TestGateway;
let now = new Date("2026-11-24T18:00:00Z");
beforeAll(async () => {
  gateway = await startTestGateway({}, { now: () => now });
});
afterAll(() => gateway.close());

const EVIDENCE = { evidence: [{ code: "address", es: "Comprobante de domicilio", en: "Proof of address" }] };

describe("a document of a firm's", () => {
  it("is announced, brought once, attached to an application that asks for it, and read by the agency", async () => {
    const { announced, bring } = documentsOf(gateway);
    const { as, draft, done, send, openCall, registerFirm } = casesOf(gateway);
    const businessId = await registerFirm();
    let application = await draft((await openCall(EVIDENCE)).id, businessId);
    const early = await send("rosa", "submitApplication", {
      applicationId: application.id,
      version: application.version,
    });
    expect(early).toMatchObject({
      __typename: "ApplicationNotReady",
      gaps: [{ field: "documents.address", message: "Falta: Comprobante de domicilio" }],
    });

    const { document, uploadPath } = await announced(businessId);
    const attach = { documentId: document.id, evidence: "address" };
    const before = await send("rosa", "attachDocument", {
      applicationId: application.id,
      version: application.version,
      ...attach,
    });
    expect(before).toMatchObject({ __typename: "ConditionNotMet", condition: { code: "DOCUMENT_NOT_THERE" } });

    expect((await bring(uploadPath, Buffer.from("%PDF-1.7 something else entirely"))).status).toBeGreaterThanOrEqual(
      400,
    );
    expect((await bring(uploadPath, PDF)).status).toBe(204);
    application = await done("rosa", "attachDocument", application, attach);
    application = await done("rosa", "submitApplication", application);

    const { application: seen } = await as("editor").read(
      "query ($id: ID!) { application(id: $id) { documents { evidence document { fileName kind { code } downloadPath } } } }",
      { id: application.id },
    );
    expect(seen.documents).toMatchObject([
      { evidence: "address", document: { fileName: "recibo de luz.pdf", kind: { code: "PROOF_OF_ADDRESS" } } },
    ]);
    const taken = await fetch(`${gateway.url}${seen.documents[0].document.downloadPath}`);
    expect(Buffer.from(await taken.arrayBuffer())).toEqual(PDF);
  });

  it("serves many applications, until it expires", async () => {
    const { announced, bring } = documentsOf(gateway);
    const { draft, send, done, openCall, registerFirm } = casesOf(gateway);
    const businessId = await registerFirm();
    const { document, uploadPath } = await announced(businessId, { validUntil: "2026-11-30" });
    await bring(uploadPath, PDF);
    const [first, second] = [await openCall(EVIDENCE), await openCall(EVIDENCE)];
    const attach = { documentId: document.id, evidence: "address" };
    const application = await done("rosa", "attachDocument", await draft(first.id, businessId), attach);
    const other = await done("rosa", "attachDocument", await draft(second.id, businessId), attach);
    await done("rosa", "submitApplication", application);
    now = new Date("2026-12-01T18:00:00Z");
    const late = await send("rosa", "submitApplication", { applicationId: other.id, version: other.version });
    expect(late).toMatchObject({ __typename: "ApplicationNotReady", gaps: [{ field: "documents.address" }] });
    now = new Date("2026-11-24T18:00:00Z");
  });

  it("proves a fact that the firm told, until the fact is told anew", async () => {
    const { announced } = documentsOf(gateway);
    const { as, registerFirm } = casesOf(gateway);
    const businessId = await registerFirm();
    const { document } = await announced(businessId);
    const update = (version: number, more: object) =>
      as("rosa").ask(
        `mutation ($input: UpdateBusinessInput!) { updateBusiness(input: $input) {
           ... on BusinessChanged { business { facts { fact documentId } } } } }`,
        { input: { clientMutationId: randomUUID(), businessId, version, ...more } },
      );
    const proof = async (answer: ReturnType<typeof update>) =>
      (await answer).data.updateBusiness.business.facts.find(({ fact }: { fact: string }) => fact === "workers")
        .documentId;
    const evidence = [{ fact: "workers", documentId: document.id }];
    expect(await proof(update(1, { evidence }))).toBe(document.id);
    expect(await proof(update(2, { profile: { workers: 5 } }))).toBeNull();
    const untold = await update(3, { evidence: [{ fact: "exporter", documentId: document.id }] });
    expect(untold.errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.evidence[0].fact" });
    const { document: others } = await announced(await registerFirm("stranger", undefined, "Otra"), {}, "stranger");
    const foreign = await update(3, { evidence: [{ fact: "workers", documentId: others.id }] });
    expect(foreign.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND", field: "input.evidence[0].documentId" });
  });

  it("is nobody else's: a stranger can neither bring, see, attach nor remove it", async () => {
    const { announced, bring, prepare } = documentsOf(gateway);
    const { as, draft, openCall, registerFirm } = casesOf(gateway);
    const [hers, theirs] = [await registerFirm(), await registerFirm("stranger", undefined, "Otra empresa")];
    const { document, uploadPath } = await announced(hers);
    await bring(uploadPath, PDF);
    expect((await prepare(hers, {}, "stranger")).errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
    const application = await draft((await openCall(EVIDENCE)).id, theirs, "stranger");
    const { errors } = await casesOf(gateway).ask(
      "stranger",
      "attachDocument",
      { applicationId: application.id, version: application.version, documentId: document.id, evidence: "address" },
      "AttachDocumentInput",
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND", field: "input.documentId" });
    const hersToo = await draft(
      (await openCall(EVIDENCE)).id,
      await registerFirm("rosa", undefined, "La otra de Rosa"),
    );
    const ofAnotherFirm = await casesOf(gateway).ask("rosa", "attachDocument", {
      applicationId: hersToo.id,
      version: hersToo.version,
      documentId: document.id,
      evidence: "address",
    });
    expect(ofAnotherFirm.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND", field: "input.documentId" });
    const removing = await as("stranger").ask(
      "mutation ($input: RemoveDocumentInput!) { removeDocument(input: $input) }",
      { input: { clientMutationId: randomUUID(), documentId: document.id } },
    );
    expect(removing.errors?.[0]?.extensions).toMatchObject({ code: "NOT_FOUND" });
  });

  it.each([
    ["a type that is not taken", { mediaType: "text/html" }, "input.mediaType"],
    ["a size beyond the limit", { size: 20_000_000 }, "input.size"],
    ["a digest that is none", { sha256: "abc" }, "input.sha256"],
    ["a last day before the first", { validFrom: "2026-02-01", validUntil: "2026-01-01" }, "input.validUntil"],
  ])("is refused when announced with %s", async (_what, input, field) => {
    const { prepare } = documentsOf(gateway);
    const businessId = await casesOf(gateway).registerFirm();
    expect((await prepare(businessId, input)).errors?.[0]?.extensions).toMatchObject({ code: "BAD_USER_INPUT", field });
  });
});
