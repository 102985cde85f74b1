/** Exact decimals as integers of millionths: enough for money and shares, and never a float. */
export type Millionths = bigint;

const SCALE = 6;
export const ONE: Millionths = 10n ** BigInt(SCALE);

/** Reads a plain decimal; more than six decimal places are refused rather than rounded. */
export function toMillionths(decimal: string): Millionths {
  const [, sign, whole = "0", fraction = ""] = /^(-?)(\d+)(?:\.(\d{1,6}))?$/.exec(decimal) ?? [];
  if (sign === undefined) throw new RangeError("not a decimal of at most six places");
  const value = BigInt(whole + fraction.padEnd(SCALE, "0"));
  return sign === "-" ? -value : value;
}

/** A number as it is written in decimal, to six places: 0.1 is 0.1 and nothing beside it. */
export function numberToMillionths(value: number): Millionths {
  return toMillionths(value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: SCALE }));
}

/** The plain decimal without trailing zeros. */
export function fromMillionths(value: Millionths): string {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, "0");
  const text = `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`.replace(/\.?0+$/, "");
  return value < 0n ? `-${text}` : text;
}

/** A product of two, rounded down to the millionth. */
export function times(a: Millionths, b: Millionths): Millionths {
  return (a * b) / ONE;
}
