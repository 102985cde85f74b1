import { FACTS } from "../../../src/eligibility/facts/index.js";
import type { ConditionOutcome, Explanation } from "../../../src/eligibility/report/explain.js";
import { known } from "../../../src/eligibility/rules/knowledge.js";
import type { Truth } from "../../../src/eligibility/rules/truth.js";
import type { Verdict } from "../../../src/eligibility/rules/verdict.js";
import { describeCriterion } from "../../../src/eligibility/words/describe-criterion.js";
import { codeName, describeKnowledge, numberRange } from "../../../src/eligibility/words/describe-knowledge.js";
import { say } from "../../../src/eligibility/words/say.js";
import { sizeDisagreement } from "../../../src/eligibility/words/size-words.js";
import { summarize } from "../../../src/eligibility/words/summarize.js";
import { unitAfter } from "../../../src/eligibility/words/units.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";

const both = <T>(text: (language: "es" | "en") => T) => [text("es"), text("en")];

describe("the reason of a verdict in a sentence", () => {
  const outcome = (
    text: string,
    truth: Truth | null,
    role: "requirement" | "target" = "requirement",
  ): ConditionOutcome => ({
    condition: { id: text, role, text: { es: `${text}.`, en: `${text} (en).` }, note: null, citations: [] },
    truth,
    checks: [],
    missing: [],
  });
  const summary = (verdict: Verdict, rest: Partial<Explanation>) =>
    both((language) =>
      summarize(
        { verdict, conditions: [], missing: [], doubts: [], refusals: [], ...rest },
        language,
        (fact) => FACTS[fact]?.label[language] ?? fact,
      ),
    );
  const requirements = (met: number, left: number) => [
    outcome("aim", "true", "target"),
    outcome("aim", null, "target"),
    ...Array.from({ length: met }, () => outcome("a", "true")),
    ...Array.from({ length: left }, () => outcome("b", null)),
  ];

  it("names what is not met", () => {
    const refusals = [outcome("Uno", "false"), outcome("Dos", "false")];
    expect(summary("INELIGIBLE", { refusals })).toEqual(["No se cumple: Uno. Dos.", "Not met: Uno (en). Dos (en)."]);
  });

  it("names what is still to know and what is in doubt", () => {
    const missing = ["state", "workers"];
    const doubts = [outcome("Tres", "false")];
    const toKnow = ["Falta saber: estado y personas que trabajan.", "Still to know: state and workers."];
    const inDoubt = ["Hay duda: Tres.", "In doubt: Tres (en)."];
    expect(summary("UNDETERMINED", { missing })).toEqual(toKnow);
    expect(summary("UNDETERMINED", { doubts })).toEqual(inDoubt);
    expect(summary("UNDETERMINED", { missing, doubts })).toEqual(toKnow.map((text, at) => `${text} ${inDoubt[at]}`));
  });

  it.each([
    [
      0,
      0,
      "La fuente no pide nada que los datos de una empresa puedan decidir.",
      "The source asks nothing that the facts of a firm can decide.",
    ],
    [
      0,
      2,
      "La fuente no pide nada que los datos de una empresa puedan decidir.",
      "The source asks nothing that the facts of a firm can decide.",
    ],
    [1, 0, "Se cumple el requisito que se puede revisar.", "The requirement that can be checked is met."],
    [2, 0, "Se cumplen los 2 requisitos que se pueden revisar.", "All 2 requirements that can be checked are met."],
    [
      1,
      1,
      "Se cumple el requisito que se puede revisar. Otro lo revisa la institución.",
      "The requirement that can be checked is met. The institution checks 1 more.",
    ],
    [
      2,
      3,
      "Se cumplen los 2 requisitos que se pueden revisar. Otros 3 los revisa la institución.",
      "All 2 requirements that can be checked are met. The institution checks 3 more.",
    ],
  ])("counts requirements alone: %d met, %d left to the institution", (met, left, es, en) => {
    expect(summary("ELIGIBLE", { conditions: requirements(met, left) })).toEqual([es, en]);
  });
});

describe("where a firm has more than one size", () => {
  type Reckoned = Parameters<typeof sizeDisagreement>[0];
  const words = (workers: Truth, thumb: Truth, msme: Truth = "true") =>
    both((language) =>
      sizeDisagreement(
        {
          sizes: ["micro", "small"],
          byWorkers: { sizes: ["medium"], differs: workers },
          ruleOfThumb: { mostWorkers: 250, msme, differs: thumb } as Reckoned["ruleOfThumb"],
        },
        language,
      ),
    );
  const [byWorkers, byThumb] = [words("true", "false"), words("false", "true")] as [string[], string[]];

  it("nothing is said where they agree, or may", () => {
    expect(words("false", "false")).toEqual([null, null]);
    expect(words("unknown", "unknown")).toEqual([null, null]);
  });

  it("both sizes are named", () => {
    expect(byWorkers[0]).toMatch(/es micro o pequeña; solo por trabajadores sería mediana\./);
    expect(byWorkers[1]).toMatch(/is micro or small; by workers alone it would be medium\./);
  });

  it("the rule of thumb is told, whichever way it goes", () => {
    expect(byThumb[0]).toMatch(/hasta 250 empleados: con esa cuenta sí lo sería\.$/);
    expect(byThumb[1]).toMatch(/up to 250 employees: so counted it would be one\.$/);
    const [es, en] = words("false", "true", "false");
    expect(es).toMatch(/cuenta no lo sería\.$/);
    expect(en).toMatch(/would not be one\.$/);
  });

  it("both are told, one after the other", () => {
    expect(words("true", "true")).toEqual(byWorkers.map((text, at) => `${text} ${byThumb[at]}`));
  });
});

describe("words for codes, numbers and units", () => {
  it.each([
    [1, "people", "persona", "person"],
    [2, "people", "personas", "people"],
    [0, "years", "años", "years"],
    [1, "months", "mes", "month"],
    [3, "months", "meses", "months"],
    [1, "times", "vez", "time"],
    [2, "times", "veces", "times"],
    [2, "percent", "%", "%"],
    [2, "component", "", ""],
    [1, "loan currency", "(moneda del crédito)", "(currency of the loan)"],
    [2, "loan currency", "(moneda del crédito)", "(currency of the loan)"],
    [1, "MXN", "MXN", "MXN"],
  ])("%d %s", (value, unit, es, en) => {
    expect(both((language) => unitAfter(value, unit, language))).toEqual([es, en]);
  });

  it.each<[number | undefined, number | undefined, string, string]>([
    [undefined, undefined, "cualquiera", "any"],
    [0, 1_000_000, "cualquiera", "any"],
    [0, 0, "0 personas", "0 people"],
    [1_000_000, undefined, "1,000,000 personas o más", "1,000,000 people or more"],
    [0, 50, "hasta 50 personas", "up to 50 people"],
    [undefined, 1, "hasta 1 persona", "up to 1 person"],
    [1, 2, "de 1 a 2 personas", "1 to 2 people"],
  ])("workers from %s to %s", (min, max, es, en) => {
    expect(both((language) => numberRange(min, max, FACTS.workers!, language))).toEqual([es, en]);
  });

  it("a code without a name is written as it is", () => {
    expect(codeName(FACTS.size!, "huge", "es", OFFICIAL_CODES)).toBe("huge");
    expect(codeName(FACTS.state!, "MX-ZZZ", "es", OFFICIAL_CODES)).toBe("MX-ZZZ");
    expect(codeName(FACTS.workers!, "5", "es", OFFICIAL_CODES)).toBe("5");
    expect(both((language) => say({ es: "sí", en: "yes" }, language))).toEqual(["sí", "yes"]);
  });

  it("up to six codes are named one by one, and more only where they have no branch in common", () => {
    const industries = (...codes: readonly string[]) =>
      describeKnowledge(FACTS.scian!, known.code(...codes), "es", OFFICIAL_CODES) ?? "";
    const classes = OFFICIAL_CODES.classesOf("311");
    expect(industries(...classes.slice(0, 6)).split(/, | [ou] /).length).toBeGreaterThanOrEqual(6);
    expect(industries(...classes)).toBe(OFFICIAL_CODES.nameOf("industry", "311"));
    expect(industries(...OFFICIAL_CODES.classesOf("48-49"))).toBe(OFFICIAL_CODES.nameOf("industry", "48-49"));
    expect(industries(...OFFICIAL_CODES.classesOf("72"))).toBe(OFFICIAL_CODES.nameOf("industry", "72"));
    const farmsAndFactories = industries(...OFFICIAL_CODES.classesOf("1112"), ...OFFICIAL_CODES.classesOf("3113"));
    expect(farmsAndFactories).not.toBe(OFFICIAL_CODES.nameOf("industry", "31-33"));
    const mixed = industries(...classes.slice(0, 6), ...OFFICIAL_CODES.classesOf("722511"));
    expect(mixed).toContain(OFFICIAL_CODES.nameOf("industry", OFFICIAL_CODES.classesOf("722511")[0] ?? ""));
    const states = ["MX-AGU", "MX-BCN", "MX-BCS", "MX-CAM", "MX-COA", "MX-COL", "MX-QUE"];
    expect(describeKnowledge(FACTS.state!, known.code(...states), "es", OFFICIAL_CODES)).toMatch(/, .* o Querétaro$/);
    const towns = ["22001", "22002", "22003", "22004", "22005", "22006", "22007"];
    expect(describeKnowledge(FACTS.municipality!, known.code(...towns), "es", OFFICIAL_CODES)).toContain("Corregidora");
  });

  it("a list that is open may have nothing in it to tell, and a yes is a yes", () => {
    const told = (knowledge: Parameters<typeof describeKnowledge>[1], fact: string) =>
      both((language) => describeKnowledge(FACTS[fact]!, knowledge, language, OFFICIAL_CODES));
    expect(told(known.boolean(true), "exporter")).toEqual(["Sí", "Yes"]);
    expect(told(known.codesAtLeast("credit", "training"), "wants")).toEqual([
      "Crédito, Capacitación y quizá otros",
      "Credit, Training and perhaps others",
    ]);
  });

  it("a criterion asked not to hold is anything else", () => {
    const asked = (criterion: Parameters<typeof describeCriterion>[0], fact: string, negated: boolean) =>
      both((language) => describeCriterion(criterion, negated, FACTS[fact]!, language, OFFICIAL_CODES));
    const micro = { oneOf: { fact: "size", values: ["micro"] } };
    expect(asked(micro, "size", true)).toEqual(["otra cosa que Micro", "anything but Micro"]);
    expect(asked({ attest: { fact: "formal" } }, "formal", true)).toEqual(["No", "No"]);
    expect(asked({ is: { fact: "formal", value: false } }, "formal", true)).toEqual(["Sí", "Yes"]);
    expect(asked({ hasAny: { fact: "wants", values: ["credit", "training"] } }, "wants", false)).toEqual([
      "Crédito o Capacitación",
      "Credit or Training",
    ]);
    expect(asked({ codeIn: { fact: "scian", prefixes: ["311", "722"] } }, "scian", false)[0]).toContain(" o ");
  });
});
