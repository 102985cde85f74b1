import { judgeCriterion } from "../rules/judge.js";
import type { Knowledge } from "../rules/knowledge.js";
import { type Bits, setBit, wordsFor } from "./bits.js";
import type { Cells } from "./cells.js";
import type { Atom } from "./normal-form.js";

/** For which programs an atom certainly holds, and for which it may. Programs without an atom in the plane are in neither. */
export interface Outcome {
  readonly sure: Bits;
  readonly possible: Bits;
}

/** At most one atom a program, all over one fact: judged for all programs at once. */
export interface Plane {
  /** Programs that have an atom here. */
  readonly present: Bits;
  /** The programs whose atom holds in each cell of the fact's values; absent for list facts. */
  readonly rows: readonly Bits[] | undefined;
  /** Writes what is known of the atoms into `into`, all of it anew. */
  judge(knowledge: Knowledge, into: Outcome): void;
}

export type Placed = readonly (readonly [program: number, atom: Atom])[];

/** A plane over a fact with one value: a row of programs for each cell of its values. */
export function scalarPlane(placed: Placed, cells: Cells, programs: number): Plane {
  const words = wordsFor(programs);
  const present = presence(placed, words);
  const rows = Array.from({ length: cells.count }, (_, cell) => {
    const row = new Uint32Array(words);
    const sample = cells.sample(cell);
    for (const [program, { criterion, negated }] of placed) {
      if ((judgeCriterion(criterion, sample) === "true") !== negated) setBit(row, program);
    }
    return row;
  });
  return {
    present,
    rows,
    judge(knowledge, { sure, possible }) {
      const left = cells.possible(knowledge);
      if (left === undefined) {
        sure.fill(0);
        possible.set(present);
        return;
      }
      sure.set(present);
      possible.fill(0);
      for (const cell of left) {
        const row = rows[cell] as Bits;
        for (let word = 0; word < words; word++) {
          sure[word] = (sure[word] as number) & (row[word] as number);
          possible[word] = (possible[word] as number) | (row[word] as number);
        }
      }
    },
  };
}

const NOTHING: ReadonlySet<string> = new Set();

/** A plane over a list fact: a row of programs for each value that some atom asks for. */
export function listPlane(placed: Placed, programs: number): Plane {
  const words = wordsFor(programs);
  const present = presence(placed, words);
  const negated = new Uint32Array(words);
  const rows = new Map<string, Bits>();
  for (const [program, atom] of placed) {
    if (atom.negated) setBit(negated, program);
    for (const value of "hasAny" in atom.criterion ? atom.criterion.hasAny.values : []) {
      const row = rows.get(value) ?? new Uint32Array(words);
      setBit(row, program);
      rows.set(value, row);
    }
  }
  return {
    present,
    rows: undefined,
    judge(knowledge, { sure, possible }) {
      const has = knowledge.kind === "codes" ? knowledge.has : NOTHING;
      const complete = knowledge.kind === "codes" && knowledge.complete;
      sure.fill(0);
      for (const value of has) {
        const row = rows.get(value);
        if (row === undefined) continue;
        for (let word = 0; word < words; word++) sure[word] = (sure[word] as number) | (row[word] as number);
      }
      for (let word = 0; word < words; word++) {
        const [all, no, met] = [present[word] as number, negated[word] as number, sure[word] as number];
        // What is met settles an atom either way; what is not met settles it only when the list is complete.
        const holds = complete ? met ^ no : met & ~no;
        const fails = complete ? ~(met ^ no) : met & no;
        sure[word] = holds & all;
        possible[word] = ~fails & all;
      }
    },
  };
}

function presence(placed: Placed, words: number): Bits {
  const present = new Uint32Array(words);
  for (const [program] of placed) setBit(present, program);
  return present;
}
