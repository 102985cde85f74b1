/** A figure of the sources, read in one language. */
interface Measure {
  readonly value?: string | undefined;
  readonly currency?: string | undefined;
  readonly percent?: boolean | undefined;
  readonly unit?: string | undefined;
  readonly words?: string | undefined;
}

/** The one form of a figure that applies: money, share, quantity, or the source's words. */
export interface MeasureView {
  readonly money: { readonly amount: string; readonly currency: string } | null;
  readonly share: string | null;
  readonly quantity: { readonly value: string; readonly unit: string } | null;
  readonly statement: string | null;
}

const NOTHING: MeasureView = { money: null, share: null, quantity: null, statement: null };

export function presentMeasure({ value, currency, percent, unit, words }: Measure): MeasureView {
  if (value === undefined) return { ...NOTHING, statement: words ?? null };
  if (currency !== undefined) return { ...NOTHING, money: { amount: value, currency } };
  if (percent) return { ...NOTHING, share: hundredth(value) };
  return { ...NOTHING, quantity: { value, unit: unit ?? "" } };
}

/** A decimal divided by a hundred, exactly: "75" becomes "0.75". */
function hundredth(decimal: string): string {
  const negative = decimal.startsWith("-");
  const [whole = "0", fraction = ""] = (negative ? decimal.slice(1) : decimal).split(".");
  const digits = whole.padStart(3, "0");
  const shifted = `${digits.slice(0, -2)}.${digits.slice(-2)}${fraction}`.replace(/\.?0+$/, "");
  return negative ? `-${shifted}` : shifted;
}
