import { checkRule, contradictions } from "../../../src/eligibility/authoring/check-rule.js";
import type { Finding } from "../../../src/eligibility/authoring/finding.js";
import type { Criterion, Rule } from "../../../src/eligibility/rules/rule.js";
import { FEW_CODES } from "./few-codes.js";

const findings = (rule: Rule) => checkRule(rule, FEW_CODES);
const found = (path: Finding["path"], es: string, en: string): Finding => ({ path, es, en });
const yes = (fact: string): Criterion => ({ is: { fact, value: true } });
const no = (fact: string): Criterion => ({ is: { fact, value: false } });
const workers = (min?: number, max?: number): Criterion => ({ range: { fact: "workers", min, max } });
const size = (...values: string[]): Criterion => ({ oneOf: { fact: "size", values } });
const state = (value: string): Criterion => ({ oneOf: { fact: "state", values: [value] } });
const municipality = (value: string): Criterion => ({ codeIn: { fact: "municipality", prefixes: [value] } });
const scian = (...prefixes: string[]): Criterion => ({ codeIn: { fact: "scian", prefixes } });
const wanting = (value: string): Criterion => ({ hasAny: { fact: "wants", values: [value] } });
const needing = (value: string): Criterion => ({ hasAny: { fact: "purposes", values: [value] } });
const certified = (...values: string[]): Criterion => ({ hasAny: { fact: "certifications", values } });

describe("the shape of a rule", () => {
  const deep = (inmost: Rule): Rule => ({
    not: { all: [yes("isMnc"), { any: [yes("formal"), { all: [yes("exporter"), inmost] }] }] },
  });

  it("has five levels at most", () => {
    expect(findings(deep(workers(5)))).toEqual([]);
    const inmost = ["not", "all", 1, "any", 1, "all", 1, "any"];
    expect(findings(deep({ any: [workers(5), size("micro")] }))).toEqual(
      [0, 1].map((part) =>
        found(
          [...inmost, part],
          "la regla tiene más de 5 niveles; divídala en varias condiciones",
          "the rule has more than 5 levels; split it into several conditions",
        ),
      ),
    );
  });

  it("denies nothing twice", () => {
    expect(findings({ not: { not: yes("exporter") } })).toEqual([
      found(["not"], "doble negación: quite los dos «not»", "double negation: remove both nots"),
    ]);
    expect(findings({ not: yes("exporter") })).toEqual([]);
  });

  it("asks for no more parts than there are", () => {
    const of = [yes("exporter"), yes("formal")];
    expect(findings({ atLeast: { count: 3, of } })).toEqual([
      found(
        ["atLeast", "count"],
        "pide al menos 3 de 2: no pueden ser más que las partes",
        "asks for at least 3 of 2: it cannot be more than the parts",
      ),
    ]);
    expect(findings({ atLeast: { count: 2, of } })).toEqual([]);
  });

  it("is looked at in every part, each told with where it stands", () => {
    const slip = workers(-1);
    const paths = (rule: Rule) => findings(rule).map(({ path }) => path.join("."));
    expect(paths({ all: [yes("exporter"), slip] })).toEqual(["all.1.range.min"]);
    expect(paths({ any: [slip, yes("exporter")] })).toEqual(["any.0.range.min"]);
    expect(paths({ not: slip })).toEqual(["not.range.min"]);
    expect(paths({ atLeast: { count: 1, of: [yes("exporter"), slip] } })).toEqual(["atLeast.of.1.range.min"]);
    expect(paths({ all: [slip, { not: { not: slip } }] })).toEqual([
      "all.1.not",
      "all.0.range.min",
      "all.1.not.not.range.min",
    ]);
  });
});

describe("a rule as a whole", () => {
  const nobody = [
    found([], "ninguna empresa puede cumplirla: se contradice", "can hold for no firm: it contradicts itself"),
  ];
  const everybody = [
    found([], "la cumple cualquier empresa: no pide nada", "holds for every firm: it asks for nothing"),
  ];

  it("must not contradict itself", () => {
    expect(findings({ all: [yes("exporter"), no("exporter")] })).toEqual(nobody);
    expect(findings({ all: [workers(11), workers(undefined, 10)] })).toEqual(nobody);
    expect(findings({ all: [size("micro"), size("small", "medium")] })).toEqual(nobody);
    expect(findings({ all: [scian("31"), scian("46")] })).toEqual(nobody);
    expect(findings({ all: [certified("AS9100"), { not: certified("AS9100", "NADCAP") }] })).toEqual(nobody);
  });

  it("must ask for something", () => {
    expect(findings({ any: [yes("exporter"), no("exporter")] })).toEqual(everybody);
    expect(findings(workers(0))).toEqual(everybody);
    expect(findings(workers(0, 1_000_000))).toEqual(everybody);
    expect(findings({ not: { all: [workers(11), workers(undefined, 10)] } })).toEqual(everybody);
    expect(findings(size("micro", "small", "medium", "large"))).toEqual(everybody);
    expect(findings(scian("3", "4"))).toEqual(everybody);
    expect(findings({ any: [workers(11), workers(undefined, 10)] })).toEqual(everybody);
  });

  it("may speak of one fact alone, also of one that another hangs together with", () => {
    for (const rule of [state("MX-GUA"), municipality("22014"), scian("43"), yes("isManufacturer")]) {
      expect(findings(rule)).toEqual([]);
    }
  });

  it("may speak of what lies between two bounds, be it whole or in parts", () => {
    expect(findings({ not: { any: [workers(undefined, 10), workers(12)] } })).toEqual([]);
    const years = (min?: number, max?: number): Criterion => ({ range: { fact: "firmAgeYears", min, max } });
    expect(findings({ not: { any: [years(undefined, 1), years(2)] } })).toEqual([]);
    expect(findings(workers(undefined, 999_999))).toEqual([]);
    expect(findings(workers(1))).toEqual([]);
  });

  it("knows that a municipality lies in its state", () => {
    expect(findings({ all: [state("MX-GUA"), municipality("22014")] })).toEqual(nobody);
    expect(findings({ all: [state("MX-GUA"), municipality("22")] })).toEqual(nobody);
    expect(findings({ any: [state("MX-GUA"), municipality("22014")] })).toEqual([]);
    for (const code of ["MX-GUA", "MX-QUE"]) {
      expect(findings({ all: [state(code), { not: municipality("22014") }] })).toEqual([]);
    }
    expect(findings({ any: [state("MX-GUA"), municipality("22")] })).toEqual(everybody);
  });

  it("knows which activities are manufacture", () => {
    expect(findings({ all: [scian("46"), yes("isManufacturer")] })).toEqual(nobody);
    expect(findings({ all: [scian("31"), no("isManufacturer")] })).toEqual(nobody);
    expect(findings({ all: [scian("33"), no("isManufacturer")] })).toEqual(nobody);
    expect(findings({ all: [scian("431"), yes("isManufacturer")] })).toEqual(nobody);
    expect(findings({ any: [scian("4"), yes("isManufacturer")] })).toEqual(everybody);
    expect(findings({ any: [scian("461"), yes("isManufacturer")] })).toEqual([]);
    for (const answer of [no, yes]) {
      expect(findings({ all: [{ not: scian("461") }, answer("isManufacturer")] })).toEqual([]);
      expect(findings({ all: [{ not: scian("462") }, answer("isManufacturer")] })).toEqual([]);
    }
  });

  it("is not tried out where there are more kinds of firm than can be tried", () => {
    const wishes = ["grant", "credit", "microcredit", "guarantee", "equity", "savings", "leasing"];
    const purposes = ["capital", "equipment", "fixed_assets", "infrastructure", "training", "studies", "consulting"];
    const many = [...wishes.map(wanting), ...purposes.map(needing)];
    const impossible = [yes("exporter"), no("exporter")];
    expect(findings({ all: [...many, ...impossible] })).toEqual([]);
    expect(findings({ all: impossible })).toEqual(nobody);
  });

  it("is tried with every list of many values that its parts tell apart", () => {
    const wishes = ["grant", "credit", "microcredit", "guarantee", "equity", "savings", "leasing"];
    const some = (...values: string[]): Criterion => ({ hasAny: { fact: "wants", values } });
    const each = (...values: string[]): Criterion => ({ hasAll: { fact: "wants", values } });
    const wanted = (count: number): Rule => ({ atLeast: { count, of: wishes.map(wanting) } });
    expect(findings({ all: [wanted(3), { not: wanted(4) }] })).toEqual([]);
    expect(findings({ all: [wanted(4), { not: wanted(3) }] })).toEqual(nobody);
    expect(findings({ all: [some(...wishes), { not: each(...wishes) }] })).toEqual([]);
    expect(findings({ all: [each(...wishes), { not: some(...wishes) }] })).toEqual(nobody);
    expect(findings({ any: [some("grant", "credit"), { not: some("grant", "credit", "equity") }] })).toEqual([]);
  });
});

describe("a part of a rule", () => {
  const exporter = yes("exporter");
  const formal = yes("formal");

  it("says nothing that an earlier part said", () => {
    const twice = (at: number, part: number) =>
      found(["all", at], `dice lo mismo que la parte ${part}`, `says the same as part ${part}`);
    expect(findings({ all: [exporter, formal, exporter] })).toEqual([twice(2, 1)]);
    expect(findings({ all: [formal, exporter, { attest: { fact: "exporter" } }] })).toEqual([twice(2, 2)]);
    expect(findings({ any: [exporter, formal, { not: no("exporter") }] })).toMatchObject([
      { path: ["any", 2], en: "says the same as part 1" },
    ]);
    expect(findings({ atLeast: { count: 1, of: [exporter, formal, exporter] } })).toMatchObject([
      { path: ["atLeast", "of", 2] },
    ]);
  });

  it("can be met by somebody and not by everybody", () => {
    const never: Rule = { all: [exporter, no("exporter")] };
    expect(findings({ any: [formal, never] }).filter(({ path }) => path.length === 2)).toEqual([
      found(["any", 1], "esta parte no la puede cumplir ninguna empresa", "this part can hold for no firm"),
    ]);
    expect(findings({ all: [workers(0), formal] })).toEqual([
      found(["all", 0], "esta parte la cumple cualquier empresa", "this part holds for every firm"),
    ]);
    expect(findings({ atLeast: { count: 1, of: [exporter, formal] } })).toEqual([]);
  });

  it("is no alternative that another covers", () => {
    expect(findings({ any: [workers(20), workers(10)] })).toEqual([
      found(["any", 0], "alternativa que sobra: la cubre la parte 2", "idle alternative: part 2 covers it"),
    ]);
    expect(findings({ any: [exporter, { all: [exporter, formal] }] })).toMatchObject([
      { path: ["any", 1], en: "idle alternative: part 1 covers it" },
    ]);
    expect(findings({ any: [workers(20), workers(undefined, 10)] })).toEqual([]);
  });

  it("is no condition that another already asks for", () => {
    expect(findings({ all: [workers(20), workers(10)] })).toEqual([
      found(["all", 1], "condición que sobra: ya la exige la parte 1", "idle condition: part 1 already asks for it"),
    ]);
    expect(findings({ all: [workers(10), workers(undefined, 20)] })).toEqual([]);
    expect(findings({ atLeast: { count: 1, of: [workers(20), workers(10)] } })).toEqual([]);
  });

  it("is nothing that the others together cover or ask for", () => {
    expect(findings({ any: [size("micro"), size("small"), size("micro", "small")] }).map(({ en }) => en)).toEqual([
      "idle alternative: part 3 covers it",
      "idle alternative: part 3 covers it",
      "idle alternative: the others together cover it",
    ]);
    expect(findings({ any: [size("micro", "small"), size("small", "medium"), size("micro", "medium")] })[0]).toEqual(
      found(
        ["any", 0],
        "alternativa que sobra: la cubren las demás juntas",
        "idle alternative: the others together cover it",
      ),
    );
    expect(
      findings({ all: [size("micro", "small"), size("micro", "medium"), { not: size("small", "medium") }] }).at(-1),
    ).toEqual(
      found(
        ["all", 2],
        "condición que sobra: las demás juntas ya la exigen",
        "idle condition: the others together ask for it",
      ),
    );
  });

  it("is told of however deep it stands", () => {
    expect(findings({ all: [exporter, { not: { any: [formal, workers(20), workers(10)] } }] })).toMatchObject([
      { path: ["all", 1, "not", "any", 1] },
    ]);
    expect(findings({ all: [{ any: [exporter] }] })).toEqual([]);
  });
});

describe("two rules of one program", () => {
  const pairs = (...rules: Rule[]) => contradictions(rules, FEW_CODES);

  it("contradict each other when no firm meets both", () => {
    expect(pairs(yes("exporter"), workers(5), no("exporter"))).toEqual([[0, 2]]);
    expect(pairs(workers(11), yes("exporter"), workers(undefined, 10), workers(undefined, 9))).toEqual([
      [0, 2],
      [0, 3],
    ]);
    expect(pairs(workers(5), workers(undefined, 10))).toEqual([]);
    expect(pairs(yes("exporter"), no("formal"))).toEqual([]);
    expect(pairs()).toEqual([]);
  });

  it("contradict each other also over facts that hang together", () => {
    expect(pairs(state("MX-GUA"), municipality("22014"))).toEqual([[0, 1]]);
    expect(pairs(municipality("22014"), state("MX-GUA"))).toEqual([[0, 1]]);
    expect(pairs(state("MX-QUE"), municipality("22014"))).toEqual([]);
    expect(pairs(scian("46"), yes("isManufacturer"))).toEqual([[0, 1]]);
    expect(pairs(yes("isManufacturer"), scian("31"))).toEqual([]);
  });

  it("are not judged together where there is nothing in common, nor where too many firms would be tried", () => {
    const impossible: Rule = { all: [yes("formal"), no("formal")] };
    expect(pairs(impossible, workers(5))).toEqual([]);
    const wishes = ["grant", "credit", "microcredit", "guarantee", "equity", "savings"];
    const purposes = ["capital", "equipment", "fixed_assets", "infrastructure", "training", "studies"];
    const many: Rule = { all: [...wishes.map(wanting), ...purposes.map(needing), size("micro"), yes("exporter")] };
    expect(pairs(many, no("exporter"))).toEqual([]);
  });
});
