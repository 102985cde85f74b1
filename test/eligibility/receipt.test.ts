import { createReceipts, ENGINE_VERSION, type Receipt } from "../../src/eligibility/receipt.js";
import { DECLINED, type Knowledge, known, UNASKED } from "../../src/eligibility/rules/knowledge.js";
import { Refusal } from "../../src/graph/errors.js";
import { createSeals } from "../../src/platform/seal.js";

const seals = createSeals(Buffer.alloc(32, 1));
const receipts = createReceipts(seals);
const RECEIPT: Receipt = {
  versionId: "version-1",
  rules: "abc",
  engine: ENGINE_VERSION,
  facts: "def",
  asOf: "2026-11-24",
  verdict: "ELIGIBLE",
  issuedAt: "2026-11-24T00:00:00Z",
};
const digest = (...facts: readonly (readonly [string, Knowledge])[]) => receipts.digest(new Map(facts));

describe("a receipt", () => {
  it("comes back as it was issued", () => {
    expect(receipts.read(receipts.token(RECEIPT))).toEqual(RECEIPT);
  });

  it.each([
    ["nothing", ""],
    ["a word", "receipt"],
    ["one sealed by somebody else", createReceipts(createSeals(Buffer.alloc(32, 2))).token(RECEIPT)],
    ["what was sealed here for another purpose", seals.seal("cursor", JSON.stringify(RECEIPT))],
    [
      "one that was altered",
      Buffer.from(
        Buffer.from(receipts.token(RECEIPT), "base64url").map((byte, at) => (at === 30 ? byte ^ 1 : byte)),
      ).toString("base64url"),
    ],
  ])("is refused when it is %s", (_what, token) => {
    expect(() => receipts.read(token)).toThrow(Refusal);
    try {
      receipts.read(token);
    } catch (error) {
      const { extensions, text } = error as Refusal;
      expect(extensions).toEqual({ code: "BAD_USER_INPUT", field: "receipt" });
      expect(text.es).toContain("no es un comprobante emitido por esta ventanilla");
    }
  });
});

describe("the digest of a profile", () => {
  const STATES = known.code("MX-QUE", "MX-GUA");
  const WANTS = known.codes("credit", "training");

  it("does not depend on the order in which things were said", () => {
    const one = digest(["formal", known.boolean(true)], ["state", STATES], ["wants", WANTS]);
    const other = digest(
      ["wants", known.codes("training", "credit")],
      ["formal", known.boolean(true)],
      ["state", known.code("MX-GUA", "MX-QUE")],
    );
    expect(other).toBe(one);
  });

  it("does not depend on what nobody knows", () => {
    const one = digest(["formal", known.boolean(true)]);
    expect(digest(["formal", known.boolean(true)], ["exporter", DECLINED], ["workers", UNASKED])).toBe(one);
  });

  it("is another for whatever else is known", () => {
    const digests = [
      digest(),
      digest(["formal", known.boolean(true)]),
      digest(["formal", known.boolean(false)]),
      digest(["exporter", known.boolean(true)]),
      digest(["workers", known.number(5)]),
      digest(["workers", known.between(5, 6)]),
      digest(["state", STATES]),
      digest(["state", known.code("MX-QUE")]),
      digest(["wants", WANTS]),
      digest(["wants", known.codes("credit")]),
      digest(["wants", known.codesAtLeast("credit")]),
      digest(["wants", known.codes()]),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  it("can be compared only by who made it, and serves nothing else", () => {
    const profile = new Map([["formal", known.boolean(true)]]);
    expect(createReceipts(createSeals(Buffer.alloc(32, 2))).digest(profile)).not.toBe(receipts.digest(profile));
    const text = JSON.stringify([["formal", { kind: "boolean", value: true }]]);
    expect(seals.fingerprint("", text)).not.toBe(receipts.digest(profile));
    expect(seals.fingerprint("eligibility facts", text)).toBe(receipts.digest(profile));
  });
});
