import { startTestGateway, type TestGateway } from "../kit/gateway.js";
import { deskOf, type RevisionRead, type Someone } from "../kit/publishing.js";

const RECEIPTS = `query ($id: ID!) { ledgerReceipts(objectId: $id) { action from to role agency objectVersion actorCommitment } }`;
const ROSA = { role: "business", sub: "rosa" } as const;

let gateway: TestGateway;
let revision: RevisionRead;
beforeAll(async () => {
  gateway = await startTestGateway();
  const { send, draft, done } = deskOf(gateway);
  const submitted = await done(
    "editor",
    "submitRevision",
    await draft({ "chihuahua-program-for-women": { acronym: "R" } }),
  );
  await send({ role: "agency_approver", sub: "editor-1", agency: "ichmujer" }, "approveRevision", {
    revisionId: submitted.id,
    version: submitted.version,
  });
  revision = await done("approver", "approveRevision", submitted);
});
afterAll(() => gateway.close());

const receiptsFor = (who: Someone) => deskOf(gateway).as(who).ask(RECEIPTS, { id: revision.id });

describe("the receipts of a revision", () => {
  it("are of all that was decided on it, with no name, and not of what was tried", async () => {
    const { data } = await receiptsFor("editor");
    expect(data.ledgerReceipts).toMatchObject([
      { action: "draft", from: null, to: "draft", role: "agency_editor", agency: "ichmujer" },
      { action: "submit", from: "draft", to: "submitted", role: "agency_editor", agency: "ichmujer" },
      { action: "approve", from: "submitted", to: "approved", role: "agency_approver" },
      { action: "publish", from: "approved", to: "published", role: "system" },
    ]);
    expect(JSON.stringify(data)).not.toMatch(/editor-1|approver-1/);
  });

  it("are for its agency and for who audits, and as if there were none for anybody else", async () => {
    const told = (await receiptsFor("editor")).data;
    for (const who of ["approver", "reviewer", "auditor"] as const) expect((await receiptsFor(who)).data).toEqual(told);
    for (const who of ["neighbour", ROSA] as const) {
      const { data, errors } = await receiptsFor(who);
      expect([data.ledgerReceipts, errors?.[0]?.extensions.code]).toEqual([null, "NOT_FOUND"]);
    }
  });

  it("are kept from others by the store itself", async () => {
    const key = Buffer.from(revision.id, "base64url").toString().split(":")[1];
    const asked = (claims: Readonly<Record<string, string>>) =>
      gateway.database.as(claims, (tx) => tx.query("select from ledger_revision_receipts($1)", [key]));
    expect(await asked({ role: "agency_editor", agency: "ichmujer", subject: "x" })).toHaveLength(4);
    expect(await asked({ role: "agency_editor", agency: "fojal", subject: "x" })).toEqual([]);
    expect(await asked({ role: "business", subject: "rosa" })).toEqual([]);
    expect(await asked({})).toEqual([]);
  });
});
