import { FACTS } from "../../../src/eligibility/facts/index.js";
import { known } from "../../../src/eligibility/rules/knowledge.js";
import { describeCriterion } from "../../../src/eligibility/words/describe-criterion.js";
import { describeKnowledge } from "../../../src/eligibility/words/describe-knowledge.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";

const said = (fact: string, knowledge: Parameters<typeof describeKnowledge>[1], language: "es" | "en" = "es") =>
  describeKnowledge(FACTS[fact]!, knowledge, language, OFFICIAL_CODES);

describe("what is known of a fact, in words", () => {
  it.each([
    ["workers", known.number(1), "1 persona", "1 person"],
    ["workers", known.between(11, 30), "de 11 a 30 personas", "11 to 30 people"],
    ["workers", known.between(251, 1_000_000), "251 personas o más", "251 people or more"],
    ["workers", known.between(0, 5), "hasta 5 personas", "up to 5 people"],
    ["annualSalesMxn", known.number(4_600_000.5), "4,600,000.5 MXN", "4,600,000.5 MXN"],
    ["firmAgeYears", known.number(1), "1 año", "1 year"],
    ["exporter", known.boolean(false), "No", "No"],
    ["size", known.code("micro", "small"), "Micro o Pequeña", "Micro or Small"],
    ["state", known.code("MX-QUE"), "Querétaro", "Querétaro"],
    ["municipality", known.code("11020"), "León", "León"],
    ["certifications", known.codes(), "Nada de la lista", "None of the list"],
    ["wants", known.codes("credit", "training"), "Crédito y Capacitación", "Credit and Training"],
    ["sectors", known.codesAtLeast("food"), "Alimentos y quizá otros", "Food and perhaps others"],
  ])("%s", (fact, knowledge, es, en) => {
    expect(said(fact, knowledge)).toBe(es);
    expect(said(fact, knowledge, "en")).toBe(en);
  });

  it("is nothing where nothing is known", () => {
    expect(said("workers", { kind: "unasked" })).toBeNull();
    expect(said("workers", { kind: "declined" })).toBeNull();
    expect(said("sectors", known.codesAtLeast())).toBeNull();
  });

  it("calls many industries by the branch they share", () => {
    expect(said("scian", known.code(...OFFICIAL_CODES.classesOf("3364")))).toMatch(/aeroespacial/i);
    expect(said("scian", known.code(...OFFICIAL_CODES.classesOf("31-33")))).toBe("Industrias manufactureras");
    expect(said("scian", known.code(...OFFICIAL_CODES.classesOf("31")))).toBe("Industrias manufactureras");
  });
});

describe("what a criterion asks, in words", () => {
  const asked = (criterion: Parameters<typeof describeCriterion>[0], fact: string, negated = false) =>
    (["es", "en"] as const).map((language) =>
      describeCriterion(criterion, negated, FACTS[fact]!, language, OFFICIAL_CODES),
    );

  it.each([
    [{ oneOf: { fact: "size", values: ["micro", "small", "medium"] } }, "size", false, "Micro, Pequeña o Mediana"],
    [{ range: { fact: "ownerAge", min: 60 } }, "ownerAge", false, "60 años o más"],
    [{ range: { fact: "requestedSupportShare", max: 50 } }, "requestedSupportShare", false, "hasta 50 %"],
    [{ is: { fact: "exporter", value: true } }, "exporter", false, "Sí"],
    [{ is: { fact: "exporter", value: true } }, "exporter", true, "No"],
    [{ attest: { fact: "bcLawEligible" } }, "bcLawEligible", false, "Sí"],
    [
      { hasAll: { fact: "certifications", values: ["AS9100", "NADCAP"] } },
      "certifications",
      false,
      "AS9100 (calidad aeroespacial) y NADCAP (procesos especiales aeroespaciales)",
    ],
    [{ range: { fact: "requestedComponent", min: 2, max: 2 } }, "requestedComponent", true, "otra cosa que 2"],
    [{ codeIn: { fact: "scian", prefixes: ["3364"] } }, "scian", false, "Fabricación de equipo aeroespacial"],
  ])("%j", (criterion, fact, negated, es) => {
    expect(asked(criterion, fact, negated)[0]).toBe(es);
    expect(asked(criterion, fact, negated)[1]).not.toBe("");
  });
});
