import { concept } from "../../graph/concept.js";
import { FIRM_FACTS } from "../facts/firm.js";
import { FACTS } from "../facts/index.js";
import type { OfficialCodes } from "../ports.js";
import type { Firm } from "../profile/read-profile.js";
import type { OtherReading, SizeReport } from "../profile/size-report.js";
import type { Question } from "../report/questions.js";
import { isExact, type Knowledge, type Profile, UNASKED } from "../rules/knowledge.js";
import type { Truth } from "../rules/truth.js";
import type { Size } from "../size.js";
import { describeKnowledge, YES_NO } from "../words/describe-knowledge.js";
import { type Language, numberText } from "../words/say.js";
import { sizeDisagreement } from "../words/size-words.js";
import { FACT_ORIGIN_NAMES, FACT_TYPE_NAMES, PRIVACY_NAMES } from "./vocabulary.types.js";

/** Longest list of codes that a value is given with. */
const MOST_VALUES = 20;

const CODES_FROM = { state: "states", municipality: "municipalities", industry: "industries" } as const;

/** Shows facts and what is known of them, in one language. */
export class FactPresenter {
  constructor(
    readonly language: Language,
    private readonly codes: OfficialCodes,
    /** How many programs ask for a fact. */
    private readonly programCount: (fact: string) => number,
  ) {}

  label(key: string): string {
    return FACTS[key]?.label[this.language] ?? key;
  }

  fact(key: string) {
    const fact = FACTS[key];
    if (fact === undefined) throw new Error(`there is no fact ${key}`);
    const { language } = this;
    const number = fact.type === "number" ? fact : undefined;
    return {
      key,
      label: fact.label[language],
      question: fact.question[language],
      help: fact.help?.[language] ?? null,
      type: concept(FACT_TYPE_NAMES, fact.type, language),
      unit: number?.unit ?? null,
      min: number === undefined ? null : String(number.min),
      max: number === undefined ? null : String(number.max),
      integer: number?.integer ?? null,
      options:
        "values" in fact
          ? Object.entries(fact.values).map(([code, text]) => ({ value: code.toUpperCase(), label: text[language] }))
          : [],
      codesFrom: "table" in fact ? CODES_FROM[fact.table] : null,
      privacy: concept(PRIVACY_NAMES, fact.privacy, language),
      derivedFrom: fact.derivedFrom ?? [],
      assumed: this.#default(fact.default),
      changeable: fact.changeable === true,
      programCount: this.programCount(key),
    };
  }

  #default(value: boolean | number | undefined): string | null {
    if (value === undefined) return null;
    return typeof value === "boolean" ? YES_NO[`${value}`][this.language] : numberText(value, this.language);
  }

  /** What is known of a fact; null when nothing is. */
  known(key: string, knowledge: Knowledge) {
    const fact = FACTS[key];
    const text = fact === undefined ? null : describeKnowledge(fact, knowledge, this.language, this.codes);
    if (fact === undefined || text === null) return null;
    return {
      text,
      exact: isExact(knowledge),
      flag: knowledge.kind === "boolean" ? knowledge.value : null,
      min: knowledge.kind === "number" ? String(knowledge.min) : null,
      max: knowledge.kind === "number" ? String(knowledge.max) : null,
      values: codesOf(knowledge)
        .slice(0, MOST_VALUES)
        .map((code) => ("values" in fact ? code.toUpperCase() : code)),
    };
  }

  /** A value that is known for sure to be shown, such as one side of a change. */
  value(key: string, knowledge: Knowledge) {
    return this.known(key, knowledge) ?? { text: "—", exact: false, flag: null, min: null, max: null, values: [] };
  }

  profile({ stated, understood, notes }: Firm) {
    const { profile, derived, assumed, contradictions, sizeReport } = understood;
    const derivedFrom = new Map(derived.map(({ fact, from }) => [fact, from]));
    const facts = Object.keys(FACTS).flatMap((key) => {
      const value = this.known(key, profile.get(key) ?? UNASKED);
      if (value === null) return [];
      const origin =
        derivedFrom.has(key) && !isGiven(stated, key) ? "derived" : assumed.includes(key) ? "assumed" : "stated";
      return [
        {
          fact: key,
          label: this.label(key),
          value,
          origin: concept(FACT_ORIGIN_NAMES, origin, this.language),
          from: origin === "derived" ? (derivedFrom.get(key) ?? []) : [],
        },
      ];
    });
    return {
      facts,
      contradictions: contradictions.map(({ fact, with: from, stated: said, derived: follows }) => ({
        fact,
        label: this.label(fact),
        stated: this.value(fact, said),
        derived: this.value(fact, follows),
        from,
      })),
      notes: notes.map(({ code, text }) => ({ code, text: text[this.language] })),
      size: sizeReport === undefined ? null : this.#size(sizeReport),
    };
  }

  #size({ method, sizes, score, cap, byWorkers, byRanges, ruleOfThumb }: SizeReport) {
    const named = (each: readonly Size[]) => each.map((size) => concept(FIRM_FACTS.size.values, size, this.language));
    const reading = (other: OtherReading) => ({ sizes: named(other.sizes), differs: yesOrNo(other.differs) });
    return {
      method,
      sizes: named(sizes),
      scoreMin: score.min,
      scoreMax: score.max,
      cap,
      byWorkers: reading(byWorkers),
      byRanges: reading(byRanges),
      upTo250Workers: { isMsme: yesOrNo(ruleOfThumb.msme), differs: yesOrNo(ruleOfThumb.differs) },
      disagreement: sizeDisagreement({ sizes, byWorkers, ruleOfThumb }, this.language),
    };
  }

  question({ fact, settles, affects }: Question) {
    return { fact: this.fact(fact), settles: Math.round(settles * 10) / 10, affects };
  }
}

/** Yes, no, or not known yet. */
function yesOrNo(truth: Truth): boolean | null {
  return truth === "unknown" ? null : truth === "true";
}

function isGiven(stated: Profile, key: string): boolean {
  const { kind } = stated.get(key) ?? UNASKED;
  return kind !== "unasked" && kind !== "declined";
}

function codesOf(knowledge: Knowledge): readonly string[] {
  if (knowledge.kind === "code") return [...knowledge.possible];
  return knowledge.kind === "codes" ? [...knowledge.has] : [];
}
