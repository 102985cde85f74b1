import type { AmountRule, Schedule } from "../../document/amount-rule.js";
import type { Rule } from "../../document/rule.js";
import type { Language } from "../../document/text.js";

const WORDS = {
  es: {
    all: " y ",
    any: " o ",
    not: "no",
    atLeast: (count: number) => `al menos ${count} de`,
    oneOf: "es alguno de",
    hasAny: "incluye alguno de",
    hasAll: "incluye todos de",
    codeIn: "empieza con alguno de",
    attest: "se declara",
    true: "sí",
    false: "no",
    of: "de",
    least: "lo menor de",
    most: "lo mayor de",
    less: "menos",
    by: "según",
    from: "desde",
    to: "a",
  },
  en: {
    all: " and ",
    any: " or ",
    not: "not",
    atLeast: (count: number) => `at least ${count} of`,
    oneOf: "is one of",
    hasAny: "includes any of",
    hasAll: "includes all of",
    codeIn: "begins with one of",
    attest: "is declared",
    true: "yes",
    false: "no",
    of: "of",
    least: "the least of",
    most: "the most of",
    less: "less",
    by: "by",
    from: "from",
    to: "to",
  },
} as const;

/** A rule about a firm in compact words; facts by their key: "size es alguno de: micro, small". */
export function ruleWords(rule: Rule, language: Language): string {
  const words = WORDS[language];
  const inside = (parts: readonly Rule[]) => parts.map((part) => ruleWords(part, language));
  if ("all" in rule) return joined(inside(rule.all), words.all);
  if ("any" in rule) return joined(inside(rule.any), words.any);
  if ("not" in rule) return `${words.not} (${ruleWords(rule.not, language)})`;
  if ("atLeast" in rule) return `${words.atLeast(rule.atLeast.count)} (${inside(rule.atLeast.of).join("; ")})`;
  if ("is" in rule) return `${rule.is.fact}: ${words[`${rule.is.value}`]}`;
  if ("attest" in rule) return `${rule.attest.fact} ${words.attest}`;
  if ("range" in rule) return rangeWords(rule.range);
  if ("codeIn" in rule) return `${rule.codeIn.fact} ${words.codeIn}: ${rule.codeIn.prefixes.join(", ")}`;
  const [kind, { fact, values }] = Object.entries(rule)[0] as ["oneOf", { fact: string; values: string[] }];
  return `${fact} ${words[kind]}: ${values.join(", ")}`;
}

/** An amount in compact words: "75 % de projectCost". */
export function amountWords(rule: AmountRule, language: Language): string {
  const words = WORDS[language];
  const inside = (parts: readonly AmountRule[]) => parts.map((part) => amountWords(part, language)).join("; ");
  if ("fixed" in rule) return rule.fixed;
  if ("percentOf" in rule)
    return `${scheduleWords(rule.percentOf.percent, language)} % ${words.of} ${rule.percentOf.fact}`;
  if ("multipleOf" in rule) return `${scheduleWords(rule.multipleOf.times, language)} × ${rule.multipleOf.fact}`;
  if ("remainder" in rule) return `(${amountWords(rule.remainder.of, language)}) ${words.less} ${rule.remainder.less}`;
  if ("least" in rule) return `${words.least} (${inside(rule.least)})`;
  if ("most" in rule) return `${words.most} (${inside(rule.most)})`;
  return joined(
    rule.sum.map((part) => amountWords(part, language)),
    " + ",
  );
}

function joined(parts: readonly string[], between: string): string {
  return parts.map((part) => (parts.length > 1 && / (y|o|and|or|\+) /.test(part) ? `(${part})` : part)).join(between);
}

function rangeWords({ fact, min, max }: { fact: string; min?: number | undefined; max?: number | undefined }): string {
  if (min === undefined) return `${fact} ≤ ${max}`;
  return max === undefined ? `${fact} ≥ ${min}` : `${min} ≤ ${fact} ≤ ${max}`;
}

function scheduleWords(schedule: Schedule, language: Language): string {
  const words = WORDS[language];
  if (typeof schedule === "string") return schedule;
  const { by } = schedule;
  if ("steps" in schedule) {
    const steps = schedule.steps.map(({ from, value }) => `${value} ${words.from} ${from}`).join(", ");
    return `(${steps}, ${words.by} ${by})`;
  }
  const { from, to } = schedule;
  return `(${from.value} ${words.to} ${to.value}, ${words.by} ${by} ${words.from} ${from.at} ${words.to} ${to.at})`;
}
