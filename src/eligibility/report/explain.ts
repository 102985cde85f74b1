import type { StatedCondition } from "../ports.js";
import { judge, judgeCriterion, openFacts } from "../rules/judge.js";
import { type Knowledge, type Profile, UNASKED } from "../rules/knowledge.js";
import { type Criterion, factOf, type Rule } from "../rules/rule.js";
import { not, type Truth } from "../rules/truth.js";
import type { Verdict } from "../rules/verdict.js";

/** One criterion of a condition, taken out of what joins it. */
export interface Check {
  readonly fact: string;
  readonly criterion: Criterion;
  /** It stands under a `not`: it is asked not to hold. */
  readonly negated: boolean;
}

/** What a check came to, and what it was judged by. */
export interface CheckOutcome extends Check {
  readonly truth: Truth;
  readonly given: Knowledge;
}

/** A condition and what it came to; `truth` is null where no fact of a firm can decide it. */
export interface ConditionOutcome {
  readonly condition: StatedCondition;
  readonly truth: Truth | null;
  readonly checks: readonly CheckOutcome[];
  /** Facts that could still change it; empty when it is decided. */
  readonly missing: readonly string[];
}

/** A verdict with all that led to it. */
export interface Explanation {
  readonly verdict: Verdict;
  readonly conditions: readonly ConditionOutcome[];
  /** Facts that could still change the verdict; empty unless it is UNDETERMINED. */
  readonly missing: readonly string[];
  /** Implied requirements that fail: reasons to doubt, not to refuse. */
  readonly doubts: readonly ConditionOutcome[];
  /** Stated requirements that fail: the reasons of a refusal. */
  readonly refusals: readonly ConditionOutcome[];
}

/** A condition made ready to be explained for many firms. */
export interface PreparedCondition {
  readonly condition: StatedCondition;
  readonly checks: readonly Check[];
}

export function prepareConditions(conditions: readonly StatedCondition[]): readonly PreparedCondition[] {
  return conditions.map((condition) => ({
    condition,
    checks: condition.rule === undefined ? [] : checksOf(condition.rule, false),
  }));
}

function checksOf(rule: Rule, negated: boolean): readonly Check[] {
  if ("all" in rule) return rule.all.flatMap((part) => checksOf(part, negated));
  if ("any" in rule) return rule.any.flatMap((part) => checksOf(part, negated));
  if ("not" in rule) return checksOf(rule.not, !negated);
  if ("atLeast" in rule) return rule.atLeast.of.flatMap((part) => checksOf(part, negated));
  return [{ fact: factOf(rule) ?? "", criterion: rule, negated }];
}

/** Explains a program's verdict for a profile, condition by condition. */
export function explain(conditions: readonly PreparedCondition[], profile: Profile): Explanation {
  const outcomes = conditions.map((prepared) => outcomeOf(prepared, profile));
  const requirements = outcomes.filter(({ condition }) => condition.role === "requirement");
  const refusals = requirements.filter(({ condition, truth }) => truth === "false" && condition.basis !== "implied");
  const doubts = requirements.filter(({ condition, truth }) => truth === "false" && condition.basis === "implied");
  const open = requirements.filter(({ truth }) => truth === "unknown");
  const verdict = refusals.length > 0 ? "INELIGIBLE" : open.length + doubts.length > 0 ? "UNDETERMINED" : "ELIGIBLE";
  // A doubt stays whatever other implied requirements come to; then only a refusal can still follow.
  const deciding = doubts.length > 0 ? open.filter(({ condition }) => condition.basis !== "implied") : open;
  const missing = refusals.length > 0 ? [] : [...new Set(deciding.flatMap((outcome) => outcome.missing))].sort();
  return { verdict, conditions: outcomes, missing, doubts, refusals };
}

function outcomeOf({ condition, checks }: PreparedCondition, profile: Profile): ConditionOutcome {
  if (condition.rule === undefined) return { condition, truth: null, checks: [], missing: [] };
  const judged = checks.map((check) => judgeCheck(check, profile));
  const truth = judge(condition.rule, profile);
  const missing = truth === "unknown" ? [...openFacts(condition.rule, profile)] : [];
  return { condition, truth, checks: judged, missing };
}

function judgeCheck({ fact, criterion, negated }: Check, profile: Profile): CheckOutcome {
  const given = profile.get(fact) ?? UNASKED;
  const truth = judgeCriterion(criterion, given);
  return { fact, criterion, negated, truth: negated ? not(truth) : truth, given };
}
