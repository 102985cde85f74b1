import { isAmount } from "../../../src/applications/lifecycle/cents.js";
import type { State } from "../../../src/applications/lifecycle/states.js";

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
