import { DERIVATIONS } from "../../profile/derivations.js";
import type { Field } from "../input/layout.js";

/** Fields whose facts are worked out from one another, and all facts that can be: nothing outside of it changes them. */
export interface FieldsTogether {
  readonly fields: readonly Field[];
  readonly facts: ReadonlySet<string>;
}

/** Splits the fields of a file into groups that can be understood apart: state with municipality, size with workers and sales… */
export function fieldsTogether(fields: readonly Field[]): readonly FieldsTogether[] {
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
  const groupOf = (fact: string): ReadonlySet<string> => groups.find((group) => group.has(fact)) ?? new Set([fact]);
  const byGroup = Map.groupBy(fields, ({ fact }) => [...groupOf(fact)].sort().join());
  return [...byGroup.values()].map((together) => ({
    fields: together,
    facts: groupOf(together[0]?.fact ?? ""),
  }));
}
