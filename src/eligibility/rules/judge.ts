import type { Knowledge, Profile } from "./knowledge.js";
import { UNASKED } from "./knowledge.js";
import { type Criterion, factOf, partsOf, type Rule } from "./rule.js";
import { all, any, atLeast, not, type Truth } from "./truth.js";

/** What a rule comes to for a profile. This walk over the tree is the definition of what rules mean. */
export function judge(rule: Rule, profile: Profile): Truth {
  if ("all" in rule) return all(rule.all.map((part) => judge(part, profile)));
  if ("any" in rule) return any(rule.any.map((part) => judge(part, profile)));
  if ("not" in rule) return not(judge(rule.not, profile));
  if ("atLeast" in rule)
    return atLeast(
      rule.atLeast.count,
      rule.atLeast.of.map((part) => judge(part, profile)),
    );
  return judgeCriterion(rule, profile.get(factOf(rule)) ?? UNASKED);
}

/** What one criterion comes to over what is known of its fact: true for every possible value, for none, or unknown. */
export function judgeCriterion(criterion: Criterion, knowledge: Knowledge): Truth {
  switch (knowledge.kind) {
    case "unasked":
    case "declined":
      return "unknown";
    case "boolean":
      return judgeBoolean(criterion, knowledge.value);
    case "number":
      return judgeNumber(criterion, knowledge.min, knowledge.max);
    case "code":
      return judgeCode(criterion, knowledge.possible);
    case "codes":
      return judgeCodes(criterion, knowledge.has, knowledge.complete);
  }
}

function judgeBoolean(criterion: Criterion, value: boolean): Truth {
  if ("is" in criterion) return truth(criterion.is.value === value);
  if ("attest" in criterion) return truth(value);
  return "unknown";
}

function judgeNumber(criterion: Criterion, least: number, most: number): Truth {
  if (!("range" in criterion)) return "unknown";
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = criterion.range;
  if (min <= least && most <= max) return "true";
  return most < min || max < least ? "false" : "unknown";
}

function judgeCode(criterion: Criterion, possible: ReadonlySet<string>): Truth {
  const accepts = acceptsCode(criterion);
  if (accepts === undefined) return "unknown";
  const accepted = [...possible].filter(accepts).length;
  if (accepted === 0) return "false";
  return accepted === possible.size ? "true" : "unknown";
}

/** The test a criterion makes of a single code; undefined when it makes none. */
function acceptsCode(criterion: Criterion): ((code: string) => boolean) | undefined {
  if ("oneOf" in criterion) return (code) => criterion.oneOf.values.includes(code);
  if ("codeIn" in criterion) return (code) => criterion.codeIn.prefixes.some((prefix) => code.startsWith(prefix));
  return undefined;
}

function judgeCodes(criterion: Criterion, has: ReadonlySet<string>, complete: boolean): Truth {
  const otherwise: Truth = complete ? "false" : "unknown";
  if ("hasAny" in criterion) return criterion.hasAny.values.some((value) => has.has(value)) ? "true" : otherwise;
  if ("hasAll" in criterion) return criterion.hasAll.values.every((value) => has.has(value)) ? "true" : otherwise;
  return "unknown";
}

function truth(holds: boolean): Truth {
  return holds ? "true" : "false";
}

/**
 * The facts whose values could still change what a rule comes to: those of its undecided criteria that no decided part
 * has made irrelevant. Empty when the rule is decided.
 */
export function openFacts(rule: Rule, profile: Profile): ReadonlySet<string> {
  if (judge(rule, profile) !== "unknown") return new Set();
  const parts = partsOf(rule);
  return new Set(parts?.flatMap((part) => [...openFacts(part, profile)]) ?? [factOf(rule as Criterion)]);
}
