import { isAmount } from "./cents.js";
import type { State } from "./states.js";

export type GrantDecision =
  /** Cents of the budget left afterwards. */
  | { readonly ok: true; readonly left: number }
  /** `not_money`: no whole cents, or none. `exhausted`: more than the `left` cents there are. */
  | { readonly ok: false; readonly why: "not_money" | "exhausted"; readonly left: number };

/** Whether a call's budget still allows what a firm asks for, after what others were granted; all in whole cents. */
export function decideGrant(call: {
  readonly budget: number;
  readonly granted: number;
  readonly requested: number;
}): GrantDecision {
  // A budget cut during the year may lie below what was granted.
  const left = Math.max(0, call.budget - call.granted);
  if (!isAmount(call.requested)) return { ok: false, why: "not_money", left };
  return call.requested > left ? { ok: false, why: "exhausted", left } : { ok: true, left: left - call.requested };
}

/** States in which what was awarded is still to be paid. */
const PAYING: readonly State[] = ["approved", "agreement_signed", "disbursing"];

/**
 * Cents of a budget that an application holds: its whole award while it is to be paid, afterwards what was paid. So the rest is free
 * again when a firm withdraws, an agency cancels or payments end early. What is given back frees nothing (ours by default:
 * it goes to the treasury and not to the call).
 */
export function heldBy({
  state,
  award,
  paid,
}: {
  readonly state: State;
  readonly award: number;
  readonly paid: number;
}) {
  return PAYING.includes(state) ? award : paid;
}

/** An application on the waiting list. */
export interface Waiting {
  readonly folio: string;
  /** Total of its review in hundredths of a percent; null where nobody scored. */
  readonly score: number | null;
  /** When it was filed, as an ISO instant in UTC. */
  readonly submittedAt: string;
  /** Whole cents. */
  readonly requested: number;
}

/**
 * The waiting list in order, ours by default: the best score first, those without one last; of equal ones whoever filed
 * first; of those, the lower folio.
 */
export function waitlistOrder<W extends Waiting>(waiting: readonly W[]): readonly W[] {
  return waiting.toSorted(
    (a, b) => (b.score ?? -1) - (a.score ?? -1) || compare(a.submittedAt, b.submittedAt) || compare(a.folio, b.folio),
  );
}

/** Those at the head of the waiting list whom so many cents suffice for. Nobody overtakes who asked for more (ours by default). */
export function grantableNow<W extends Waiting>(waiting: readonly W[], left: number): readonly W[] {
  const inOrder = waitlistOrder(waiting);
  let rest = left;
  const first = inOrder.findIndex(({ requested }) => {
    rest -= requested;
    return rest < 0;
  });
  return first === -1 ? inOrder : inOrder.slice(0, first);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
