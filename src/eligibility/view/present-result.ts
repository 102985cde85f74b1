import { concept } from "../../graph/concept.js";
import type { Bilingual } from "../facts/fact.js";
import { FACTS } from "../facts/index.js";
import type { OfficialCodes } from "../ports.js";
import type { Understood } from "../profile/understand.js";
import type { CheckOutcome, ConditionOutcome } from "../report/explain.js";
import type { Offer } from "../report/offers.js";
import type { Result } from "../report/report.js";
import type { Knowledge } from "../rules/knowledge.js";
import type { Truth } from "../rules/truth.js";
import { describeCriterion } from "../words/describe-criterion.js";
import { allOf, type Language } from "../words/say.js";
import { sizeDisagreement } from "../words/size-words.js";
import { summarize } from "../words/summarize.js";
import type { FactPresenter } from "./present-fact.js";
import { CONDITION_ROLE_NAMES, OUTCOME_NAMES, VERDICT_NAMES } from "./vocabulary.types.js";

const OUTCOMES: Readonly<Record<Truth, keyof typeof OUTCOME_NAMES>> = {
  true: "MET",
  false: "NOT_MET",
  unknown: "UNKNOWN",
};

/** Shows what a program came to for a firm, in one language. */
export class ResultPresenter {
  constructor(
    private readonly facts: FactPresenter,
    private readonly codes: OfficialCodes,
  ) {}

  get #language(): Language {
    return this.facts.language;
  }

  verdict(code: keyof typeof VERDICT_NAMES) {
    return concept(VERDICT_NAMES, code, this.#language);
  }

  summary({ explanation }: Result): string {
    return summarize(explanation, this.#language, (fact) => this.facts.label(fact));
  }

  missing({ explanation }: Result) {
    return explanation.missing.map((fact) => this.facts.fact(fact));
  }

  offers({ offers }: Result) {
    return offers.map((offer) => this.#offer(offer));
  }

  condition({ condition, truth, checks, missing }: ConditionOutcome) {
    const language = this.#language;
    return {
      id: condition.id,
      role: concept(CONDITION_ROLE_NAMES, condition.role, language),
      implied: condition.basis === "implied",
      text: condition.text[language],
      outcome: this.#outcome(truth),
      checks: checks.map((check) => this.#check(check)),
      missing,
      note: condition.note?.[language] ?? null,
      citations: condition.citations,
    };
  }

  change(fact: string, from: Knowledge, to: Knowledge) {
    return {
      fact,
      label: this.facts.label(fact),
      from: this.facts.value(fact, from),
      to: this.facts.value(fact, to),
    };
  }

  #outcome(truth: Truth | null) {
    return concept(OUTCOME_NAMES, truth === null ? "NOT_CHECKED" : OUTCOMES[truth], this.#language);
  }

  #check({ fact: key, criterion, negated, truth, given }: CheckOutcome) {
    const fact = FACTS[key];
    return {
      fact: key,
      label: this.facts.label(key),
      required: fact === undefined ? "" : describeCriterion(criterion, negated, fact, this.#language, this.codes),
      given: this.facts.known(key, given),
      outcome: this.#outcome(truth),
    };
  }

  warnings({ program, explanation }: Result, { contradictions, sizeReport }: Understood) {
    const language = this.#language;
    const over = program.over === null ? [] : [{ code: "PROGRAM_OVER", text: overText(program.over, language) }];
    const doubts = explanation.doubts.map(({ condition }) => ({
      code: "DOUBT",
      text: `${DOUBT[language]} ${condition.text[language]}`,
    }));
    const used = new Set(explanation.conditions.flatMap(({ checks }) => checks.map(({ fact }) => fact)));
    const contradicted = contradictions
      .filter(({ fact }) => used.has(fact))
      .map(({ fact, with: from }) => ({
        code: "CONTRADICTION",
        text: contradictionText(
          this.facts.label(fact),
          from.map((key) => this.facts.label(key)),
          language,
        ),
      }));
    const disagreement = sizeReport !== undefined && used.has("size") ? sizeDisagreement(sizeReport, language) : null;
    const size = disagreement === null ? [] : [{ code: "SIZE_DISAGREES", text: disagreement }];
    return [...over, ...doubts, ...contradicted, ...size];
  }

  #offer({ calculation, min, max, missing, comparable }: Offer) {
    const language = this.#language;
    return {
      id: calculation.id,
      concerns: calculation.concerns[language],
      currency: calculation.currency,
      min,
      max,
      missing,
      comparableMxn: comparable,
      note: calculation.note?.[language] ?? null,
      citations: calculation.citations,
    };
  }
}

const DOUBT: Bilingual = {
  es: "La fuente no lo dice, pero lo da a entender:",
  en: "The source does not say it, but implies it:",
};

function overText({ since, text }: { since: string | null; text: Bilingual | null }, language: Language): string {
  const head =
    language === "es"
      ? `El programa terminó${since === null ? "" : ` en ${since}`}.`
      : `The program is over${since === null ? "" : ` since ${since}`}.`;
  return text === null ? head : `${head} ${text[language]}`;
}

function contradictionText(label: string, from: readonly string[], language: Language): string {
  const others = allOf(from, language);
  return language === "es"
    ? `«${label}» no concuerda con «${others}»: mientras no se aclare, ninguno se da por cierto.`
    : `“${label}” does not agree with “${others}”: until it is cleared up, neither is taken for true.`;
}
