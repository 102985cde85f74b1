import type { Fact } from "../facts/fact.js";
import type { OfficialCodes } from "../ports.js";
import type { Knowledge } from "../rules/knowledge.js";
import { allOf, anyOf, type Language, numberText } from "./say.js";
import { unitAfter } from "./units.js";

export const YES_NO = { true: { es: "Sí", en: "Yes" }, false: { es: "No", en: "No" } } as const;
const NOTHING = { es: "Nada de la lista", en: "None of the list" } as const;
const OR_MORE = { es: "y quizá otros", en: "and perhaps others" } as const;

/** More codes than these are called by what they have in common. */
const MOST_NAMED = 6;

/** What is known of a fact, as a person would say it; null when nothing is. */
export function describeKnowledge(
  fact: Fact,
  knowledge: Knowledge,
  language: Language,
  codes: OfficialCodes,
): string | null {
  switch (knowledge.kind) {
    case "unasked":
    case "declined":
      return null;
    case "boolean":
      return YES_NO[`${knowledge.value}`][language];
    case "number":
      return numberRange(knowledge.min, knowledge.max, fact, language);
    case "code": {
      const possible = [...knowledge.possible];
      const together = possible.length > MOST_NAMED ? namedTogether(possible, fact, codes) : undefined;
      return (
        together ??
        anyOf(
          possible.map((code) => codeName(fact, code, language, codes)),
          language,
        )
      );
    }
    case "codes": {
      const names = [...knowledge.has].map((code) => codeName(fact, code, language, codes));
      if (names.length === 0) return knowledge.complete ? NOTHING[language] : null;
      return knowledge.complete ? allOf(names, language) : `${names.join(", ")} ${OR_MORE[language]}`;
    }
  }
}

/** The branch of industry that all the codes belong to; undefined when there is none. */
function namedTogether(possible: readonly string[], fact: Fact, codes: OfficialCodes): string | undefined {
  if (fact.type !== "code" || !("table" in fact) || fact.table !== "industry") return undefined;
  for (let length = 5; length >= 2; length--) {
    const prefixes = new Set(possible.map((code) => code.slice(0, length)));
    const [prefix = ""] = prefixes;
    const name = prefixes.size === 1 ? codes.nameOf("industry", prefix) : undefined;
    if (name !== undefined) return name;
  }
  const ranges = [
    ["31", "33"],
    ["48", "49"],
  ] as const;
  const range = ranges.find(([first, last]) =>
    possible.every((code) => code.slice(0, 2) >= first && code.slice(0, 2) <= last),
  );
  return range === undefined ? undefined : codes.nameOf("industry", range.join("-"));
}

/** The name of a code of a fact, in the reader's language where there is one. */
export function codeName(fact: Fact, code: string, language: Language, codes: OfficialCodes): string {
  if ("values" in fact) return fact.values[code]?.[language] ?? code;
  return ("table" in fact ? codes.nameOf(fact.table, code) : undefined) ?? code;
}

/** "12 personas", "de 11 a 30 personas", "251 personas o más". */
export function numberRange(min: number | undefined, max: number | undefined, fact: Fact, language: Language): string {
  const unit = fact.type === "number" ? fact.unit : "";
  const top = fact.type === "number" && max !== undefined && max >= fact.max ? undefined : max;
  const bottom = fact.type === "number" && min !== undefined && min <= fact.min && min !== top ? undefined : min;
  const withUnit = (value: number) => `${numberText(value, language)} ${unitAfter(value, unit, language)}`.trim();
  if (bottom !== undefined && bottom === top) return withUnit(bottom);
  if (bottom === undefined && top === undefined) return language === "es" ? "cualquiera" : "any";
  if (top === undefined)
    return language === "es" ? `${withUnit(bottom as number)} o más` : `${withUnit(bottom as number)} or more`;
  if (bottom === undefined) return language === "es" ? `hasta ${withUnit(top)}` : `up to ${withUnit(top)}`;
  const from = numberText(bottom, language);
  return language === "es" ? `de ${from} a ${withUnit(top)}` : `${from} to ${withUnit(top)}`;
}
