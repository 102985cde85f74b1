import fc from "fast-check";
import type { ProgramDocument } from "../../../../src/programs/document/program-document.js";
import { applyDifferences } from "../../../../src/programs/publishing/compare/apply-differences.js";
import { differences } from "../../../../src/programs/publishing/compare/differences.js";
import { rebase } from "../../../../src/programs/publishing/compare/rebase.js";
import { runs } from "../../../kit/runs.js";
import { SEED_DOCUMENTS } from "../../../kit/seed-programs.js";
import { editions } from "./mutations.js";

const fondo = SEED_DOCUMENTS.find(({ slug }) => slug === "fondo-pyme")!;

describe("what differs between two editions of a program", () => {
  it("is nothing when they are the same", () => {
    for (const document of SEED_DOCUMENTS) expect(differences(document, structuredClone(document))).toEqual([]);
  });

  it("leads from any edition exactly to any other", () => {
    fc.assert(
      fc.property(editions(2), ([, one, other]) => {
        expect(applyDifferences(one!, differences(one!, other!))).toEqual(other);
      }),
      runs(400),
    );
  });

  it("leads from one program to a wholly different one, from nothing to a program, and back", () => {
    for (const [at, document] of SEED_DOCUMENTS.entries()) {
      const other = SEED_DOCUMENTS[at + 1] ?? null;
      expect(applyDifferences(document, differences(document, other))).toEqual(other);
      expect(applyDifferences(null, differences(null, document))).toEqual(document);
    }
  });

  it("is said of the requirement by its id, wherever it stands in the list", () => {
    const [first, ...others] = fondo.requirements;
    const after = { ...fondo, requirements: [...others, { ...first!, role: "target" as const }] };
    expect(differences(fondo, after)).toEqual([
      { path: ["requirements", "is-msme", "role"], kind: "changed", before: "requirement", after: "target" },
      {
        path: ["requirements"],
        kind: "moved",
        before: ["is-msme", "is-manufacturer", "eligible-purpose"],
        after: ["is-manufacturer", "eligible-purpose", "is-msme"],
      },
    ]);
  });

  it("is said of codes one by one: what came and what went", () => {
    const after = {
      ...fondo,
      supports: { ...fondo.supports, kinds: ["grant", "training", "feasibility_study", "infrastructure", "credit"] },
    };
    expect(differences(fondo, after as ProgramDocument)).toEqual([
      { path: ["supports", "kinds", "consulting"], kind: "removed", before: "consulting", after: null },
      { path: ["supports", "kinds", "credit"], kind: "added", before: null, after: "credit" },
    ]);
  });

  it("is said of amounts, which have no id, by position: one taken from the middle leaves the others as they were", () => {
    const [first, second, third] = fondo.supports.amounts;
    const after = { ...fondo, supports: { ...fondo.supports, amounts: [first!, { ...third!, value: "1400000000" }] } };
    expect(differences(fondo, after)).toEqual([
      { path: ["supports", "amounts", 1], kind: "removed", before: second, after: null },
      { path: ["supports", "amounts", 2, "value"], kind: "changed", before: "1390000000", after: "1400000000" },
    ]);
  });

  it("shows a rule as a whole and a text by language", () => {
    const [first, ...others] = fondo.requirements;
    const rule = { oneOf: { fact: "size", values: ["micro"] } };
    const after = { ...fondo, requirements: [{ ...first!, rule, text: { ...first!.text, en: "Other" } }, ...others] };
    expect(differences(fondo, after).map(({ path, kind }) => ({ path: path.join("."), kind }))).toEqual([
      { path: "requirements.is-msme.text.en", kind: "changed" },
      { path: "requirements.is-msme.rule", kind: "changed" },
    ]);
  });

  it("does not take long over lists of thousands, and still leads from one to the other", () => {
    const many = (word: string) => Array.from({ length: 4_000 }, (_, at) => `${word} ${at % 2_000}`);
    const [before, after] = [many("a"), many("b")].map((aliases) => ({ ...fondo, aliases }));
    const began = performance.now();
    const found = differences(before!, after!);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(found).toMatchObject([{ path: ["aliases"], kind: "changed" }]);
    expect(applyDifferences(before!, found)).toEqual(after);
    expect(rebase(fondo, before!, after!)).toMatchObject({ conflicts: [{ path: ["aliases"] }] });
  });
});
