import fc from "fast-check";
import type { StatedCondition } from "../../../src/eligibility/ports.js";
import { explain, prepareConditions } from "../../../src/eligibility/report/explain.js";
import { judge, openFacts } from "../../../src/eligibility/rules/judge.js";
import { type Knowledge, known, UNASKED } from "../../../src/eligibility/rules/knowledge.js";
import type { Rule } from "../../../src/eligibility/rules/rule.js";
import { type Condition, judgeProgram } from "../../../src/eligibility/rules/verdict.js";
import { runs } from "../../kit/runs.js";
import { conditions, profile } from "../arbitraries.js";

const stated = (condition: Condition): StatedCondition => ({
  ...condition,
  text: { es: condition.id, en: condition.id },
  note: null,
  citations: [],
});
const needs = (id: string, rule?: Rule, rest: Partial<Condition> = {}) =>
  stated({ id, role: "requirement", rule, ...rest });
const explained = (list: readonly StatedCondition[], facts: Readonly<Record<string, Knowledge>>) =>
  explain(prepareConditions(list), new Map(Object.entries(facts)));
const ids = (outcomes: readonly { readonly condition: StatedCondition }[]) =>
  outcomes.map(({ condition }) => condition.id);

const FORMAL: Rule = { is: { fact: "formal", value: true } };
const EXPORTER: Rule = { is: { fact: "exporter", value: true } };
const HERE: Rule = { oneOf: { fact: "state", values: ["MX-QUE"] } };
const yes = known.boolean(true);
const no = known.boolean(false);

describe("the explanation of a verdict", () => {
  it("agrees with the verdict for all conditions and firms, and so do what is missing, doubted and met", () => {
    fc.assert(
      fc.property(conditions, profile, (list, firm) => {
        const found = explain(prepareConditions(list.map(stated)), firm);
        const judged = judgeProgram(list, firm);
        expect(found.verdict).toBe(judged.verdict);
        expect(found.missing).toEqual(judged.missing);
        expect(ids(found.doubts)).toEqual(judged.warnings);
        expect(found.conditions.map(({ truth }) => truth)).toEqual(list.map(({ id }) => judged.truths.get(id)));
        expect(found.refusals.length > 0).toBe(judged.verdict === "INELIGIBLE");
        for (const { condition, missing } of found.conditions)
          expect(missing).toEqual([...openFacts(condition.rule as Rule, firm)]);
        for (const { condition, truth, checks } of found.conditions)
          if (checks.length === 1) expect(truth).toBe(judge(condition.rule as Rule, firm));
      }),
      runs(300),
    );
  });

  it("is a refusal for each stated requirement that fails, and nothing else is asked then", () => {
    const list = [needs("formal", FORMAL), needs("exporter", EXPORTER), needs("here", HERE)];
    const found = explained(list, { formal: no, exporter: no });
    expect(found.verdict).toBe("INELIGIBLE");
    expect(ids(found.refusals)).toEqual(["formal", "exporter"]);
    expect(found.missing).toEqual([]);
  });

  it("is a doubt for an implied requirement that fails; then only what could still refuse is asked", () => {
    const implied = { basis: "implied" } as const;
    const list = [needs("formal", FORMAL, implied), needs("exporter", EXPORTER, implied), needs("here", HERE)];
    const found = explained(list, { formal: no });
    expect(found).toMatchObject({ verdict: "UNDETERMINED", refusals: [], missing: ["state"] });
    expect(ids(found.doubts)).toEqual(["formal"]);
    expect(explained(list, { formal: no, state: known.code("MX-QUE") }).verdict).toBe("UNDETERMINED");
    expect(explained(list, { formal: yes }).missing).toEqual(["exporter", "state"]);
  });

  it("asks for each fact once, in alphabetical order", () => {
    const found = explained([needs("a", HERE), needs("b", EXPORTER), needs("c", HERE)], {});
    expect(found).toMatchObject({ verdict: "UNDETERMINED", missing: ["exporter", "state"] });
  });

  it("rests on requirements alone, and on those that facts can decide", () => {
    const list = [needs("court"), needs("formal", FORMAL), needs("aim", EXPORTER, { role: "target" })];
    const found = explained(list, { formal: yes, exporter: no });
    expect(found).toMatchObject({ verdict: "ELIGIBLE", missing: [], doubts: [], refusals: [] });
    expect(found.conditions[0]).toEqual({ condition: list[0], truth: null, checks: [], missing: [] });
    expect(found.conditions.map(({ truth }) => truth)).toEqual([null, "true", "false"]);
    expect(explained([needs("court")], {}).verdict).toBe("ELIGIBLE");
    expect(explained([], {}).verdict).toBe("ELIGIBLE");
  });

  it("names every check of a condition, what it was judged by, and whether it is asked not to hold", () => {
    const rule: Rule = {
      all: [
        { any: [FORMAL, { not: EXPORTER }] },
        { atLeast: { count: 1, of: [HERE, { not: { all: [{ not: FORMAL }, { any: [EXPORTER] }] } }] } },
      ],
    };
    const [outcome] = explained([needs("all", rule)], { formal: yes, exporter: yes }).conditions;
    expect(outcome?.checks).toEqual([
      { fact: "formal", criterion: FORMAL, negated: false, truth: "true", given: yes },
      { fact: "exporter", criterion: EXPORTER, negated: true, truth: "false", given: yes },
      { fact: "state", criterion: HERE, negated: false, truth: "unknown", given: UNASKED },
      { fact: "formal", criterion: FORMAL, negated: false, truth: "true", given: yes },
      { fact: "exporter", criterion: EXPORTER, negated: true, truth: "false", given: yes },
    ]);
    expect(outcome?.truth).toBe("true");
  });

  it("has no other truth for a condition than for the only check in it, asked not to hold or not", () => {
    const [outcome] = explained([needs("not", { not: EXPORTER })], { exporter: no }).conditions;
    expect(outcome).toMatchObject({ truth: "true", checks: [{ negated: true, truth: "true" }] });
  });
});
