import { FACTS } from "../facts/index.js";
import { criteriaOf } from "../rules/analyse.js";
import { isExact, type Knowledge, known, type Profile, UNASKED } from "../rules/knowledge.js";
import { type Criterion, factOf, type Rule } from "../rules/rule.js";
import { type Condition, judgeProgram, type Verdict } from "../rules/verdict.js";

/** One thing the firm could change, and what the verdict would be then. */
export interface NearMiss {
  readonly fact: string;
  readonly from: Knowledge;
  readonly to: Knowledge;
  readonly verdict: Verdict;
}

const BETTER: Readonly<Record<Verdict, number>> = { INELIGIBLE: 0, UNDETERMINED: 1, ELIGIBLE: 2 };

/**
 * Every single change that a refused firm can make itself and that would lift the refusal: for each changeable fact
 * the smallest one. What would make it eligible outright comes first.
 */
export function nearMisses(conditions: readonly Condition[], profile: Profile): readonly NearMiss[] {
  if (judgeProgram(conditions, profile).verdict !== "INELIGIBLE") return [];
  const rules = conditions.flatMap(({ role, rule }) => (role === "requirement" && rule !== undefined ? [rule] : []));
  const found = [...criteriaByFact(rules)].flatMap(([fact, criteria]) => {
    const from = profile.get(fact) ?? UNASKED;
    if (FACTS[fact]?.changeable !== true || !isExact(from)) return [];
    const changes = changesOf(from, criteria).map((to) => ({
      fact,
      from,
      to,
      verdict: judgeProgram(conditions, new Map(profile).set(fact, to)).verdict,
    }));
    const [best] = changes
      .filter(({ verdict }) => verdict !== "INELIGIBLE")
      .sort((a, b) => BETTER[b.verdict] - BETTER[a.verdict] || distance(from, a.to) - distance(from, b.to));
    return best === undefined ? [] : [best];
  });
  return found.sort((a, b) => BETTER[b.verdict] - BETTER[a.verdict]);
}

function criteriaByFact(rules: readonly Rule[]): ReadonlyMap<string, readonly Criterion[]> {
  return Map.groupBy(rules.flatMap(criteriaOf), (criterion) => factOf(criterion) ?? "");
}

/** Values of a fact that the criteria over it can tell apart, each as near to what is now as it can be. */
function changesOf(from: Knowledge, criteria: readonly Criterion[]): readonly Knowledge[] {
  switch (from.kind) {
    case "boolean":
      return [known.boolean(!from.value)];
    case "number":
      return boundsIn(criteria).map(known.number);
    case "code":
      return codesIn(criteria).map((code) => known.code(code));
    case "codes":
      return codesIn(criteria).map((code) => ({ ...from, has: new Set([...from.has, code]) }));
    default:
      return [];
  }
}

/** The bounds that a number would have to reach. */
function boundsIn(criteria: readonly Criterion[]): readonly number[] {
  const bounds = criteria.flatMap((criterion) =>
    "range" in criterion ? [criterion.range.min, criterion.range.max] : [],
  );
  return bounds.filter((bound) => bound !== undefined);
}

function codesIn(criteria: readonly Criterion[]): readonly string[] {
  return criteria.flatMap((criterion) => {
    if ("oneOf" in criterion) return criterion.oneOf.values;
    if ("hasAny" in criterion) return criterion.hasAny.values;
    return "hasAll" in criterion ? criterion.hasAll.values : [];
  });
}

function distance(from: Knowledge, to: Knowledge): number {
  return from.kind === "number" && to.kind === "number" ? Math.abs(to.min - from.min) : 1;
}
