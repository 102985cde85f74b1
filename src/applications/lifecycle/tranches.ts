import { type Day, dayNumber } from "../calendar/day.js";
import { isAmount, sum } from "./cents.js";

/** A part of an award, as the agreement says it. */
export interface Tranche {
  /** Whole cents. */
  readonly amount: number;
  /** What the firm must have done before it is paid. */
  readonly milestone: { readonly es: string; readonly en: string };
  /** The day on which it should be paid. */
  readonly dueOn: Day;
}

export const TRANCHE_FAULTS = {
  none: { es: "El apoyo no tiene ninguna ministración.", en: "The award has no tranche." },
  bad_amount: {
    es: "El monto debe ser de centavos enteros y mayor que cero.",
    en: "The amount must be whole cents and more than zero.",
  },
  wrong_total: { es: "Las ministraciones no suman el apoyo.", en: "The tranches do not add up to the award." },
  empty_milestone: {
    es: "Falta decir, en español o en inglés, qué debe cumplirse antes.",
    en: "What must be done first is missing in Spanish or in English.",
  },
  bad_day: { es: "La fecha no existe.", en: "There is no such day." },
  out_of_order: {
    es: "Se pagaría antes que la ministración anterior.",
    en: "It would be paid before the tranche that precedes it.",
  },
} as const;
export type TrancheFault = keyof typeof TRANCHE_FAULTS;

/** Something wrong with a plan of tranches; `at` is the place in the list, absent when it is the plan as a whole. */
export interface TrancheFinding {
  readonly fault: TrancheFault;
  readonly at?: number;
}

/** What is wrong with the parts that an award (whole cents) is split in; empty when it can be paid so. */
export function checkTranches(award: number, tranches: readonly Tranche[]): readonly TrancheFinding[] {
  if (tranches.length === 0) return [{ fault: "none" }];
  const findings = tranches.flatMap((tranche, at) =>
    faultsOf(tranche, tranches[at - 1]).map((fault) => ({ fault, at })),
  );
  const total = sum(tranches.map(({ amount }) => amount));
  return total === award ? findings : [{ fault: "wrong_total" }, ...findings];
}

function faultsOf({ amount, milestone, dueOn }: Tranche, previous: Tranche | undefined): TrancheFault[] {
  const tests: Readonly<Record<Exclude<TrancheFault, "none" | "wrong_total">, boolean>> = {
    bad_amount: !isAmount(amount),
    empty_milestone: milestone.es.trim() === "" || milestone.en.trim() === "",
    bad_day: !exists(dueOn),
    out_of_order: previous !== undefined && dueOn < previous.dueOn,
  };
  return (Object.keys(tests) as (keyof typeof tests)[]).filter((fault) => tests[fault]);
}

function exists(day: Day): boolean {
  try {
    dayNumber(day);
    return true;
  } catch {
    return false;
  }
}

/** How a tranche stands. */
export interface TrancheProgress {
  /** Whole cents. */
  readonly amount: number;
  /** Who registered its milestone as met (subject of the caller); null while nobody has. */
  readonly metBy: string | null;
  readonly paid: boolean;
}

export type PaymentDecision =
  /** Cents to pay now, and cents of the award left afterwards. */
  | { readonly ok: true; readonly amount: number; readonly left: number }
  /** Another tranche is next (its number from 1); null when all are paid. */
  | { readonly ok: false; readonly why: "not_next"; readonly next: number | null }
  | { readonly ok: false; readonly why: "milestone_open" | "four_eyes" };

/**
 * Whether a tranche (its number from 1) may be paid: in order, its milestone met, and approved by somebody else than who registered
 * that. Both are named by the subject of their tokens.
 */
export function decidePayment(
  tranches: readonly TrancheProgress[],
  { number, approver }: { readonly number: number; readonly approver: string },
): PaymentDecision {
  const index = tranches.findIndex(({ paid }) => !paid);
  const next = tranches[index];
  if (next === undefined || number !== index + 1)
    return { ok: false, why: "not_next", next: next === undefined ? null : index + 1 };
  if (next.metBy === null) return { ok: false, why: "milestone_open" };
  if (next.metBy === approver) return { ok: false, why: "four_eyes" };
  return { ok: true, amount: next.amount, left: leftToPay(tranches) - next.amount };
}

/** Cents already paid. */
export function paidSoFar(tranches: readonly TrancheProgress[]): number {
  return sum(tranches.filter(({ paid }) => paid).map(({ amount }) => amount));
}

/** Cents of the award not yet paid. */
export function leftToPay(tranches: readonly TrancheProgress[]): number {
  return sum(tranches.filter(({ paid }) => !paid).map(({ amount }) => amount));
}
