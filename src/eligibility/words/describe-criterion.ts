import type { Fact } from "../facts/fact.js";
import type { OfficialCodes } from "../ports.js";
import type { Criterion } from "../rules/rule.js";
import { codeName, numberRange, YES_NO } from "./describe-knowledge.js";
import { allOf, anyOf, type Language } from "./say.js";

/** What a criterion asks its fact to be, e.g. "Micro, Pequeña o Mediana"; `negated` when it must not hold. */
export function describeCriterion(
  criterion: Criterion,
  negated: boolean,
  fact: Fact,
  language: Language,
  codes: OfficialCodes,
): string {
  if ("is" in criterion) return YES_NO[`${criterion.is.value !== negated}`][language];
  if ("attest" in criterion) return YES_NO[`${!negated}`][language];
  const text = positive(criterion, fact, language, codes);
  return negated ? (language === "es" ? `otra cosa que ${text}` : `anything but ${text}`) : text;
}

function positive(criterion: Criterion, fact: Fact, language: Language, codes: OfficialCodes): string {
  const named = (values: readonly string[]) => values.map((code) => codeName(fact, code, language, codes));
  if ("range" in criterion) return numberRange(criterion.range.min, criterion.range.max, fact, language);
  if ("oneOf" in criterion) return anyOf(named(criterion.oneOf.values), language);
  if ("hasAny" in criterion) return anyOf(named(criterion.hasAny.values), language);
  if ("hasAll" in criterion) return allOf(named(criterion.hasAll.values), language);
  if ("codeIn" in criterion) return anyOf(named(criterion.codeIn.prefixes), language);
  return "";
}
