import type { ConditionOutcome, Explanation } from "../report/explain.js";
import { allOf, type Language } from "./say.js";

/** What is said around the conditions and facts themselves. */
const WORDS = {
  es: {
    refused: "No se cumple:",
    toKnow: "Falta saber:",
    inDoubt: "Hay duda:",
    nothingAsked: "La fuente no pide nada que los datos de una empresa puedan decidir.",
    met: (count: number) =>
      count === 1
        ? "Se cumple el requisito que se puede revisar."
        : `Se cumplen los ${count} requisitos que se pueden revisar.`,
    others: (count: number) =>
      count === 1 ? "Otro lo revisa la institución." : `Otros ${count} los revisa la institución.`,
  },
  en: {
    refused: "Not met:",
    toKnow: "Still to know:",
    inDoubt: "In doubt:",
    nothingAsked: "The source asks nothing that the facts of a firm can decide.",
    met: (count: number) =>
      count === 1
        ? "The requirement that can be checked is met."
        : `All ${count} requirements that can be checked are met.`,
    others: (count: number) => `The institution checks ${count} more.`,
  },
} as const;

/** The reason of a verdict in one sentence or two; `label` names a fact. */
export function summarize(explanation: Explanation, language: Language, label: (fact: string) => string): string {
  const words = WORDS[language];
  const texts = (outcomes: readonly ConditionOutcome[]) =>
    outcomes.map(({ condition }) => condition.text[language]).join(" ");
  const { verdict, conditions, refusals, doubts, missing } = explanation;
  if (verdict === "INELIGIBLE") return `${words.refused} ${texts(refusals)}`;
  if (verdict === "UNDETERMINED") {
    const ask = missing.map((fact) => label(fact).toLowerCase());
    const lacks = ask.length === 0 ? [] : [`${words.toKnow} ${allOf(ask, language)}.`];
    const doubt = doubts.length === 0 ? [] : [`${words.inDoubt} ${texts(doubts)}`];
    return [...lacks, ...doubt].join(" ");
  }
  const requirements = conditions.filter(({ condition }) => condition.role === "requirement");
  const met = requirements.filter(({ truth }) => truth === "true").length;
  const left = requirements.filter(({ truth }) => truth === null).length;
  if (met === 0) return words.nothingAsked;
  return left === 0 ? words.met(met) : `${words.met(met)} ${words.others(left)}`;
}
