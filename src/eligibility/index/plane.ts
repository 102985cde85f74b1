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
  readonly fact: string;
  /** Programs that have an atom here. */
  readonly present: Bits;
  judge(knowledge: Knowledge): Outcome;
}

type Placed = readonly (readonly [program: number, atom: Atom])[];

/** A plane over a fact with one value: a row of programs for each cell of its values. */
export function scalarPlane(fact: string, placed: Placed, cells: Cells, programs: number): Plane {
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
  const unknown: Outcome = { sure: new Uint32Array(words), possible: present };
  const exact = rows.map((row): Outcome => ({ sure: row, possible: row }));
  return {
    fact,
    present,
    judge(knowledge) {
      const cellsLeft = cells.possible(knowledge);
      if (cellsLeft === undefined) return unknown;
      const [first = 0] = cellsLeft;
      if (cellsLeft.length === 1) return exact[first] ?? unknown;
      const sure = Uint32Array.from(rows[first] ?? []);
      const possible = Uint32Array.from(sure);
      for (const cell of cellsLeft) {
        const row = rows[cell] ?? sure;
        for (let word = 0; word < words; word++) {
          sure[word] = (sure[word] ?? 0) & (row[word] ?? 0);
          possible[word] = (possible[word] ?? 0) | (row[word] ?? 0);
        }
      }
      return { sure, possible };
    },
  };
}

/** A plane over a list fact: a row of programs for each value that some atom asks for. */
export function listPlane(fact: string, placed: Placed, programs: number): Plane {
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
    fact,
    present,
    judge(knowledge) {
      const has = knowledge.kind === "codes" ? knowledge.has : new Set<string>();
      const complete = knowledge.kind === "codes" && knowledge.complete;
      const met = new Uint32Array(words);
      for (const value of has) {
        const row = rows.get(value);
        if (row === undefined) continue;
        for (let word = 0; word < words; word++) met[word] = (met[word] ?? 0) | (row[word] ?? 0);
      }
      const sure = new Uint32Array(words);
      const possible = new Uint32Array(words);
      for (let word = 0; word < words; word++) {
        const [all, no, yes] = [present[word] ?? 0, negated[word] ?? 0, met[word] ?? 0];
        // What is met settles an atom either way; what is not met settles it only when the list is complete.
        const settledTrue = complete ? (yes & ~no) | (~yes & no) : yes & ~no;
        const settledFalse = complete ? (yes & no) | (~yes & ~no) : yes & no;
        sure[word] = settledTrue & all;
        possible[word] = ~settledFalse & all;
      }
      return { sure, possible };
    },
  };
}

function presence(placed: Placed, words: number): Bits {
  const present = new Uint32Array(words);
  for (const [program] of placed) setBit(present, program);
  return present;
}
