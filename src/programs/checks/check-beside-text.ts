import { placedCriteria, type Rule } from "../document/rule.js";
import type { Text } from "../document/text.js";
import { figures } from "./figures.js";
import { type Flaw, flaw } from "./flaw.js";
import type { Known } from "./known.js";

const PESOS = /\bpesos?\b|\bMXN\b/i;
const DOLLARS = /\bd[óo]lar(es)?\b|\bdollars?\b|US\$|\bUSD\b/i;

/** Money and percentages of a rule must be those its text names, in the same currency: a slip of zeros or of units shows here. */
export function checkBesideText(index: number, text: Text, rule: Rule, { facts }: Known): readonly Flaw[] {
  return placedCriteria(rule).flatMap(({ criterion, path }) => {
    if (!("range" in criterion)) return [];
    const { fact, min, max } = criterion.range;
    const unit = facts.unitOf(fact);
    const at = (key: string) => ["requirements", index, "rule", ...path, "range", key];
    const other = unit === "USD" ? PESOS : unit === "MXN" ? DOLLARS : undefined;
    const own = unit === "USD" ? DOLLARS : PESOS;
    const words = `${text.es ?? ""} ${text.en ?? ""}`;
    if (other?.test(words) && !own.test(words)) {
      return [
        flaw("rule_against_text", at("fact"), {
          es: `el texto habla de ${unit === "USD" ? "pesos" : "dólares"} y ${fact} está en ${unit}`,
          en: `the text speaks of ${unit === "USD" ? "pesos" : "dollars"} and ${fact} is in ${unit}`,
        }),
      ];
    }
    if (unit !== "USD" && unit !== "MXN" && unit !== "percent") return [];
    return Object.entries({ min, max }).flatMap(([key, value]) => {
      if (value === undefined || value === 0) return [];
      const silent = (["es", "en"] as const).filter((language) => !figures(text[language] ?? "").includes(value));
      if (silent.length === 0) return [];
      const named = figures(text[silent[0] ?? "es"] ?? "").join(", ") || "—";
      return [
        flaw("rule_against_text", at(key), {
          es: `el texto (${silent.join(", ")}) no dice ${value}, sino ${named}`,
          en: `the text (${silent.join(", ")}) does not say ${value} but ${named}`,
        }),
      ];
    });
  });
}
