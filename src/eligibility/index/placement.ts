import { atOnce, mapping, type Sliced } from "../../platform/in-slices.js";
import { criteriaOf } from "../rules/analyse.js";
import { type Criterion, factOf, type Rule } from "../rules/rule.js";
import type { Condition } from "../rules/verdict.js";
import type { RuledProgram } from "./compile.js";
import { type Atom, type Clause, clausesOf } from "./normal-form.js";

/**
 * Which of the two sets of bits an atom has its bit in: an atom that is a whole clause must hold, and stands at the bit of its program;
 * atoms of a clause with several are a choice, one of them must hold, and stand at the bit of that clause.
 */
export type Board = "demands" | "choices";

export interface PlacedAtom {
  readonly fact: string;
  readonly atom: Atom;
  readonly board: Board;
  readonly bit: number;
  /** Whether failing can refuse: what is only implied cannot. */
  readonly refuses: boolean;
}

/** Choices of different programs, each at the bit of its program, counted from the first bit of a word among the choices. */
export interface ChoiceLayer {
  readonly firstWord: number;
  readonly words: number;
}

/** The bits of programs, choices and atoms. */
export interface Placement {
  /** By program: its bit. */
  readonly bits: readonly number[];
  /** By program: whether it is too tangled for the index. */
  readonly walked: readonly boolean[];
  readonly atoms: readonly PlacedAtom[];
  /** Bits of choices, and whether failing them can refuse. */
  readonly choices: readonly { readonly bit: number; readonly refuses: boolean }[];
  readonly layers: readonly ChoiceLayer[];
  /** By fact: all criteria that requirements make over it. */
  readonly criteria: ReadonlyMap<string, readonly Criterion[]>;
}

interface Demanded {
  readonly clause: Clause;
  readonly refuses: boolean;
}

/** Gives every program its bit, those with most choices first, so that each layer of choices is a short beginning of the programs. */
export function placeClauses(programs: readonly RuledProgram[]): Placement {
  return atOnce(placing(programs));
}

/** The same, in steps. */
export function* placing(programs: readonly RuledProgram[]): Sliced<Placement> {
  const demanded = yield* mapping(programs, ({ conditions }) => clausesOfProgram(conditions));
  const choices = demanded.map((clauses) => (clauses ?? []).filter(isChoice));
  const order = programs.map((_, program) => program).sort((a, b) => choices[b]!.length - choices[a]!.length);
  const bits: number[] = new Array(programs.length);
  order.forEach((program, bit) => {
    bits[program] = bit;
  });

  const layers = layersOf(order.map((program) => choices[program]!.length));
  const atoms: PlacedAtom[] = [];
  const choiceBits: { bit: number; refuses: boolean }[] = [];
  for (const [turn, program] of order.entries()) {
    if (turn % SOME === 0) yield;
    for (const { clause, refuses } of demanded[program] ?? []) {
      const [only] = clause;
      if (only !== undefined && clause.length === 1) {
        atoms.push({ fact: factOfAtom(only), atom: only, board: "demands", bit: bits[program]!, refuses });
      }
    }
    choices[program]!.forEach(({ clause, refuses }, turn) => {
      const bit = layers[turn]!.firstWord * 32 + bits[program]!;
      choiceBits.push({ bit, refuses });
      for (const atom of clause) atoms.push({ fact: factOfAtom(atom), atom, board: "choices", bit, refuses });
    });
  }
  const criteria = new Map<string, Criterion[]>();
  yield* mapping(programs, ({ conditions }) => {
    for (const { rule } of requirements(conditions)) {
      for (const criterion of criteriaOf(rule)) append(criteria, factOf(criterion) ?? "", criterion);
    }
  });
  return {
    bits,
    walked: demanded.map((clauses) => clauses === undefined),
    atoms,
    choices: choiceBits,
    layers,
    criteria,
  };
}

/** Programs that are placed between two looks at the clock. */
const SOME = 500;

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

function factOfAtom({ criterion }: Atom): string {
  return factOf(criterion) ?? "";
}

/** A clause of several atoms, or of none, which nothing can meet. */
const isChoice = ({ clause }: Demanded): boolean => clause.length !== 1;

/** One layer for the first choice of every program, one for the second…; `counts` falls from program to program. */
function layersOf(counts: readonly number[]): readonly ChoiceLayer[] {
  const layers: ChoiceLayer[] = [];
  let firstWord = 0;
  for (let turn = 0; turn < (counts[0] ?? 0); turn++) {
    const words = Math.ceil(counts.filter((count) => count > turn).length / 32);
    layers.push({ firstWord, words });
    firstWord += words;
  }
  return layers;
}

type Requirement = Condition & { readonly rule: Rule };

export function requirements(conditions: readonly Condition[]): readonly Requirement[] {
  return conditions.filter(
    (condition): condition is Requirement => condition.role === "requirement" && condition.rule !== undefined,
  );
}

/** What a program demands, clause by clause; undefined when it is too tangled to be written so. */
function clausesOfProgram(conditions: readonly Condition[]): readonly Demanded[] | undefined {
  const demanded: Demanded[] = [];
  for (const refuses of [true, false]) {
    const rules = requirements(conditions).filter(({ basis }) => (basis !== "implied") === refuses);
    const clauses = clausesOf({ all: rules.map(({ rule }) => rule) });
    if (clauses === undefined) return undefined;
    demanded.push(...clauses.map((clause) => ({ clause, refuses })));
  }
  return demanded;
}
