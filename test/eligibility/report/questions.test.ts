import { compileRules } from "../../../src/eligibility/index/compile.js";
import { understand } from "../../../src/eligibility/profile/understand.js";
import { rankQuestions } from "../../../src/eligibility/report/questions.js";
import { DECLINED, type Knowledge, known } from "../../../src/eligibility/rules/knowledge.js";
import type { Rule } from "../../../src/eligibility/rules/rule.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";

/** What to ask a firm so as to settle these programs, each of one rule. */
function questions(rules: readonly Rule[], facts: Readonly<Record<string, Knowledge>> = {}) {
  const index = compileRules(
    rules.map((rule, at) => ({ id: `${at}`, conditions: [{ id: "c", role: "requirement", rule }] })),
  );
  const stated = new Map(Object.entries(facts));
  const { profile } = understand(stated, OFFICIAL_CODES);
  const every = index.bitsOf(rules.map((_, at) => at));
  return rankQuestions(index.explorer(profile), index.facts, { stated, profile }, every);
}

const asked = (...of: Parameters<typeof questions>) => questions(...of).map(({ fact }) => fact);
const yes = (fact: string): Rule => ({ is: { fact, value: true } });
const HERE: Rule = { oneOf: { fact: "state", values: ["MX-QUE"] } };
const MICRO: Rule = { oneOf: { fact: "size", values: ["micro"] } };
const FEW: Rule = { range: { fact: "workers", max: 10 } };

describe("the worth of a question", () => {
  it("is how many programs an answer settles on average, and how many some answer settles", () => {
    expect(questions([yes("formal"), { all: [yes("formal"), HERE] }])).toEqual([
      { fact: "formal", settles: 1.5, affects: 2 },
      { fact: "state", settles: 0.5, affects: 1 },
    ]);
  });

  it("is greater, where the average is the same, for more programs; then the order is the questionnaire's", () => {
    const either: Rule[] = [
      { all: [{ not: yes("exporter") }, yes("formsGroup")] },
      { all: [yes("exporter"), yes("isMnc")] },
    ];
    expect(asked([yes("formal"), ...either])).toEqual(["exporter", "formal", "isMnc", "formsGroup"]);
  });

  it("is nothing where no single answer settles a program", () => {
    const two: Rule = { any: [{ all: [yes("formal"), HERE] }, { all: [yes("exporter"), yes("isMnc")] }] };
    expect(questions([two])).toStrictEqual([]);
  });
});

describe("a fact that others tell", () => {
  it("is asked by way of them, each for its share", () => {
    expect(questions([MICRO])).toEqual([{ fact: "workers", settles: 1 / 3, affects: 1 }]);
    expect(questions([MICRO], { workers: known.number(8) })).toEqual([
      { fact: "annualSalesMxn", settles: 1 / 2, affects: 1 },
    ]);
  });

  it("does not lead to what is known already, by whatever way", () => {
    const shoes = { scian: known.code("316211"), workers: known.number(8) };
    expect(questions([MICRO], shoes)).toEqual([{ fact: "annualSalesMxn", settles: 1, affects: 1 }]);
    expect(asked([{ all: [HERE, yes("formal")] }], { municipality: known.code("22014") })).toEqual(["formal"]);
  });

  it("is asked for itself when they were asked for and are not known", () => {
    const unknown = { workers: DECLINED, annualSalesMxn: DECLINED };
    expect(asked([MICRO], { ...unknown, activityGroup: DECLINED })).toEqual(["size"]);
    expect(asked([MICRO], { ...unknown, scian: known.code("316211") })).toEqual(["size"]);
    expect(asked([MICRO], { ...unknown, size: DECLINED })).toStrictEqual([]);
  });

  it("counts as much as the best question that leads to it", () => {
    for (const rules of [
      [MICRO, FEW],
      [FEW, MICRO],
    ]) {
      expect(questions(rules)).toEqual([{ fact: "workers", settles: 1, affects: 1 }]);
    }
  });
});
