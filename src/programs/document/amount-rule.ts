import { z } from "zod";
import { ExactDecimal } from "./decimal.js";
import { FactKey } from "./rule.js";

/**
 * The shape of an amount: a closed set of kinds over named facts, as data. What it comes to for a firm is worked out by the
 * eligibility module.
 */
const fact = FactKey;

const Steps = z.strictObject({
  by: fact.describe("The fact it changes with, e.g. the months since the program began"),
  steps: z
    .array(z.strictObject({ from: z.number(), value: ExactDecimal }))
    .min(2)
    .describe("Each holds until the next; before the first, the first"),
});
const Line = z.strictObject({
  by: fact.describe("The fact it changes with, e.g. the months since the program began"),
  from: z.strictObject({ at: z.number(), value: ExactDecimal }),
  to: z.strictObject({ at: z.number(), value: ExactDecimal }).describe("Goes evenly from one to the other"),
});
const Schedule = z.union([ExactDecimal, Steps, Line]).meta({ id: "Schedule" });

export const AmountRule: z.ZodType<AmountRule> = z
  .lazy(() =>
    z.union([
      z.strictObject({ fixed: ExactDecimal }),
      z.strictObject({ percentOf: z.strictObject({ fact, percent: Schedule }) }),
      z.strictObject({ multipleOf: z.strictObject({ fact, times: Schedule }) }),
      z.strictObject({ remainder: z.strictObject({ of: AmountRule, less: fact }) }),
      z.strictObject({ least: z.array(AmountRule).min(1) }),
      z.strictObject({ most: z.array(AmountRule).min(1) }),
      z.strictObject({ sum: z.array(AmountRule).min(1) }),
    ]),
  )
  .meta({ id: "AmountRule" });

interface Point {
  readonly at: number;
  readonly value: string;
}
export type Schedule =
  | string
  | { readonly by: string; readonly steps: readonly { readonly from: number; readonly value: string }[] }
  | { readonly by: string; readonly from: Point; readonly to: Point };

export type AmountRule =
  | { readonly fixed: string }
  | { readonly percentOf: { readonly fact: string; readonly percent: Schedule } }
  | { readonly multipleOf: { readonly fact: string; readonly times: Schedule } }
  | { readonly remainder: { readonly of: AmountRule; readonly less: string } }
  | { readonly least: readonly AmountRule[] }
  | { readonly most: readonly AmountRule[] }
  | { readonly sum: readonly AmountRule[] };
