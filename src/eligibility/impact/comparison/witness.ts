import type { Profile } from "../../rules/knowledge.js";
import { type PlainKnowledge, toPlain } from "../population/plain-knowledge.js";
import type { Population } from "../population/population.js";
import { profileOf } from "./count-moves.js";
import { FEWEST_TOLD } from "./hold-back.js";
import { divide, firstOfEach, undivided } from "./numbering.js";

/** What firms of one kind have in common, by fact: what is known of it, as plain JSON. */
export type Witness = Readonly<Record<string, PlainKnowledge>>;

/**
 * The commonest kind of firm among those that make a move, told by the facts that matter only; null when no kind has ten firms, so that a
 * profile never points at somebody.
 */
export function witnessOf(
  population: Population,
  moves: ReadonlySet<number>,
  moveOfKind: Uint8Array,
  facts: ReadonlySet<string>,
): Witness | null {
  let alike = undivided(moveOfKind.length);
  for (const group of population.groups) {
    let cells = undivided(group.cells);
    for (const [fact, { values, valueAt }] of group.facts) {
      if (facts.has(fact)) cells = divide(cells, identity(values.length), valueAt);
    }
    alike = divide(alike, cells, group.cellOf);
  }
  const firms = new Float64Array(alike.count);
  for (let kind = 0; kind < moveOfKind.length; kind++) {
    if (!moves.has(moveOfKind[kind] as number)) continue;
    const number = alike.numberOf[kind] as number;
    firms[number] = (firms[number] as number) + (population.firmsOf[kind] as number);
  }
  const most = firms.reduce((best, count, number) => (count > (firms[best] as number) ? number : best), 0);
  if (!((firms[most] as number) >= FEWEST_TOLD)) return null;
  return plainProfile(profileOf(population, firstOfEach(alike)[most] as number, facts), facts);
}

function identity(count: number) {
  return { numberOf: Uint32Array.from({ length: count }, (_, number) => number), count };
}

function plainProfile(profile: Profile, facts: ReadonlySet<string>): Witness {
  return Object.fromEntries(
    [...facts].sort().flatMap((fact) => {
      const plain = toPlain(profile.get(fact) ?? { kind: "unasked" });
      return plain === null ? [] : [[fact, plain]];
    }),
  );
}
