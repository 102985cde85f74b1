import { sum } from "./cents.js";

/** What reviewers score. */
export interface Criterion {
  readonly code: string;
  readonly es: string;
  readonly en: string;
  /** Best score, a whole number; the worst is 0. */
  readonly max: number;
  /** Basis points of the total; those of all criteria are 10,000. */
  readonly weight: number;
}

/** All weights together, in basis points; also the best total, in hundredths of a percent. */
export const WHOLE = 10_000;

export const CRITERION_FAULTS = {
  none: { es: "No hay ningún criterio.", en: "There is no criterion." },
  wrong_total: {
    es: "Los pesos no suman 10 000 puntos base.",
    en: "The weights do not add up to 10,000 basis points.",
  },
  empty_code: { es: "El criterio no tiene código.", en: "The criterion has no code." },
  duplicate_code: { es: "Otro criterio ya usa ese código.", en: "Another criterion has that code already." },
  empty_name: { es: "Falta el nombre en español o en inglés.", en: "The name is missing in Spanish or in English." },
  bad_max: {
    es: "El puntaje máximo debe ser entero y mayor que cero.",
    en: "The best score must be a whole number above zero.",
  },
  bad_weight: { es: "El peso debe ser entero y mayor que cero.", en: "The weight must be a whole number above zero." },
} as const;
export type CriterionFault = keyof typeof CRITERION_FAULTS;

/** Something wrong with a list of criteria; `at` is the place in the list, absent when it is the list as a whole. */
export interface CriterionFinding {
  readonly fault: CriterionFault;
  readonly at?: number;
}

/** What is wrong with the criteria of a call; empty when they can be scored. */
export function checkCriteria(criteria: readonly Criterion[]): readonly CriterionFinding[] {
  if (criteria.length === 0) return [{ fault: "none" }];
  const codes = criteria.map(({ code }) => code);
  const findings = criteria.flatMap((criterion, at) =>
    faultsOf(criterion, codes.indexOf(criterion.code) !== at).map((fault) => ({ fault, at })),
  );
  return sum(criteria.map(({ weight }) => weight)) === WHOLE ? findings : [{ fault: "wrong_total" }, ...findings];
}

function faultsOf({ code, es, en, max, weight }: Criterion, repeats: boolean): CriterionFault[] {
  const tests: Readonly<Record<Exclude<CriterionFault, "none" | "wrong_total">, boolean>> = {
    empty_code: code.trim() === "",
    duplicate_code: repeats,
    empty_name: es.trim() === "" || en.trim() === "",
    bad_max: !(Number.isSafeInteger(max) && max > 0),
    bad_weight: !(Number.isSafeInteger(weight) && weight > 0),
  };
  return (Object.keys(tests) as (keyof typeof tests)[]).filter((fault) => tests[fault]);
}

export type Scoring =
  /** Hundredths of a percent, 0 to 10,000. */
  | { readonly ok: true; readonly total: number }
  /** Codes of criteria without a score, with one that is not a whole number from 0 to its best, and of scores without a criterion. */
  | {
      readonly ok: false;
      readonly missing: readonly string[];
      readonly outOfRange: readonly string[];
      readonly unknown: readonly string[];
    };

/**
 * The total of a review whose criteria `checkCriteria` found nothing wrong with: each score as a share of its best, by its weight. The
 * sum is worked out exactly and rounded once at the end, halves up, so that two reviews with the same total have the same points.
 */
export function scoreReview(criteria: readonly Criterion[], scores: ReadonlyMap<string, number>): Scoring {
  const codes = criteria.map(({ code }) => code);
  const missing = codes.filter((code) => !scores.has(code));
  const outOfRange = criteria.filter(({ code, max }) => !inRange(scores.get(code) ?? 0, max)).map(({ code }) => code);
  const unknown = [...scores.keys()].filter((code) => !codes.includes(code));
  if (missing.length + outOfRange.length + unknown.length > 0) return { ok: false, missing, outOfRange, unknown };
  return { ok: true, total: weighted(criteria, scores) };
}

function inRange(score: number, max: number): boolean {
  return Number.isInteger(score) && score >= 0 && score <= max;
}

function weighted(criteria: readonly Criterion[], scores: ReadonlyMap<string, number>): number {
  const common = criteria.reduce((product, { max }) => product * BigInt(max), 1n);
  const points = criteria.reduce(
    (total, { code, max, weight }) => total + (BigInt(scores.get(code) ?? 0) * BigInt(weight) * common) / BigInt(max),
    0n,
  );
  return Number((2n * points + common) / (2n * common));
}
