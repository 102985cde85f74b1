import { cellsOf } from "../index/cells.js";
import type { RuleIndex } from "../index/compile.js";
import { criteriaOf } from "../rules/analyse.js";
import { type Knowledge, known, type Profile, UNASKED } from "../rules/knowledge.js";
import { type Criterion, factOf } from "../rules/rule.js";
import type { Explorer } from "./questions.js";

export function explorerOf(index: RuleIndex, profile: Profile): Explorer {
  const byFact = Map.groupBy(
    index.programs.flatMap(({ conditions }) =>
      conditions.flatMap(({ role, rule }) => (role === "requirement" && rule ? criteriaOf(rule) : [])),
    ),
    (criterion) => factOf(criterion) ?? "",
  );
  return {
    facts: [...byFact.keys()],
    each(fact, visit) {
      for (const value of valuesOf(byFact.get(fact) ?? [], profile.get(fact) ?? UNASKED)) {
        visit(value, index.judge(new Map(profile).set(fact, value)));
      }
    },
  };
}

function valuesOf(criteria: readonly Criterion[], now: Knowledge): readonly Knowledge[] {
  const listed = criteria.flatMap((criterion) =>
    "hasAny" in criterion ? criterion.hasAny.values : "hasAll" in criterion ? criterion.hasAll.values : [],
  );
  if (listed.length > 0) {
    const has = now.kind === "codes" ? [...now.has] : [];
    return [known.codes(...has), ...[...new Set(listed)].map((code) => known.codesAtLeast(...has, code))];
  }
  const cells = cellsOf(criteria);
  return Array.from({ length: cells.count }, (_, cell) => cells.sample(cell));
}
