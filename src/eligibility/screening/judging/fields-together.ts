import { DERIVATIONS } from "../../profile/derivations.js";
import type { Field } from "../input/layout.js";

/** Fields whose facts are worked out from one another, and all facts that can be: nothing outside of it changes them. */
export interface FieldsTogether {
  readonly fields: readonly Field[];
  readonly facts: ReadonlySet<string>;
}

/** Splits the fields of a file into groups that can be understood apart: state with municipality, size with workers and sales… */
export function fieldsTogether(fields: readonly Field[]): readonly FieldsTogether[] {
  const byGroup = Map.groupBy(fields, ({ fact }) => [...factsTogether([fact])].sort().join());
  return [...byGroup.values()].map((together) => ({
    fields: together,
    facts: factsTogether(together.map(({ fact }) => fact)),
  }));
}

/** These facts and all that can be worked out from them, or from which they can, over any number of steps. */
export function factsTogether(facts: readonly string[]): ReadonlySet<string> {
  return new Set(facts.flatMap((fact) => [...(GROUPS.find((group) => group.has(fact)) ?? [fact])]));
}

const GROUPS: readonly ReadonlySet<string>[] = joinedFacts();

function joinedFacts(): readonly ReadonlySet<string>[] {
  const groups: Set<string>[] = [];
  for (const { fact, from } of DERIVATIONS) {
    const joined = new Set([fact, ...from]);
    for (const group of [...groups]) {
      if (joined.isDisjointFrom(group)) continue;
      for (const other of group) joined.add(other);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(joined);
  }
  return groups;
}
