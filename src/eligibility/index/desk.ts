import type { Bits } from "./bits.js";
import type { ChoiceLayer } from "./placement.js";
import type { RowShape } from "./rows.js";

/** The verdicts of one profile over the whole catalog: in neither set means undetermined. Bits are the index's own: ask it who they are. */
export interface Verdicts {
  readonly eligible: Bits;
  readonly ineligible: Bits;
}

/**
 * Where the rows of several facts are put together with AND. A state is laid out as
 *
 *     `words`      programs whose demands can still be met
 *     `words`      programs whose demands are surely met
 *     2 × choices  choices that cannot be met, and those not surely met, word by word in turn
 */
export interface Desk {
  /** Words of one state. */
  readonly size: number;
  /** Lays out the state of a profile before any fact is looked at. */
  lay(states: Bits, at: number): void;
  /** Puts the row of a fact to a state. */
  narrow(states: Bits, at: number, fact: number, row: number): void;
  /** Reads the verdicts off a state to which all facts are put. */
  finish(states: Bits, at: number, verdicts: Verdicts): void;
}

export interface DeskPlan {
  /** By fact: the shape of its rows. */
  readonly shapes: readonly RowShape[];
  readonly table: Bits;
  /** Every program. */
  readonly every: Bits;
  readonly layers: readonly ChoiceLayer[];
  /** All choices, and those that can refuse. */
  readonly choices: Bits;
  readonly refusing: Bits;
}

export function createDesk({ shapes, table, every, layers, choices, refusing }: DeskPlan): Desk {
  const words = every.length;
  const choicesAt = 2 * words;
  const start = new Uint32Array(choicesAt + 2 * choices.length);
  start.set(every, 0);
  start.set(every, words);
  for (let word = 0; word < choices.length; word++) {
    // A choice that is only implied is never one that cannot be met: failing it does not refuse.
    start[choicesAt + 2 * word] = refusing[word] as number;
    start[choicesAt + 2 * word + 1] = choices[word] as number;
  }
  const demandFrom = Int32Array.from(shapes, ({ demands }) => demands.from);
  const demandCount = Int32Array.from(shapes, ({ demands }) => demands.count);
  const choiceFrom = Int32Array.from(shapes, ({ choices: { from } }) => choicesAt + 2 * from);
  const choiceCount = Int32Array.from(shapes, ({ choices: { count } }) => 2 * count);

  return {
    size: start.length,
    lay(states, at) {
      for (let word = 0; word < start.length; word++) states[at + word] = start[word] as number;
    },
    narrow(states, at, fact, row) {
      const demands = demandCount[fact] as number;
      const sureDiffers = table[row] !== 0;
      let from = row + 1;
      let to = at + (demandFrom[fact] as number);
      for (const end = from + demands; from < end; from++, to++) {
        states[to] = (states[to] as number) & (table[from] as number);
      }
      to = at + (choiceFrom[fact] as number);
      for (const end = from + (choiceCount[fact] as number); from < end; from++, to++) {
        states[to] = (states[to] as number) & (table[from] as number);
      }
      if (!sureDiffers) return;
      to = at + words + (demandFrom[fact] as number);
      for (const end = from + demands; from < end; from++, to++) {
        states[to] = (states[to] as number) & (table[from] as number);
      }
    },
    finish(states, at, { eligible, ineligible }) {
      for (let word = 0; word < words; word++) {
        const possible = states[at + word] as number;
        eligible[word] = possible & (states[at + words + word] as number);
        ineligible[word] = (every[word] as number) & ~possible;
      }
      for (const layer of layers) {
        let choice = at + choicesAt + 2 * layer.firstWord;
        for (let word = 0; word < layer.words; word++, choice += 2) {
          const lost = states[choice] as number;
          const unsure = states[choice + 1] as number;
          eligible[word] = (eligible[word] as number) & ~(lost | unsure);
          ineligible[word] = (ineligible[word] as number) | lost;
        }
      }
    },
  };
}
