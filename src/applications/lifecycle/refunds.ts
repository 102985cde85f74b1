import { isAmount } from "./cents.js";

export type RefundDecision =
  /** Cents left afterwards: that could still be asked for, or that are still owed. */
  | { readonly ok: true; readonly left: number }
  /** `not_money`: no whole cents, or none. `too_much`: more than `most` cents. */
  | { readonly ok: false; readonly why: "not_money" | "too_much"; readonly most: number };

/** Whether so much (cents) may be asked back of a firm that was paid so much: never more than it got. */
export function decideDemand({ paid, amount }: { readonly paid: number; readonly amount: number }): RefundDecision {
  return within(paid, amount);
}

/** Whether so much (cents) may be entered as given back: never more than is still owed. */
export function decideReturn(refund: {
  readonly demanded: number;
  readonly returned: number;
  readonly amount: number;
}): RefundDecision {
  return within(refund.demanded - refund.returned, refund.amount);
}

/** Whether a refund can be settled: all that was asked for is back. */
export function isSettled({ demanded, returned }: { readonly demanded: number; readonly returned: number }): boolean {
  return returned >= demanded;
}

function within(most: number, amount: number): RefundDecision {
  if (!isAmount(amount)) return { ok: false, why: "not_money", most };
  return amount > most ? { ok: false, why: "too_much", most } : { ok: true, left: most - amount };
}
