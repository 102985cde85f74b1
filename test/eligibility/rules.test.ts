import { criteriaOf, witnesses } from "../../src/eligibility/rules/analyse.js";
import { judge, judgeCriterion, openFacts } from "../../src/eligibility/rules/judge.js";
import { DECLINED, isExact, type Knowledge, known, UNASKED } from "../../src/eligibility/rules/knowledge.js";
import { type Criterion, factOf, type Rule } from "../../src/eligibility/rules/rule.js";
import { all, any, atLeast, not, type Truth } from "../../src/eligibility/rules/truth.js";
import { type Condition, judgeProgram } from "../../src/eligibility/rules/verdict.js";

const [T, F, U] = ["true", "false", "unknown"] as const;
const about = (facts: Record<string, Knowledge>) => new Map(Object.entries(facts));

const exporter: Rule = { is: { fact: "exporter", value: true } };
const adult: Rule = { range: { fact: "age", min: 18 } };
const local: Rule = { oneOf: { fact: "state", values: ["MX-QUE", "MX-GUA"] } };

describe("three values", () => {
  it.each<[Truth, Truth]>([
    [T, F],
    [F, T],
    [U, U],
  ])("not %s is %s", (value, expected) => {
    expect(not(value)).toBe(expected);
  });

  it.each<[Truth, Truth, Truth, Truth]>([
    [T, T, T, T],
    [T, U, U, T],
    [T, F, F, T],
    [U, U, U, U],
    [U, F, F, U],
    [F, F, F, F],
  ])("%s and %s: all is %s, any is %s", (a, b, both, either) => {
    expect([all([a, b]), all([b, a])]).toEqual([both, both]);
    expect([any([a, b]), any([b, a])]).toEqual([either, either]);
  });

  it("of nothing, all hold and none does", () => {
    expect([all([]), any([]), atLeast(0, []), atLeast(1, [])]).toEqual([T, F, T, F]);
  });

  it("at least two of three is decided as soon as no answer can change it", () => {
    expect(atLeast(2, [T, T, U])).toBe(T);
    expect(atLeast(2, [F, F, U])).toBe(F);
    expect(atLeast(2, [T, F, U])).toBe(U);
    expect(atLeast(2, [U, U, F])).toBe(U);
    expect(atLeast(3, [T, T, T])).toBe(T);
  });
});

describe("a criterion", () => {
  const yes: Criterion = { is: { fact: "f", value: true } };
  const no: Criterion = { is: { fact: "f", value: false } };
  const attested: Criterion = { attest: { fact: "f" } };
  const from: Criterion = { range: { fact: "f", min: 10 } };
  const upTo: Criterion = { range: { fact: "f", max: 20 } };
  const within: Criterion = { range: { fact: "f", min: 10, max: 20 } };
  const oneOf: Criterion = { oneOf: { fact: "f", values: ["a", "b"] } };
  const codeIn: Criterion = { codeIn: { fact: "f", prefixes: ["31", "46"] } };
  const hasAny: Criterion = { hasAny: { fact: "f", values: ["a", "b"] } };
  const hasAll: Criterion = { hasAll: { fact: "f", values: ["a", "b"] } };

  it.each<[string, Criterion, Knowledge, Truth]>([
    ["yes, answered yes", yes, known.boolean(true), T],
    ["yes, answered no", yes, known.boolean(false), F],
    ["no, answered no", no, known.boolean(false), T],
    ["no, answered yes", no, known.boolean(true), F],
    ["an attestation given", attested, known.boolean(true), T],
    ["an attestation refused", attested, known.boolean(false), F],
    ["a least value met exactly", from, known.number(10), T],
    ["a least value missed", from, known.number(9.99), F],
    ["a least value in a band around it", from, known.between(5, 15), U],
    ["a least value in a band that ends on it", from, known.between(5, 10), U],
    ["a least value in a band that starts on it", from, known.between(10, 15), T],
    ["a greatest value met exactly", upTo, known.number(20), T],
    ["a greatest value missed", upTo, known.number(20.01), F],
    ["a greatest value in a band that starts on it", upTo, known.between(20, 25), U],
    ["a greatest value in a band that ends on it", upTo, known.between(15, 20), T],
    ["a range that a band fills", within, known.between(10, 20), T],
    ["a range that a band overlaps below", within, known.between(9, 20), U],
    ["a range that a band overlaps above", within, known.between(10, 21), U],
    ["a range that a band misses above", within, known.between(21, 30), F],
    ["a range that a band misses below", within, known.between(1, 9), F],
    ["a range inside a band", within, known.between(0, 99), U],
    ["one of some codes", oneOf, known.code("b"), T],
    ["another code", oneOf, known.code("c"), F],
    ["codes all accepted", oneOf, known.code("a", "b"), T],
    ["codes some accepted", oneOf, known.code("a", "c"), U],
    ["codes none accepted", oneOf, known.code("c", "d"), F],
    ["a code under a prefix", codeIn, known.code("311"), T],
    ["the prefix itself", codeIn, known.code("46"), T],
    ["a code that only contains the prefix", codeIn, known.code("531"), F],
    ["codes in and out of the prefixes", codeIn, known.code("311", "52"), U],
    ["any, one there", hasAny, known.codes("b", "c"), T],
    ["any, none there", hasAny, known.codes("c"), F],
    ["any, none there so far", hasAny, known.codesAtLeast("c"), U],
    ["any, one there already", hasAny, known.codesAtLeast("a"), T],
    ["all, both there", hasAll, known.codes("a", "b", "c"), T],
    ["all, one missing", hasAll, known.codes("a"), F],
    ["all, one missing so far", hasAll, known.codesAtLeast("a"), U],
    ["all, both there already", hasAll, known.codesAtLeast("a", "b"), T],
  ])("%s", (_what, criterion, knowledge, expected) => {
    expect(judgeCriterion(criterion, knowledge)).toBe(expected);
  });

  it("is unknown where nobody asked or nobody knows", () => {
    for (const criterion of [yes, attested, within, oneOf, codeIn, hasAny, hasAll]) {
      expect([judgeCriterion(criterion, UNASKED), judgeCriterion(criterion, DECLINED)]).toEqual([U, U]);
    }
  });

  it("is unknown over knowledge of another kind, and never a guess", () => {
    expect(judgeCriterion(from, known.boolean(true))).toBe(U);
    expect(judgeCriterion(yes, known.number(1))).toBe(U);
    expect(judgeCriterion(hasAny, known.code("a"))).toBe(U);
    expect(judgeCriterion(oneOf, known.codes("a"))).toBe(U);
  });

  it("speaks of one fact, and what joins criteria of none", () => {
    expect([yes, attested, from, oneOf, codeIn, hasAny, hasAll].map(factOf)).toEqual(Array(7).fill("f"));
    const joined: Rule[] = [{ all: [] }, { any: [yes] }, { not: yes }, { atLeast: { count: 1, of: [yes] } }];
    expect(joined.map(factOf)).toEqual(Array(4).fill(undefined));
  });
});

describe("what is known of a fact", () => {
  it("is exact when it has one value and no other", () => {
    const exact = [known.boolean(false), known.number(3), known.code("a"), known.codes(), known.codes("a", "b")];
    const open = [UNASKED, DECLINED, known.between(3, 4), known.code("a", "b"), known.code(), known.codesAtLeast("a")];
    expect(exact.map(isExact)).toEqual(exact.map(() => true));
    expect(open.map(isExact)).toEqual(open.map(() => false));
  });

  it("tells apart a fact nobody asked for from one that somebody does not know", () => {
    expect([UNASKED.kind, DECLINED.kind]).toEqual(["unasked", "declined"]);
  });
});

describe("a rule that joins others", () => {
  const rule: Rule = { all: [{ any: [exporter, { not: adult }] }, { atLeast: { count: 1, of: [local, exporter] } }] };

  it.each<[string, Record<string, Knowledge>, Truth, string[]]>([
    ["nobody knows anything", {}, U, ["age", "exporter", "state"]],
    ["one part is settled by one fact", { exporter: known.boolean(true) }, T, []],
    ["what is left hangs on the other facts", { exporter: known.boolean(false) }, U, ["age", "state"]],
    ["a decided part leaves its facts alone", { state: known.code("MX-QUE") }, U, ["age", "exporter"]],
    ["one part fails", { exporter: known.boolean(false), age: known.number(18) }, F, []],
    ["the other part fails", { exporter: known.boolean(false), state: known.code("MX-JAL") }, F, []],
    ["all is met", { exporter: known.boolean(false), age: known.number(17), state: known.code("MX-GUA") }, T, []],
    [
      "a band leaves its own fact open",
      { exporter: known.boolean(false), age: known.between(17, 18), state: known.code("MX-GUA") },
      U,
      ["age"],
    ],
  ])("%s", (_what, facts, truth, open) => {
    expect(judge(rule, about(facts))).toBe(truth);
    expect([...openFacts(rule, about(facts))].sort()).toEqual(open);
  });
});

describe("what a rule can tell apart", () => {
  const check = (rule: Rule) => {
    const { whenTrue, whenFalse, exhaustive } = witnesses(rule);
    return [whenTrue && judge(rule, whenTrue), whenFalse && judge(rule, whenFalse), exhaustive];
  };

  it.each<[string, Rule]>([
    ["a yes or no", exporter],
    ["an attestation", { attest: { fact: "promises" } }],
    ["a range", { range: { fact: "age", min: 18, max: 30 } }],
    ["a code", local],
    ["a prefix", { codeIn: { fact: "scian", prefixes: ["31"] } }],
    ["any of a list", { hasAny: { fact: "wants", values: ["loan", "grant"] } }],
    ["all of a list", { hasAll: { fact: "wants", values: ["loan", "grant"] } }],
    ["neither of a list", { not: { hasAny: { fact: "wants", values: ["loan", "grant"] } } }],
    [
      "one of a list without the other",
      {
        all: [
          { hasAny: { fact: "wants", values: ["loan"] } },
          { not: { hasAny: { fact: "wants", values: ["grant"] } } },
        ],
      },
    ],
    [
      "two of a list without a third",
      {
        all: [
          { hasAny: { fact: "wants", values: ["loan"] } },
          { hasAny: { fact: "wants", values: ["course"] } },
          { not: { hasAny: { fact: "wants", values: ["grant"] } } },
        ],
      },
    ],
    [
      "some of a list, but not all",
      {
        all: [
          { hasAny: { fact: "wants", values: ["loan", "grant"] } },
          { not: { hasAll: { fact: "wants", values: ["loan", "grant"] } } },
        ],
      },
    ],
    [
      "a value between two others",
      {
        all: [{ not: { range: { fact: "age", max: 18 } } }, { not: { range: { fact: "age", min: 19 } } }],
      },
    ],
    ["one of two", { atLeast: { count: 1, of: [exporter, adult] } }],
    [
      "several facts at once",
      { all: [exporter, adult, local, { hasAll: { fact: "wants", values: ["loan", "grant"] } }] },
    ],
  ])("%s: a firm it holds for, and one it does not", (_what, rule) => {
    expect(check(rule)).toEqual([T, F, true]);
  });

  it.each<[string, Rule, unknown[]]>([
    ["every firm", { any: [exporter, { not: exporter }] }, [T, undefined, true]],
    ["no firm, as ranges do not meet", { all: [{ range: { fact: "age", max: 5 } }, adult] }, [undefined, F, true]],
    [
      "no firm, as codes do not meet",
      { all: [local, { oneOf: { fact: "state", values: ["MX-JAL"] } }] },
      [undefined, F, true],
    ],
    ["every firm, as nothing is asked", { all: [] }, [T, undefined, true]],
    ["no firm, as nothing would do", { any: [] }, [undefined, F, true]],
  ])("holds for %s", (_what, rule, expected) => {
    expect(check(rule)).toEqual(expected);
  });

  it("is not said to be nothing when there were too many combinations to try", () => {
    const facts = Array.from({ length: 17 }, (_, at): Rule => ({ is: { fact: `f${at}`, value: true } }));
    expect(check({ all: facts })).toEqual([undefined, F, false]);
    expect(check({ all: facts.slice(0, 15) })).toEqual([T, F, true]);
    const lists = Array.from({ length: 40 }, (_, at): Rule => ({ hasAny: { fact: "wants", values: [`w${at}`] } }));
    expect(check({ all: lists })).toEqual([undefined, F, false]);
  });

  it("is found in its criteria, however deep", () => {
    const deep: Rule = { not: { any: [{ all: [exporter] }, { atLeast: { count: 1, of: [adult, { not: local }] } }] } };
    expect(criteriaOf(deep)).toEqual([exporter, adult, local]);
  });
});

describe("a program of several conditions", () => {
  const requirement = (id: string, rule?: Rule, basis?: "stated" | "implied"): Condition => ({
    id,
    role: "requirement",
    rule,
    basis,
  });
  const yes = { exporter: known.boolean(true) };
  const no = { exporter: known.boolean(false) };

  it("tells what each condition that has a rule comes to, whatever its role", () => {
    const conditions = [
      requirement("a", exporter),
      requirement("text only"),
      { id: "b", role: "target" as const, rule: adult },
    ];
    const { truths, verdict } = judgeProgram(conditions, about(yes));
    expect([...truths]).toEqual([
      ["a", T],
      ["b", U],
    ]);
    expect(verdict).toBe("ELIGIBLE");
  });

  it("is refused by one stated requirement, whatever is open or doubted besides", () => {
    const conditions = [
      requirement("a", exporter, "stated"),
      requirement("b", exporter, "implied"),
      requirement("c", adult),
    ];
    expect(judgeProgram(conditions, about(no))).toMatchObject({
      verdict: "INELIGIBLE",
      missing: [],
      warnings: ["b"],
    });
  });

  it("waits for an implied requirement as for a stated one", () => {
    expect(judgeProgram([requirement("a", exporter, "implied")], about({}))).toMatchObject({
      verdict: "UNDETERMINED",
      missing: ["exporter"],
      warnings: [],
    });
    expect(judgeProgram([requirement("a", exporter, "implied")], about(yes))).toMatchObject({
      verdict: "ELIGIBLE",
      warnings: [],
    });
  });

  it("once doubted asks only for what could still refuse", () => {
    const conditions = [
      requirement("a", exporter, "implied"),
      requirement("b", adult, "implied"),
      requirement("c", local, "stated"),
    ];
    expect(judgeProgram(conditions, about(no))).toMatchObject({
      verdict: "UNDETERMINED",
      missing: ["state"],
      warnings: ["a"],
    });
    expect(judgeProgram(conditions, about({ ...no, state: known.code("MX-QUE") })).missing).toEqual([]);
  });
});
