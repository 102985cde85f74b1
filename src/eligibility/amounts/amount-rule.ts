/**
 * How much support comes to, as data: a closed set of kinds, in the currency of the rule. Decimals are texts; shares are percentages.
 * Figures are never negative, so more of a fact never gives less, but in `remainder`, which takes away what was already received.
 * `MIF pays 70 % falling to 30 %, at most US$7,500 in all` is a `least` of a `percentOf` with a schedule and a `remainder` of a `fixed`.
 */
export type AmountRule =
  | { readonly fixed: string }
  | { readonly percentOf: { readonly fact: string; readonly percent: Schedule } }
  | { readonly multipleOf: { readonly fact: string; readonly times: Schedule } }
  /** What is left of an amount once a fact is taken off it; never below nothing. */
  | { readonly remainder: { readonly of: AmountRule; readonly less: string } }
  | { readonly least: readonly AmountRule[] }
  | { readonly most: readonly AmountRule[] }
  | { readonly sum: readonly AmountRule[] };

/** A figure that stays, or one that changes with a fact such as the months since the program began. */
export type Schedule = string | SteppedSchedule | LinearSchedule;

/** Holds from each step on until the next; before the first, the first. */
export interface SteppedSchedule {
  readonly by: string;
  readonly steps: readonly { readonly from: number; readonly value: string }[];
}

/** Goes evenly from one figure to the other, and stays at either beyond. */
export interface LinearSchedule {
  readonly by: string;
  readonly from: { readonly at: number; readonly value: string };
  readonly to: { readonly at: number; readonly value: string };
}
