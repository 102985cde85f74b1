import { z } from "zod";

/**
 * The shape of a rule: a closed set of typed criteria over named facts, joined by all, any, not and at least n.
 * Here a rule is only data; what a fact means and how a rule is judged belongs to the eligibility module.
 */
export const FactKey = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9]*$/,
    "un dato se escribe como isManufacturer, sin espacios ni guiones / a fact is written as isManufacturer, without spaces or hyphens",
  )
  .max(80);
const fact = FactKey;
const code = z.string().min(1).max(80);

export const Rule: z.ZodType<Rule> = z
  .lazy(() =>
    z.union([
      z.strictObject({ oneOf: z.strictObject({ fact, values: z.array(code).min(1) }) }),
      z.strictObject({ hasAny: z.strictObject({ fact, values: z.array(code).min(1) }) }),
      z.strictObject({ hasAll: z.strictObject({ fact, values: z.array(code).min(1) }) }),
      z.strictObject({ codeIn: z.strictObject({ fact, prefixes: z.array(code).min(1) }) }),
      z.strictObject({ is: z.strictObject({ fact, value: z.boolean() }) }),
      z.strictObject({ range: Range }),
      z.strictObject({ attest: z.strictObject({ fact }) }),
      z.strictObject({ all: z.array(Rule).min(1) }),
      z.strictObject({ any: z.array(Rule).min(1) }),
      z.strictObject({ not: Rule }),
      z.strictObject({ atLeast: z.strictObject({ count: z.int().min(1), of: z.array(Rule).min(1) }) }),
    ]),
  )
  .meta({ id: "Rule" });

const Range = z
  .strictObject({ fact, min: z.number().optional(), max: z.number().optional() })
  .refine(
    (range) => range.min !== undefined || range.max !== undefined,
    "necesita min, max o ambos / needs min, max or both",
  )
  .refine(
    (range) => range.min === undefined || range.max === undefined || range.min <= range.max,
    "el mínimo rebasa el máximo / min exceeds max",
  );

type Over<T> = { fact: string } & T;
export type Rule =
  | { oneOf: Over<{ values: string[] }> }
  | { hasAny: Over<{ values: string[] }> }
  | { hasAll: Over<{ values: string[] }> }
  | { codeIn: Over<{ prefixes: string[] }> }
  | { is: Over<{ value: boolean }> }
  | { range: Over<{ min?: number | undefined; max?: number | undefined }> }
  | { attest: Over<unknown> }
  | { all: Rule[] }
  | { any: Rule[] }
  | { not: Rule }
  | { atLeast: { count: number; of: Rule[] } };

/** The rules directly inside a rule; none for a criterion over a fact. */
export function parts(rule: Rule): readonly Rule[] {
  if ("all" in rule) return rule.all;
  if ("any" in rule) return rule.any;
  if ("not" in rule) return [rule.not];
  if ("atLeast" in rule) return rule.atLeast.of;
  return [];
}

/** The criteria of a rule: what remains when all, any, not and at least n are taken apart. */
export function criteria(rule: Rule): readonly Rule[] {
  const inside = parts(rule);
  return inside.length === 0 ? [rule] : inside.flatMap(criteria);
}

/** A criterion and the keys and positions that lead to it. */
export interface PlacedCriterion {
  readonly criterion: Rule;
  readonly path: readonly (string | number)[];
}

/** The criteria of a rule with where they stand in it. */
export function placedCriteria(rule: Rule): readonly PlacedCriterion[] {
  const inside = (parts: readonly Rule[], ...path: readonly string[]) =>
    parts.flatMap((part, index) =>
      placedCriteria(part).map((found) => ({ ...found, path: [...path, index, ...found.path] })),
    );
  if ("all" in rule) return inside(rule.all, "all");
  if ("any" in rule) return inside(rule.any, "any");
  if ("atLeast" in rule) return inside(rule.atLeast.of, "atLeast", "of");
  if ("not" in rule) return placedCriteria(rule.not).map((found) => ({ ...found, path: ["not", ...found.path] }));
  return [{ criterion: rule, path: [] }];
}
