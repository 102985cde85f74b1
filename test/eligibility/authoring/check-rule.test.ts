import { checkRule } from "../../../src/eligibility/authoring/check-rule.js";
import { contradictions, implications } from "../../../src/eligibility/authoring/compare-rules.js";
import type { Finding } from "../../../src/eligibility/authoring/finding.js";
import type { Criterion, Rule } from "../../../src/eligibility/rules/rule.js";
import { FEW_CODES } from "./few-codes.js";

const findings = (rule: Rule) => checkRule(rule, FEW_CODES);
const found = (path: Finding["path"], es: string, en: string): Omit<Finding, "code"> => ({ path, es, en });
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
    expect(findings(deep(workers(5)))).toMatchObject([]);
    const inmost = ["not", "all", 1, "any", 1, "all", 1, "any"];
    expect(findings(deep({ any: [workers(5), size("micro")] }))).toMatchObject(
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
    expect(findings({ not: { not: yes("exporter") } })).toMatchObject([
      found(["not"], "doble negación: quite los dos «not»", "double negation: remove both nots"),
    ]);
    expect(findings({ not: yes("exporter") })).toMatchObject([]);
  });

  it("asks for no more parts than there are", () => {
    const of = [yes("exporter"), yes("formal")];
    expect(findings({ atLeast: { count: 3, of } })).toMatchObject([
      found(
        ["atLeast", "count"],
        "pide al menos 3 de 2: no pueden ser más que las partes",
        "asks for at least 3 of 2: it cannot be more than the parts",
      ),
    ]);
    expect(findings({ atLeast: { count: 2, of } })).toMatchObject([]);
  });

  it("is looked at in every part, each told with where it stands", () => {
    const slip = workers(-1);
    const paths = (rule: Rule) => findings(rule).map(({ path }) => path.join("."));
    expect(paths({ all: [yes("exporter"), slip] })).toMatchObject(["all.1.range.min"]);
    expect(paths({ any: [slip, yes("exporter")] })).toMatchObject(["any.0.range.min"]);
    expect(paths({ not: slip })).toMatchObject(["not.range.min"]);
    expect(paths({ atLeast: { count: 1, of: [yes("exporter"), slip] } })).toMatchObject(["atLeast.of.1.range.min"]);
    expect(paths({ all: [slip, { not: { not: slip } }] })).toMatchObject([
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
    expect(findings({ all: [yes("exporter"), no("exporter")] })).toMatchObject(nobody);
    expect(findings({ all: [workers(11), workers(undefined, 10)] })).toMatchObject(nobody);
    expect(findings({ all: [size("micro"), size("small", "medium")] })).toMatchObject(nobody);
    expect(findings({ all: [scian("31"), scian("46")] })).toMatchObject(nobody);
    expect(findings({ all: [certified("AS9100"), { not: certified("AS9100", "NADCAP") }] })).toMatchObject(nobody);
  });

  it("must ask for something", () => {
    expect(findings({ any: [yes("exporter"), no("exporter")] })).toMatchObject(everybody);
    expect(findings(workers(0))).toMatchObject(everybody);
    expect(findings(workers(0, 1_000_000))).toMatchObject(everybody);
    expect(findings({ not: { all: [workers(11), workers(undefined, 10)] } })).toMatchObject(everybody);
    expect(findings(size("micro", "small", "medium", "large"))).toMatchObject(everybody);
    expect(findings(scian("3", "4"))).toMatchObject(everybody);
    expect(findings({ any: [workers(11), workers(undefined, 10)] })).toMatchObject(everybody);
  });

  it("may speak of one fact alone, also of one that another hangs together with", () => {
    for (const rule of [state("MX-GUA"), municipality("22014"), scian("43"), yes("isManufacturer")]) {
      expect(findings(rule)).toMatchObject([]);
    }
  });

  it("may speak of what lies between two bounds, be it whole or in parts", () => {
    expect(findings({ not: { any: [workers(undefined, 10), workers(12)] } })).toMatchObject([]);
    const years = (min?: number, max?: number): Criterion => ({ range: { fact: "firmAgeYears", min, max } });
    expect(findings({ not: { any: [years(undefined, 1), years(2)] } })).toMatchObject([]);
    expect(findings(workers(undefined, 999_999))).toMatchObject([]);
    expect(findings(workers(1))).toMatchObject([]);
  });

  it("knows that a municipality lies in its state", () => {
    expect(findings({ all: [state("MX-GUA"), municipality("22014")] })).toMatchObject(nobody);
    expect(findings({ all: [state("MX-GUA"), municipality("22")] })).toMatchObject(nobody);
    expect(findings({ any: [state("MX-GUA"), municipality("22014")] })).toMatchObject([]);
    for (const code of ["MX-GUA", "MX-QUE"]) {
      expect(findings({ all: [state(code), { not: municipality("22014") }] })).toMatchObject([]);
    }
    expect(findings({ any: [state("MX-GUA"), municipality("22")] })).toMatchObject(everybody);
  });

  it("knows which activities are manufacture", () => {
    expect(findings({ all: [scian("46"), yes("isManufacturer")] })).toMatchObject(nobody);
    expect(findings({ all: [scian("31"), no("isManufacturer")] })).toMatchObject(nobody);
    expect(findings({ all: [scian("33"), no("isManufacturer")] })).toMatchObject(nobody);
    expect(findings({ all: [scian("431"), yes("isManufacturer")] })).toMatchObject(nobody);
    expect(findings({ any: [scian("4"), yes("isManufacturer")] })).toMatchObject(everybody);
    expect(findings({ any: [scian("461"), yes("isManufacturer")] })).toMatchObject([]);
    for (const answer of [no, yes]) {
      expect(findings({ all: [{ not: scian("461") }, answer("isManufacturer")] })).toMatchObject([]);
      expect(findings({ all: [{ not: scian("462") }, answer("isManufacturer")] })).toMatchObject([]);
    }
  });

  it("is not tried out where there are more kinds of firm than can be tried", () => {
    const wishes = ["grant", "credit", "microcredit", "guarantee", "equity", "savings", "leasing"];
    const purposes = ["capital", "equipment", "fixed_assets", "infrastructure", "training", "studies", "consulting"];
    const many = [...wishes.map(wanting), ...purposes.map(needing)];
    const impossible = [yes("exporter"), no("exporter")];
    expect(findings({ all: [...many, ...impossible] })).toMatchObject([]);
    expect(findings({ all: impossible })).toMatchObject(nobody);
  });

  it("is tried with every list of many values that its parts tell apart", () => {
    const wishes = ["grant", "credit", "microcredit", "guarantee", "equity", "savings", "leasing"];
    const some = (...values: string[]): Criterion => ({ hasAny: { fact: "wants", values } });
    const each = (...values: string[]): Criterion => ({ hasAll: { fact: "wants", values } });
    const wanted = (count: number): Rule => ({ atLeast: { count, of: wishes.map(wanting) } });
    expect(findings({ all: [wanted(3), { not: wanted(4) }] })).toMatchObject([]);
    expect(findings({ all: [wanted(4), { not: wanted(3) }] })).toMatchObject(nobody);
    expect(findings({ all: [some(...wishes), { not: each(...wishes) }] })).toMatchObject([]);
    expect(findings({ all: [each(...wishes), { not: some(...wishes) }] })).toMatchObject(nobody);
    expect(findings({ any: [some("grant", "credit"), { not: some("grant", "credit", "equity") }] })).toMatchObject([]);
  });
});

describe("a part of a rule", () => {
  const exporter = yes("exporter");
  const formal = yes("formal");

  it("says nothing that an earlier part said", () => {
    const twice = (at: number, part: number) =>
      found(["all", at], `dice lo mismo que la parte ${part}`, `says the same as part ${part}`);
    expect(findings({ all: [exporter, formal, exporter] })).toMatchObject([twice(2, 1)]);
    expect(findings({ all: [formal, exporter, { attest: { fact: "exporter" } }] })).toMatchObject([twice(2, 2)]);
    expect(findings({ any: [exporter, formal, { not: no("exporter") }] })).toMatchObject([
      { path: ["any", 2], en: "says the same as part 1" },
    ]);
    expect(findings({ atLeast: { count: 1, of: [exporter, formal, exporter] } })).toMatchObject([
      { path: ["atLeast", "of", 2] },
    ]);
  });

  it("can be met by somebody and not by everybody", () => {
    const never: Rule = { all: [exporter, no("exporter")] };
    expect(findings({ any: [formal, never] }).filter(({ path }) => path.length === 2)).toMatchObject([
      found(["any", 1], "esta parte no la puede cumplir ninguna empresa", "this part can hold for no firm"),
    ]);
    expect(findings({ all: [workers(0), formal] })).toMatchObject([
      found(["all", 0], "esta parte la cumple cualquier empresa", "this part holds for every firm"),
    ]);
    expect(findings({ atLeast: { count: 1, of: [exporter, formal] } })).toMatchObject([]);
  });

  it("is no alternative that another covers", () => {
    expect(findings({ any: [workers(20), workers(10)] })).toMatchObject([
      found(["any", 0], "alternativa que sobra: la cubre la parte 2", "idle alternative: part 2 covers it"),
    ]);
    expect(findings({ any: [exporter, { all: [exporter, formal] }] })).toMatchObject([
      { path: ["any", 1], en: "idle alternative: part 1 covers it" },
    ]);
    expect(findings({ any: [workers(20), workers(undefined, 10)] })).toMatchObject([]);
  });

  it("is no condition that another already asks for", () => {
    expect(findings({ all: [workers(20), workers(10)] })).toMatchObject([
      found(["all", 1], "condición que sobra: ya la exige la parte 1", "idle condition: part 1 already asks for it"),
    ]);
    expect(findings({ all: [workers(10), workers(undefined, 20)] })).toMatchObject([]);
    expect(findings({ atLeast: { count: 1, of: [workers(20), workers(10)] } })).toMatchObject([]);
  });

  it("is nothing that the others together cover or ask for", () => {
    expect(findings({ any: [size("micro"), size("small"), size("micro", "small")] }).map(({ en }) => en)).toMatchObject(
      [
        "idle alternative: part 3 covers it",
        "idle alternative: part 3 covers it",
        "idle alternative: the others together cover it",
      ],
    );
    expect(
      findings({ any: [size("micro", "small"), size("small", "medium"), size("micro", "medium")] })[0],
    ).toMatchObject(
      found(
        ["any", 0],
        "alternativa que sobra: la cubren las demás juntas",
        "idle alternative: the others together cover it",
      ),
    );
    expect(
      findings({ all: [size("micro", "small"), size("micro", "medium"), { not: size("small", "medium") }] }).at(-1),
    ).toMatchObject(
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
    expect(findings({ all: [{ any: [exporter] }] })).toMatchObject([]);
  });
});

describe("two rules of one program", () => {
  const pairs = (...rules: Rule[]) => contradictions(rules, FEW_CODES);

  it("contradict each other when no firm meets both", () => {
    expect(pairs(yes("exporter"), workers(5), no("exporter"))).toMatchObject([[0, 2]]);
    expect(pairs(workers(11), yes("exporter"), workers(undefined, 10), workers(undefined, 9))).toMatchObject([
      [0, 2],
      [0, 3],
    ]);
    expect(pairs(workers(5), workers(undefined, 10))).toMatchObject([]);
    expect(pairs(yes("exporter"), no("formal"))).toMatchObject([]);
    expect(pairs()).toMatchObject([]);
  });

  it("contradict each other also over facts that hang together", () => {
    expect(pairs(state("MX-GUA"), municipality("22014"))).toMatchObject([[0, 1]]);
    expect(pairs(municipality("22014"), state("MX-GUA"))).toMatchObject([[0, 1]]);
    expect(pairs(state("MX-QUE"), municipality("22014"))).toMatchObject([]);
    expect(pairs(scian("46"), yes("isManufacturer"))).toMatchObject([[0, 1]]);
    expect(pairs(yes("isManufacturer"), scian("31"))).toMatchObject([]);
  });

  it("are not judged together where there is nothing in common, nor where too many firms would be tried", () => {
    const impossible: Rule = { all: [yes("formal"), no("formal")] };
    expect(pairs(impossible, workers(5))).toMatchObject([]);
    const wishes = ["grant", "credit", "microcredit", "guarantee", "equity", "savings"];
    const purposes = ["capital", "equipment", "fixed_assets", "infrastructure", "training", "studies"];
    const many: Rule = { all: [...wishes.map(wanting), ...purposes.map(needing), size("micro"), yes("exporter")] };
    expect(pairs(many, no("exporter"))).toMatchObject([]);
  });

  const implied = (...rules: Rule[]) => implications(rules, FEW_CODES);

  it("of which one asks for all that the other asks for, in either order, say so", () => {
    expect(implied(workers(20), yes("exporter"), workers(10))).toEqual([[0, 2]]);
    expect(implied(workers(10), workers(20))).toEqual([[1, 0]]);
    expect(implied(size("micro"), size("micro", "small"))).toEqual([[0, 1]]);
    expect(implied(municipality("22014"), state("MX-QUE"))).toEqual([[0, 1]]);
    expect(implied(workers(10), workers(undefined, 20))).toEqual([]);
  });

  it("that say the same ask for each other's all", () => {
    expect(implied(yes("exporter"), { not: no("exporter") })).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it("do not imply each other when no firm meets both", () => {
    expect(implied(yes("exporter"), no("exporter"))).toEqual([]);
  });
});
