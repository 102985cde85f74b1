import type { Criterion, Rule } from "../rules/rule.js";

/** A criterion or its opposite. */
export interface Atom {
  readonly criterion: Criterion;
  readonly negated: boolean;
}

/** Atoms of which at least one must hold. */
export type Clause = readonly Atom[];

/** Most clauses a rule may come to; beyond, it is judged by walking the tree. */
const MOST_CLAUSES = 200;

/**
 * A rule as clauses that must all hold. Kleene's three values form a distributive De Morgan lattice, so the clauses come to the same
 * as the rule for every profile, known or not. Undefined when there would be too many.
 */
export function clausesOf(rule: Rule): readonly Clause[] | undefined {
  return conjunctive(rule, false);
}

function conjunctive(rule: Rule, negated: boolean): readonly Clause[] | undefined {
  if ("not" in rule) return conjunctive(rule.not, !negated);
  if ("all" in rule) return negated ? either(rule.all, true) : both(rule.all, false);
  if ("any" in rule) return negated ? both(rule.any, true) : either(rule.any, false);
  if ("atLeast" in rule) return atLeastClauses(rule.atLeast, negated);
  if ("hasAll" in rule) {
    // Having all is having each, so that list facts need one kind of atom only.
    const each = rule.hasAll.values.map((value): Rule => ({ hasAny: { fact: rule.hasAll.fact, values: [value] } }));
    return conjunctive({ all: each }, negated);
  }
  return [[{ criterion: rule, negated }]];
}

/** At least k of n hold exactly when of every n − k + 1 of them some holds; fewer than k, when at least n − k + 1 do not. */
function atLeastClauses(
  { count, of }: { count: number; of: readonly Rule[] },
  negated: boolean,
): readonly Clause[] | undefined {
  const needed = negated ? of.length - count + 1 : count;
  if (needed <= 0) return [];
  const parts = of.map((rule): Rule => (negated ? { not: rule } : rule));
  // Where more are needed than there are, of nothing something would have to hold.
  const groups = subsets(parts, Math.max(of.length - needed + 1, 0));
  return both(
    groups.map((group): Rule => ({ any: group })),
    false,
  );
}

function both(rules: readonly Rule[], negated: boolean): readonly Clause[] | undefined {
  const clauses: Clause[] = [];
  for (const rule of rules) {
    const more = conjunctive(rule, negated);
    if (more === undefined || clauses.length + more.length > MOST_CLAUSES) return undefined;
    clauses.push(...more);
  }
  return clauses;
}

function either(rules: readonly Rule[], negated: boolean): readonly Clause[] | undefined {
  let clauses: readonly Clause[] = [[]];
  for (const rule of rules) {
    const more = conjunctive(rule, negated);
    if (more === undefined || clauses.length * more.length > MOST_CLAUSES) return undefined;
    clauses = clauses.flatMap((left) => more.map((right) => [...left, ...right]));
  }
  return clauses;
}

function subsets<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) => subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));
}
