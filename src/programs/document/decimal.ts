import { z } from "zod";

/** A plain decimal number as text: never a float on its way to a reader. YAML numbers are taken over as written. */
export const Decimal = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)])
  .transform((value) => (typeof value === "number" ? plainDecimal(value) : value))
  .meta({ type: ["number", "string"] });

/** A decimal that amounts are worked out with: at most six decimal places. */
export const exactDecimal = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d{1,6})?$/)])
  .transform((value) => (typeof value === "number" ? plainDecimal(value) : value))
  .meta({ type: ["number", "string"] });

function plainDecimal(value: number): string {
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 12 });
}
