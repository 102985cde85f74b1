import { hundredfold, numberFault, unitInSpanish } from "../../../src/eligibility/authoring/check-criterion.js";
import { checkRule } from "../../../src/eligibility/authoring/check-rule.js";
import type { Finding } from "../../../src/eligibility/authoring/finding.js";
import type { NumberFact } from "../../../src/eligibility/facts/fact.js";
import { FIRM_FACTS } from "../../../src/eligibility/facts/firm.js";
import { GROUP_FUND_FACTS } from "../../../src/eligibility/facts/group-fund.js";
import type { Criterion } from "../../../src/eligibility/rules/rule.js";
import { FEW_CODES } from "./few-codes.js";

const findings = (criterion: Criterion) => checkRule(criterion, FEW_CODES);
const found = (path: Finding["path"], es: string, en: string): Omit<Finding, "code"> => ({ path, es, en });

describe("a criterion that is sound", () => {
  it.each<Criterion>([
    { is: { fact: "exporter", value: true } },
    { attest: { fact: "exporter" } },
    { range: { fact: "workers", min: 1, max: 1_000_000 } },
    { range: { fact: "workers", min: 10, max: 10 } },
    { range: { fact: "workers", min: 1 } },
    { range: { fact: "workers", max: 0 } },
    { range: { fact: "firmAgeYears", max: 0.5 } },
    { range: { fact: "ownDepositShare", max: 0 } },
    { range: { fact: "ownDepositShare", max: 1 } },
    { range: { fact: "ownDepositShare", max: 2.5 } },
    { oneOf: { fact: "size", values: ["micro", "small"] } },
    { oneOf: { fact: "state", values: ["MX-GUA"] } },
    { codeIn: { fact: "scian", prefixes: ["31", "461"] } },
    { codeIn: { fact: "municipality", prefixes: ["22"] } },
    { hasAny: { fact: "certifications", values: ["AS9100", "NADCAP"] } },
    { hasAll: { fact: "certifications", values: ["AS9100", "NADCAP"] } },
  ])("is told nothing of: %j", (criterion) => {
    expect(findings(criterion)).toMatchObject([]);
  });
});

describe("a criterion that is not sound is told", () => {
  it("that its fact does not exist, and which is near", () => {
    expect(findings({ is: { fact: "exportr", value: true } })).toMatchObject([
      found(
        ["is", "fact"],
        "«exportr» no es un dato; ¿quiso decir exporter?",
        "«exportr» is not a fact; did you mean exporter?",
      ),
    ]);
  });

  it.each<[Criterion, string, string]>([
    [
      { is: { fact: "workers", value: true } },
      "«is» no juzga workers, que es un número; use range",
      "is cannot judge workers, which is a number; use range",
    ],
    [
      { attest: { fact: "size" } },
      "«attest» no juzga size, que es un código; use oneOf",
      "attest cannot judge size, which is a code; use oneOf",
    ],
    [
      { range: { fact: "exporter", min: 1 } },
      "«range» no juzga exporter, que es un sí o no; use is",
      "range cannot judge exporter, which is a yes or no; use is",
    ],
    [
      { oneOf: { fact: "wants", values: ["grant"] } },
      "«oneOf» no juzga wants, que es una lista de códigos; use hasAny o hasAll",
      "oneOf cannot judge wants, which is a list of codes; use hasAny or hasAll",
    ],
    [
      { hasAny: { fact: "size", values: ["micro"] } },
      "«hasAny» no juzga size, que es un código; use oneOf",
      "hasAny cannot judge size, which is a code; use oneOf",
    ],
    [
      { hasAll: { fact: "size", values: ["micro"] } },
      "«hasAll» no juzga size, que es un código; use oneOf",
      "hasAll cannot judge size, which is a code; use oneOf",
    ],
    [
      { codeIn: { fact: "wants", prefixes: ["g"] } },
      "«codeIn» no juzga wants, que es una lista de códigos; use hasAny o hasAll",
      "codeIn cannot judge wants, which is a list of codes; use hasAny or hasAll",
    ],
    [
      { codeIn: { fact: "size", prefixes: ["mic"] } },
      "«codeIn» no juzga size, que es un código sin partes; use oneOf",
      "codeIn cannot judge size, which is a code without parts; use oneOf",
    ],
  ])("that it is of another kind than its fact: %j", (criterion, es, en) => {
    expect(findings(criterion)).toMatchObject([found([Object.keys(criterion)[0] as string], es, en)]);
  });

  it("that a number lies outside what the fact can be", () => {
    expect(findings({ range: { fact: "workers", min: -1, max: 1_000_001 } })).toMatchObject([
      found(
        ["range", "min"],
        "workers va de 0 a 1000000 (personas), no -1",
        "workers is from 0 to 1000000 people, not -1",
      ),
      found(
        ["range", "max"],
        "workers va de 0 a 1000000 (personas), no 1000001",
        "workers is from 0 to 1000000 people, not 1000001",
      ),
    ]);
    expect(findings({ range: { fact: "workers", min: 1_000_001, max: -1 } }).map(({ path }) => path)).toMatchObject([
      ["range", "min"],
      ["range", "max"],
    ]);
  });

  it("that a share stands where a percentage is meant", () => {
    expect(findings({ range: { fact: "ownDepositShare", min: 0.05 } })).toMatchObject([
      found(
        ["range", "min"],
        "ownDepositShare es un porcentaje de 0 a 100: 0.05 parece una fracción; ¿quiso decir 5?",
        "ownDepositShare is a percentage from 0 to 100: 0.05 looks like a fraction; did you mean 5?",
      ),
    ]);
  });

  it("that a whole thing has parts", () => {
    expect(findings({ range: { fact: "workers", max: 10.5 } })).toMatchObject([
      found(
        ["range", "max"],
        "workers es un número entero (personas), no 10.5",
        "workers is a whole number of people, not 10.5",
      ),
    ]);
  });

  it("that its least exceeds its most", () => {
    expect(findings({ range: { fact: "workers", min: 11, max: 10 } })).toMatchObject([
      found(["range", "min"], "el mínimo 11 rebasa el máximo 10", "min exceeds max: 11 is more than 10"),
    ]);
  });

  it("which value its fact cannot have", () => {
    expect(findings({ oneOf: { fact: "size", values: ["micro", "smal"] } })).toMatchObject([
      found(
        ["oneOf", "values", 1],
        "size no tiene el valor «smal»; ¿quiso decir small?",
        "size has no value smal; did you mean small?",
      ),
    ]);
    expect(findings({ hasAny: { fact: "certifications", values: ["ISO-9001"] } })).toMatchObject([
      found(
        ["hasAny", "values", 0],
        "certifications no tiene el valor «ISO-9001»; ¿quiso decir ISO9001?",
        "certifications has no value ISO-9001; did you mean ISO9001?",
      ),
    ]);
    expect(findings({ hasAll: { fact: "certifications", values: ["NADCAPP"] } })).toMatchObject([
      { path: ["hasAll", "values", 0] },
    ]);
  });

  it("which code is not in the official table", () => {
    expect(findings({ oneOf: { fact: "state", values: ["MX-GUX"] } })).toMatchObject([
      found(
        ["oneOf", "values", 0],
        "«MX-GUX» no es la clave de un estado (ISO 3166-2); ¿quiso decir MX-GUA?",
        "MX-GUX is not the code of a state (ISO 3166-2); did you mean MX-GUA?",
      ),
    ]);
    expect(findings({ oneOf: { fact: "municipality", values: ["99999"] } })[0]?.es).toContain(
      "no es la clave INEGI de un municipio",
    );
    expect(findings({ oneOf: { fact: "scian", values: ["99999"] } })[0]?.en).toContain("is not a SCIAN code");
  });

  it("which value stands twice", () => {
    expect(findings({ oneOf: { fact: "size", values: ["micro", "small", "micro"] } })).toMatchObject([
      found(["oneOf", "values", 2], "«micro» está dos veces", "micro stands twice"),
    ]);
    expect(findings({ codeIn: { fact: "scian", prefixes: ["31", "31"] } })).toMatchObject([
      found(["codeIn", "prefixes", 1], "«31» está dos veces", "31 stands twice"),
    ]);
  });

  it("which beginning no code has, and the near ones of its length", () => {
    expect(findings({ codeIn: { fact: "scian", prefixes: ["31", "463"] } })).toMatchObject([
      found(
        ["codeIn", "prefixes", 1],
        "ningún código empieza con «463» (scian es un código del SCIAN); ¿quiso decir 461 o 462?",
        "no code begins with 463 (scian is a SCIAN code); did you mean 461 or 462?",
      ),
    ]);
    // None has so many digits: all are compared.
    expect(findings({ codeIn: { fact: "scian", prefixes: ["31112"] } })).toMatchObject([
      found(
        ["codeIn", "prefixes", 0],
        "ningún código empieza con «31112» (scian es un código del SCIAN); ¿quiso decir 3111?",
        "no code begins with 31112 (scian is a SCIAN code); did you mean 3111?",
      ),
    ]);
  });

  it("which beginning another already takes in", () => {
    expect(findings({ codeIn: { fact: "scian", prefixes: ["46", "311", "31"] } })).toMatchObject([
      found(["codeIn", "prefixes", 1], "«311» sobra: «31» ya lo incluye", "311 adds nothing: 31 already includes it"),
    ]);
  });
});

describe("a number of a fact", () => {
  it("may be each bound", () => {
    const share: NumberFact = GROUP_FUND_FACTS.ownDepositShare;
    expect([0, 1, 50, 100].map((value) => numberFault("ownDepositShare", share, value))).toMatchObject([
      [],
      [],
      [],
      [],
    ]);
    expect([-1, 0.5, 101].map((value) => numberFault("ownDepositShare", share, value).length)).toMatchObject([1, 1, 1]);
    expect(numberFault("firmAgeYears", FIRM_FACTS.firmAgeYears, 0.5)).toMatchObject([]);
  });

  it("has its unit in Spanish, and currencies by their code", () => {
    const units = ["people", "years", "months", "percent", "times", "component", "loan currency", "USD"];
    expect(units.map((unit) => unitInSpanish({ ...FIRM_FACTS.workers, unit }))).toMatchObject([
      ...["personas", "años", "meses", "por ciento", "veces", "componente", "moneda del crédito", "USD"],
    ]);
  });

  it("is a hundredfold without the dust of floats", () => {
    expect([0.05, 0.07, 0.29, 0.125].map(hundredfold)).toMatchObject([5, 7, 29, 12.5]);
  });
});
