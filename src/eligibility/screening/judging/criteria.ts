import type { RuledProgram } from "../../index/compile.js";
import { criteriaOf } from "../../rules/analyse.js";
import { type Criterion, factOf } from "../../rules/rule.js";

/** All criteria, each once, by which the verdicts of these programs can depend on the given facts. */
export function criteriaOn(facts: ReadonlySet<string>, programs: readonly RuledProgram[]): readonly Criterion[] {
  const found = new Map<string, Criterion>();
  for (const { conditions } of programs) {
    for (const { role, rule } of conditions) {
      if (role !== "requirement" || rule === undefined) continue;
      for (const criterion of criteriaOf(rule)) {
        if (facts.has(factOf(criterion) ?? "")) found.set(JSON.stringify(criterion), criterion);
      }
    }
  }
  return [...found.values()];
}
