import { judge, openFacts } from "./judge.js";
import type { Profile } from "./knowledge.js";
import type { Rule } from "./rule.js";
import type { Truth } from "./truth.js";

/** What a condition is for; only `requirement` decides. */
export type ConditionRole = "requirement" | "limit" | "target" | "priority" | "process" | "commitment";

export interface Condition {
  readonly id: string;
  readonly role: ConditionRole;
  /** An implied condition that fails warns; it never refuses. */
  readonly basis?: "stated" | "implied" | undefined;
  readonly rule?: Rule | undefined;
}

export const VERDICTS = ["ELIGIBLE", "UNDETERMINED", "INELIGIBLE"] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Judgement {
  readonly verdict: Verdict;
  /** What each condition that has a rule comes to, by its id. */
  readonly truths: ReadonlyMap<string, Truth>;
  /** Facts that could still change the verdict; empty unless it is UNDETERMINED. */
  readonly missing: readonly string[];
  /** Implied requirements that fail: reasons to doubt, not to refuse. */
  readonly warnings: readonly string[];
}

/** Judges a program's conditions for a profile. */
export function judgeProgram(conditions: readonly Condition[], profile: Profile): Judgement {
  const ruled = conditions.filter((condition): condition is Condition & { rule: Rule } => condition.rule !== undefined);
  const truths = new Map(ruled.map(({ id, rule }) => [id, judge(rule, profile)]));
  const requirements = ruled.filter(({ role }) => role === "requirement");
  const refused = requirements.some(({ id, basis }) => truths.get(id) === "false" && basis !== "implied");
  const warnings = requirements
    .filter(({ id, basis }) => truths.get(id) === "false" && basis === "implied")
    .map(({ id }) => id);
  const open = requirements.filter(({ id }) => truths.get(id) === "unknown");
  const verdict = refused ? "INELIGIBLE" : open.length > 0 || warnings.length > 0 ? "UNDETERMINED" : "ELIGIBLE";
  // Once a program is doubted it stays so, whatever other implied conditions come to; only a refusal can still follow.
  const deciding = warnings.length > 0 ? open.filter(({ basis }) => basis !== "implied") : open;
  const missing = refused ? [] : new Set(deciding.flatMap(({ rule }) => [...openFacts(rule, profile)]));
  return { verdict, truths, missing: [...missing].sort(), warnings };
}

/** The verdict alone, as `judgeProgram` gives it: for whoever judges very many and explains none. */
export function verdictOf(conditions: readonly Condition[], profile: Profile): Verdict {
  let verdict: Verdict = "ELIGIBLE";
  for (const { role, rule, basis } of conditions) {
    if (role !== "requirement" || rule === undefined) continue;
    const truth = judge(rule, profile);
    if (truth === "false" && basis !== "implied") return "INELIGIBLE";
    if (truth !== "true") verdict = "UNDETERMINED";
  }
  return verdict;
}
