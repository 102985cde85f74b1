import { badInput } from "../../graph/errors.js";
import { needCents } from "../../graph/money.js";
import { needText } from "../../graph/text-input.js";
import type { OpenCallInput } from "./call.inputs.js";
import type { CallDocument, PublishedCriterion, RequiredEvidence } from "./call-document.js";

const WHOLE = 10_000;
const MOST_ITEMS = 40;
const LONGEST_TERM_DAYS = 1_000;
const LARGEST_SCORE = 100;

/** What a call is to say, or a refusal of the field that cannot be. */
export function readCall(input: OpenCallInput): { document: CallDocument; budgetCents: number | null } {
  if (input.closesOn && input.closesOn < input.opensOn) {
    throw badInput("input.closesOn", { es: "no puede ser antes de opensOn", en: "may not be before opensOn" });
  }
  const money = (field: "budget" | "mostPerApplication") => {
    const given = input[field];
    return given === undefined || given === null ? null : needCents(`input.${field}`, given);
  };
  return {
    budgetCents: money("budget"),
    document: {
      title: {
        es: needText("input.titleEs", input.titleEs, { min: 5, max: 200 }),
        en: needText("input.titleEn", input.titleEn, { min: 5, max: 200 }),
      },
      currency: "MXN",
      mostCents: money("mostPerApplication"),
      criteria: readCriteria(input),
      evidence: readNamed("input.evidence", input.evidence),
      terms: readTerms(input),
    },
  };
}

function readCriteria({ criteria }: OpenCallInput): readonly PublishedCriterion[] {
  const named = readNamed("input.criteria", criteria);
  criteria.forEach(({ max, weight }, index) => {
    needWhole(`input.criteria[${index}].max`, max, LARGEST_SCORE);
    needWhole(`input.criteria[${index}].weight`, weight, WHOLE);
  });
  const sum = criteria.reduce((total, { weight }) => total + weight, 0);
  if (criteria.length > 0 && sum !== WHOLE) {
    throw badInput("input.criteria", {
      es: "los pesos deben sumar 10,000 (centésimas de por ciento)",
      en: "the weights must sum to 10,000 (hundredths of a percent)",
    });
  }
  return criteria.map(({ max, weight }, index) => ({ ...(named[index] as RequiredEvidence), max, weight }));
}

function readTerms({ terms }: OpenCallInput): CallDocument["terms"] {
  const clocks = terms.map(({ clock }) => clock);
  if (new Set(clocks).size < clocks.length) {
    throw badInput("input.terms", { es: "cada plazo va una sola vez", en: "each term stands once only" });
  }
  return Object.fromEntries(
    terms.map(({ clock, days, natural }, index) => {
      needWhole(`input.terms[${index}].days`, days, LONGEST_TERM_DAYS);
      return [clock, { days, count: natural ? "natural" : "working" }];
    }),
  );
}

type Named = Readonly<Record<"code" | "es" | "en", string>>;

function readNamed(field: string, list: readonly Named[]): readonly RequiredEvidence[] {
  if (list.length > MOST_ITEMS) {
    throw badInput(
      field,
      { es: `puede tener hasta ${MOST_ITEMS} elementos`, en: `may have up to ${MOST_ITEMS} items` },
      { maxItems: MOST_ITEMS },
    );
  }
  const seen = new Set<string>();
  return list.map(({ code, es, en }, index) => {
    if (!/^[a-z][a-z0-9-]{1,39}$/.test(code) || seen.has(code)) {
      throw badInput(`${field}[${index}].code`, {
        es: "debe tener de 2 a 40 minúsculas, cifras o guiones, y no repetirse",
        en: "must have 2 to 40 lower-case letters, digits or hyphens, and not repeat",
      });
    }
    seen.add(code);
    return {
      code,
      es: needText(`${field}[${index}].es`, es, { max: 200 }),
      en: needText(`${field}[${index}].en`, en, { max: 200 }),
    };
  });
}

function needWhole(field: string, value: number, max: number): void {
  if (value >= 1 && value <= max) return;
  throw badInput(field, { es: `debe ser de 1 a ${max}`, en: `must be from 1 to ${max}` }, { min: 1, max });
}
