import type { Profile } from "../../rules/knowledge.js";
import { type PlainKnowledge, toPlain } from "../population/plain-knowledge.js";
import type { Population } from "../population/population.js";
import { profileOf } from "./count-moves.js";
import { FEWEST_TOLD } from "./hold-back.js";
import { MOVES } from "./moves.js";
import { divide, firstOfEach, undivided } from "./numbering.js";

/** What firms of one kind have in common, by fact: what is known of it, as plain JSON. */
export type Witness = Readonly<Record<string, PlainKnowledge>>;

/** Kinds are numbered in the order in which they were met, so that the common ones are among the first. */
const MOST_LOOKED_AT = 100_000;

/**
 * A common kind of firm among those that make one of these moves, told by the facts that matter only; null when no kind is seen to have ten
 * firms, so that a profile never points at somebody.
 */
export function witnessOf(
  population: Population,
  moves: ReadonlySet<number>,
  moveOfKind: Uint8Array,
  facts: ReadonlySet<string>,
): Witness | null {
  const movers = kindsThatMove(moves, moveOfKind);
  let alike = undivided(movers.length);
  for (const { facts: columns, cells, cellOf } of population.groups) {
    let told = undivided(cells);
    for (const [fact, { values, valueAt }] of columns) {
      if (facts.has(fact)) told = divide(told, identity(values.length), valueAt);
    }
    alike = divide(
      alike,
      told,
      movers.map((kind) => cellOf[kind] as number),
    );
  }
  const firms = new Float64Array(alike.count);
  let most = 0;
  for (const [at, kind] of movers.entries()) {
    const number = alike.numberOf[at] as number;
    firms[number] = (firms[number] as number) + (population.firmsOf[kind] as number);
    if ((firms[number] as number) > (firms[most] as number)) most = number;
  }
  if (!((firms[most] ?? 0) >= FEWEST_TOLD)) return null;
  return plainProfile(profileOf(population, movers[firstOfEach(alike)[most] as number] as number, facts), facts);
}

function kindsThatMove(moves: ReadonlySet<number>, moveOfKind: Uint8Array): Uint32Array {
  const wanted = Uint8Array.from(MOVES, (_, move) => (moves.has(move) ? 1 : 0));
  const movers = new Uint32Array(MOST_LOOKED_AT);
  let found = 0;
  for (let kind = 0; kind < moveOfKind.length && found < MOST_LOOKED_AT; kind++)
    if (wanted[moveOfKind[kind] as number] === 1) movers[found++] = kind;
  return movers.subarray(0, found);
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
