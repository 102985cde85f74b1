import type { CodeLists } from "../ports.js";
import { criteriaOf } from "../rules/analyse.js";
import { judge } from "../rules/judge.js";
import { factOf, type Rule } from "../rules/rule.js";
import { isCoherent, RELATED, worldsOf } from "./worlds.js";

type Pair = readonly [number, number];

/** So many kinds of firm are tried in all, each pair counting for some at least; a program of the catalog takes a third of that at most. */
const MOST_TRIED = 50_000;
const A_PAIR = 200;

/** Pairs of rules, by position, that no firm can meet both; each rule by itself must be sound. */
export function contradictions(rules: readonly Rule[], codes: CodeLists): readonly Pair[] {
  return compared(rules, codes)
    .filter(({ truths }) => !truths.some(([one, other]) => one && other))
    .map(({ pair }) => pair);
}

/** Pairs of rules, by position, of which the first asks for all that the second asks for: whoever meets it meets both. */
export function implications(rules: readonly Rule[], codes: CodeLists): readonly Pair[] {
  return compared(rules, codes).flatMap(({ pair: [first, second], truths }) => {
    if (!truths.some(([one, other]) => one && other)) return [];
    const forward: readonly Pair[] = truths.every(([one, other]) => !one || other) ? [[first, second]] : [];
    const back: readonly Pair[] = truths.every(([one, other]) => one || !other) ? [[second, first]] : [];
    return [...forward, ...back];
  });
}

interface Compared {
  readonly pair: Pair;
  /** Whether each of the two holds, for every kind of firm that they can tell apart. */
  readonly truths: readonly (readonly [boolean, boolean])[];
}

/** Every two rules that bear on each other; those with too many kinds of firm to try are left out, and so is what comes after many. */
function compared(rules: readonly Rule[], codes: CodeLists): readonly Compared[] {
  const facts = rules.map(factsOf);
  let tried = 0;
  return rules.flatMap((other, second) =>
    rules.slice(0, second).flatMap((one, first): readonly Compared[] => {
      if (!touch(facts[first] as ReadonlySet<string>, facts[second] as ReadonlySet<string>)) return [];
      if (tried > MOST_TRIED) return [];
      const worlds = worldsOf([one, other], codes)?.filter((world) => isCoherent(world, codes.stateOf));
      tried += A_PAIR + (worlds?.length ?? 0);
      if (worlds === undefined) return [];
      const truths = worlds.map((world) => [judge(one, world) === "true", judge(other, world) === "true"] as const);
      return [{ pair: [first, second], truths }];
    }),
  );
}

function factsOf(rule: Rule): ReadonlySet<string> {
  return new Set(criteriaOf(rule).map((criterion) => factOf(criterion) ?? ""));
}

function touch(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const related = RELATED.some((group) => group.some((fact) => a.has(fact)) && group.some((fact) => b.has(fact)));
  return related || !a.isDisjointFrom(b);
}
