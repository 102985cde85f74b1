import type { AmountRule } from "./amounts/amount-rule.js";
import { checkAmount } from "./authoring/check-amount.js";
import { checkRule } from "./authoring/check-rule.js";
import { contradictions, implications } from "./authoring/compare-rules.js";
import type { FactTable } from "./facts/fact.js";
import { FACTS } from "./facts/index.js";
import type { CodeLists } from "./ports.js";
import type { Rule } from "./rules/rule.js";

/** Tells who writes rules and amounts what is wrong with them, before any firm is judged by them. */
export function createFactVocabulary(codes: CodeLists) {
  return {
    checkRule: (rule: Rule) => checkRule(rule, codes),
    contradictions: (rules: readonly Rule[]) => contradictions(rules, codes),
    implications: (rules: readonly Rule[]) => implications(rules, codes),
    checkAmount: (rule: AmountRule, currency: string | undefined) => checkAmount(rule, currency),
    /** What a number of a fact counts, e.g. "USD" or "percent"; undefined for other facts. */
    unitOf(key: string): string | undefined {
      const fact = (FACTS as FactTable)[key];
      return fact?.type === "number" ? fact.unit : undefined;
    },
  };
}
