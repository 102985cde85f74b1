/**
 * A rule as this module reads it from the catalog: a closed set of criteria over facts, joined by all, any, not and at least n.
 * The catalog publishes the shape; what it means is decided here.
 */
export type Criterion =
  | { readonly oneOf: { readonly fact: string; readonly values: readonly string[] } }
  | { readonly hasAny: { readonly fact: string; readonly values: readonly string[] } }
  | { readonly hasAll: { readonly fact: string; readonly values: readonly string[] } }
  | { readonly codeIn: { readonly fact: string; readonly prefixes: readonly string[] } }
  | { readonly is: { readonly fact: string; readonly value: boolean } }
  | { readonly range: { readonly fact: string; readonly min?: number | undefined; readonly max?: number | undefined } }
  | { readonly attest: { readonly fact: string } };

export type Rule =
  | Criterion
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule }
  | { readonly atLeast: { readonly count: number; readonly of: readonly Rule[] } };

/** The rules that a rule joins; undefined for a criterion, which joins none. */
export function partsOf(rule: Rule): readonly Rule[] | undefined {
  if ("all" in rule) return rule.all;
  if ("any" in rule) return rule.any;
  if ("not" in rule) return [rule.not];
  return "atLeast" in rule ? rule.atLeast.of : undefined;
}

/** The fact a criterion speaks of; undefined for rules that join others. */
export function factOf(criterion: Criterion): string;
export function factOf(rule: Rule): string | undefined;
export function factOf(rule: Rule): string | undefined {
  const [body] = Object.values(rule) as [{ readonly fact?: string }];
  return body.fact;
}
