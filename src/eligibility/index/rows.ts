import { type Bits, setBit } from "./bits.js";
import type { PlacedAtom } from "./placement.js";
import { bitInPlanes, dealPlanes, type Plane, type Window, windowOf, wordsOfPlanes } from "./planes.js";

/**
 * The rows of one fact, one for each thing that can be known of it. A row tells for every program that demands something of the fact
 * whether that can still be met and whether it surely is, and the same for every choice. It is laid out in four parts:
 *
 *     1 word                whether the fourth part says anything that the second does not
 *     `demands.count`       programs whose demands can be met
 *     2 × `choices.count`   choices that the fact cannot meet, and those that it does not surely meet, word by word in turn
 *     `demands.count`       programs whose demands are surely met
 *
 * All of it is such that judging several facts together is AND, word by word; a bit that the fact says nothing about is 1.
 */
export interface RowShape {
  readonly demands: Window;
  readonly choices: Window;
  readonly words: number;
}

/** Which atoms over the fact can hold and which surely do, the planes laid out one behind the other. */
export interface Outcome {
  readonly possible: Bits;
  readonly sure: Bits;
}

/** How the atoms over one fact are laid out, and how what they come to is written as a row. */
export interface RowWriter {
  readonly planes: readonly Plane[];
  readonly shape: RowShape;
  /** The bits that have an atom. */
  readonly present: Bits;
  readonly outcome: Outcome;
  /** Writes `outcome` as a row. */
  write(rows: Bits, at: number): void;
}

export function createRowWriter(atoms: readonly PlacedAtom[]): RowWriter {
  const planes = dealPlanes(atoms);
  const shape = shapeOf(atoms);
  const { demands, choices } = shape;
  const present = new Uint32Array(wordsOfPlanes(planes));
  for (const plane of planes) for (const atom of plane.atoms) setBit(present, bitInPlanes(plane, atom));
  const outcome: Outcome = { possible: new Uint32Array(present.length), sure: new Uint32Array(present.length) };
  const choicesAt = 1 + demands.count;
  const sureAt = choicesAt + 2 * choices.count;
  return {
    planes,
    shape,
    present,
    outcome,
    write(rows, at) {
      const { possible, sure } = outcome;
      rows.fill(0xffffffff, at + 1, at + shape.words);
      for (const { board, refuses, words, start } of planes) {
        for (let word = 0; word < words.count; word++) {
          const can = possible[start + word] as number;
          const must = sure[start + word] as number;
          if (board === "choices") {
            const cell = at + choicesAt + 2 * (words.from - choices.from + word);
            rows[cell] = (rows[cell] as number) & ~can;
            rows[cell + 1] = (rows[cell + 1] as number) & ~must;
            continue;
          }
          const absent = ~(present[start + word] as number);
          const cell = at + words.from - demands.from + word;
          if (refuses) rows[cell + 1] = (rows[cell + 1] as number) & (can | absent);
          rows[cell + sureAt] = (rows[cell + sureAt] as number) & (must | absent);
        }
      }
      rows[at] = Number(!sameWords(rows, at + 1, at + sureAt, demands.count));
    },
  };
}

function shapeOf(atoms: readonly PlacedAtom[]): RowShape {
  const demands = windowOf(atoms.filter(({ board }) => board === "demands"));
  const choices = windowOf(atoms.filter(({ board }) => board === "choices"));
  return { demands, choices, words: 1 + 2 * demands.count + 2 * choices.count };
}

function sameWords(rows: Bits, left: number, right: number, count: number): boolean {
  for (let word = 0; word < count; word++) if (rows[left + word] !== rows[right + word]) return false;
  return true;
}
