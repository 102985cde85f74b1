import { fromMillionths, ONE, times, toMillionths } from "../amounts/decimal.js";
import { type Amount, workOut } from "../amounts/work-out.js";
import type { Calculation } from "../ports.js";
import type { Profile } from "../rules/knowledge.js";

/** Pesos for one US dollar, from whom and of which day. Used to compare, never to change what a rule says. */
export interface ExchangeRate {
  readonly mxnPerUsd: string;
  readonly date: string;
  readonly source: string;
}

/** How much a program would give, in the currency of its rule. */
export interface Offer extends Amount {
  readonly calculation: Calculation;
  /** The most it can come to, in pesos, to compare by; null when there is no bound, or no rate for its currency. */
  readonly comparable: string | null;
}

export function offersOf(
  calculations: readonly Calculation[],
  profile: Profile,
  rate: ExchangeRate | null,
): readonly Offer[] {
  return calculations.map((calculation) => {
    const { min, max, missing } = workOut(calculation.rule, profile);
    const most = max === null ? null : inCents(max);
    return {
      calculation,
      min: inCents(min),
      max: most,
      missing,
      comparable: inPesos(most, calculation.currency, rate),
    };
  });
}

/** Money as it is paid: whole cents, rounded down so that nothing is promised that the rule does not give. */
function inCents(amount: string): string {
  const millionths = toMillionths(amount);
  return fromMillionths(millionths - (millionths % CENT));
}

const CENT = ONE / 100n;

function inPesos(amount: string | null, currency: string | null, rate: ExchangeRate | null): string | null {
  if (amount === null) return null;
  if (currency === "MXN") return amount;
  if (currency !== "USD" || rate === null) return null;
  return inCents(fromMillionths(times(toMillionths(amount), toMillionths(rate.mxnPerUsd))));
}
