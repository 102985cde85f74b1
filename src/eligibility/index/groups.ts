import type { Knowledge } from "../rules/knowledge.js";
import { factOf } from "../rules/rule.js";
import { type Bits, setBit, wordsFor } from "./bits.js";
import { type Cells, cellsOf } from "./cells.js";
import type { Atom, Clause } from "./normal-form.js";
import { listPlane, type Outcome, type Placed, type Plane, scalarPlane } from "./plane.js";

/** A clause of one program, and whether its failing can refuse: what is only implied cannot. */
export interface PlacedClause {
  readonly program: number;
  readonly clause: Clause;
  readonly refuses: boolean;
}

/** The clauses that are one atom over one fact: by far the most. They narrow both sets directly. */
export interface FactGroup {
  readonly fact: string;
  /** Programs that ask nothing of this fact here: all that stay certain while it is not known. */
  readonly indifferent: Bits;
  narrow(knowledge: Knowledge, sure: Bits, possible: Bits): void;
}

/** Clauses of several atoms, at most one a program: it holds when some atom does. */
export interface ClauseLayer {
  /** `known` tells what is known of a fact, by the number that `numberOf` gave it; undefined when nothing is. */
  narrow(known: (fact: number) => Knowledge | undefined, sure: Bits, possible: Bits): void;
}

export function factGroups(clauses: readonly PlacedClause[], programs: number): readonly FactGroup[] {
  const byFact = Map.groupBy(clauses, ({ clause: [atom] }) => factOf((atom as Atom).criterion) ?? "");
  return [...byFact].map(([fact, placed]) => factGroup(fact, placed, programs));
}

function factGroup(fact: string, clauses: readonly PlacedClause[], programs: number): FactGroup {
  const words = wordsFor(programs);
  const atoms = clauses.map(({ clause }) => clause[0] as Atom);
  const cells = cellsOf(atoms.map(({ criterion }) => criterion));
  const planes = [true, false].flatMap((refuses) => {
    const placed = clauses.flatMap((each, index) =>
      each.refuses === refuses ? [[each.program, atoms[index] as Atom] as const] : [],
    );
    return deal(placed).map((turn) => ({ refuses, plane: planeOf(turn, cells, programs) }));
  });
  const indifferent = new Uint32Array(words).fill(0xffffffff);
  for (const { plane } of planes) removeAll(indifferent, plane.present);
  const exact = exactRows(planes, cells, words);
  const scratch: Outcome = { sure: new Uint32Array(words), possible: new Uint32Array(words) };
  return {
    fact,
    indifferent,
    narrow(knowledge, sure, possible) {
      const rows = exact?.[cells.exact(knowledge)];
      if (rows !== undefined) {
        keepAll(sure, rows.sure);
        keepAll(possible, rows.possible);
        return;
      }
      for (const { refuses, plane } of planes) {
        plane.judge(knowledge, scratch);
        keepOrAbsent(sure, scratch.sure, plane.present);
        if (refuses) keepOrAbsent(possible, scratch.possible, plane.present);
      }
    },
  };
}

/** For each cell of a fact with one value: who stays certain and who stays possible, all planes in one row. */
function exactRows(
  planes: readonly { readonly refuses: boolean; readonly plane: Plane }[],
  cells: Cells,
  words: number,
): readonly Outcome[] | undefined {
  if (planes.some(({ plane }) => plane.rows === undefined)) return undefined;
  return Array.from({ length: cells.count }, (_, cell) => {
    const sure = new Uint32Array(words).fill(0xffffffff);
    const possible = Uint32Array.from(sure);
    for (const { refuses, plane } of planes) {
      const row = plane.rows?.[cell] as Bits;
      keepOrAbsent(sure, row, plane.present);
      if (refuses) keepOrAbsent(possible, row, plane.present);
    }
    return { sure, possible };
  });
}

/** Deals clauses of several atoms out in layers: the first of every program, the second of every program… */
export function clauseLayers(
  clauses: readonly PlacedClause[],
  programs: number,
  numberOf: (fact: string) => number,
): readonly ClauseLayer[] {
  const taken = new Map<string, number>();
  const byTurn = Map.groupBy(clauses, ({ program, refuses }) => {
    const turn = taken.get(`${program} ${refuses}`) ?? 0;
    taken.set(`${program} ${refuses}`, turn + 1);
    return `${refuses} ${turn}`;
  });
  return [...byTurn.values()].map((layer) => clauseLayer(layer, programs, numberOf));
}

function clauseLayer(
  clauses: readonly PlacedClause[],
  programs: number,
  numberOf: (fact: string) => number,
): ClauseLayer {
  const words = wordsFor(programs);
  const refuses = clauses[0]?.refuses ?? false;
  const present = new Uint32Array(words);
  for (const { program } of clauses) setBit(present, program);
  const atoms = clauses.flatMap(({ program, clause }) => clause.map((atom) => [program, atom] as const));
  const byFact = Map.groupBy(atoms, ([, { criterion }]) => factOf(criterion) ?? "");
  // Two atoms of one program over one fact go to different planes, so that each is judged for itself.
  const planes = [...byFact].flatMap(([fact, placed]) => {
    const cells = cellsOf(placed.map(([, { criterion }]) => criterion));
    return deal(placed).map((turn) => ({ fact: numberOf(fact), plane: planeOf(turn, cells, programs) }));
  });
  const scratch: Outcome = { sure: new Uint32Array(words), possible: new Uint32Array(words) };
  const held: Outcome = { sure: new Uint32Array(words), possible: new Uint32Array(words) };
  return {
    narrow(known, sure, possible) {
      held.sure.fill(0);
      held.possible.fill(0);
      for (const { fact, plane } of planes) {
        const knowledge = known(fact);
        if (knowledge === undefined) {
          addAll(held.possible, plane.present);
          continue;
        }
        plane.judge(knowledge, scratch);
        addAll(held.sure, scratch.sure);
        addAll(held.possible, scratch.possible);
      }
      keepOrAbsent(sure, held.sure, present);
      if (refuses) keepOrAbsent(possible, held.possible, present);
    },
  };
}

/** Splits placed atoms into turns in which no program stands twice. */
function deal(placed: Placed): readonly Placed[] {
  const taken = new Map<number, number>();
  const turns = Map.groupBy(placed, ([program]) => {
    const turn = taken.get(program) ?? 0;
    taken.set(program, turn + 1);
    return turn;
  });
  return [...turns.values()];
}

function planeOf(placed: Placed, cells: Cells, programs: number): Plane {
  const overList = placed.some(([, { criterion }]) => "hasAny" in criterion);
  return overList ? listPlane(placed, programs) : scalarPlane(placed, cells, programs);
}

function keepAll(bits: Bits, kept: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] as number) & (kept[word] as number);
}

function keepOrAbsent(bits: Bits, kept: Bits, present: Bits): void {
  for (let word = 0; word < bits.length; word++) {
    bits[word] = (bits[word] as number) & ((kept[word] as number) | ~(present[word] as number));
  }
}

function addAll(bits: Bits, more: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] as number) | (more[word] as number);
}

function removeAll(bits: Bits, gone: Bits): void {
  for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] as number) & ~(gone[word] as number);
}
