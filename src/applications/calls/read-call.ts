import { badInput } from "../../graph/errors.js";
import { hundredthsOf, needCents } from "../../graph/money.js";
import { needText } from "../../graph/text-input.js";
import type { CallInput } from "./call.inputs.js";
import type { CallDocument, PublishedCriterion, RequiredEvidence } from "./call-document.js";

const WHOLE = 10_000;
const MOST_ITEMS = 40;
const LONGEST_TERM_DAYS = 1_000;
const LARGEST_SCORE = 100;

/** What a call is to be, in cents and percent. */
export interface ReadCall {
  readonly document: CallDocument;
  readonly opensOn: string;
  readonly closesOn: string | null;
  readonly budgetCents: number | null;
  readonly closesAtPercent: number | null;
}

/** What a call is to be, or a refusal that names the field that cannot be. */
export function readCall(input: CallInput): ReadCall {
  const { opensOn, closesOn = null, budget, closesWhenRequested, mostPerApplication } = input;
  if (closesOn !== null && closesOn < opensOn) throw badInput("closesOn", NOT_BEFORE);
  const budgetCents = given(budget, (text) => needCents("budget", text));
  const closesAtPercent = given(closesWhenRequested, needPercent);
  if (closesAtPercent !== null && budgetCents === null) throw badInput("closesWhenRequested", NEEDS_BUDGET);
  return {
    opensOn,
    closesOn,
    budgetCents,
    closesAtPercent,
    document: {
      title: {
        es: needText("titleEs", input.titleEs, { min: 5, max: 200 }),
        en: needText("titleEn", input.titleEn, { min: 5, max: 200 }),
      },
      currency: "MXN",
      mostCents: given(mostPerApplication, (text) => needCents("mostPerApplication", text)),
      criteria: readCriteria(input),
      evidence: readNamed("evidence", input.evidence),
      terms: readTerms(input),
    },
  };
}

/** Reads a value that may be left out. */
export function given<Value>(value: string | null | undefined, read: (text: string) => Value): Value | null {
  return value === undefined || value === null ? null : read(value);
}

/** A multiple of the budget, 1 to 100, in percent. */
export function needPercent(multiple: string): number {
  const percent = hundredthsOf(multiple);
  if (percent !== undefined && percent >= 100 && percent <= 10_000) return percent;
  throw badInput(
    "closesWhenRequested",
    { es: "debe ser de 1 a 100, con dos decimales a lo más", en: "must be from 1 to 100, with two decimals at most" },
    { min: "1", max: "100", decimals: 2 },
  );
}

export const NOT_BEFORE = { es: "no puede ser antes de opensOn", en: "may not be before opensOn" };
export const NEEDS_BUDGET = {
  es: "es un múltiplo del presupuesto: hace falta budget",
  en: "is a multiple of the budget: budget is needed",
};

function readCriteria({ criteria }: CallInput): readonly PublishedCriterion[] {
  const named = readNamed("criteria", criteria);
  criteria.forEach(({ max, weight }, index) => {
    needWhole(`criteria[${index}].max`, max, LARGEST_SCORE);
    needWhole(`criteria[${index}].weight`, weight, WHOLE);
  });
  const sum = criteria.reduce((total, { weight }) => total + weight, 0);
  if (criteria.length > 0 && sum !== WHOLE) {
    throw badInput("criteria", {
      es: "los pesos deben sumar 10,000 (centésimas de por ciento)",
      en: "the weights must sum to 10,000 (hundredths of a percent)",
    });
  }
  return criteria.map(({ max, weight }, index) => ({ ...(named[index] as RequiredEvidence), max, weight }));
}

function readTerms({ terms }: CallInput): CallDocument["terms"] {
  const clocks = terms.map(({ clock }) => clock);
  if (new Set(clocks).size < clocks.length) {
    throw badInput("terms", { es: "cada plazo va una sola vez", en: "each term stands once only" });
  }
  return Object.fromEntries(
    terms.map(({ clock, days, natural }, index) => {
      needWhole(`terms[${index}].days`, days, LONGEST_TERM_DAYS);
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
