import type { Sliced } from "../../platform/in-slices.js";
import { type Knowledge, known, type Profile, UNASKED } from "../rules/knowledge.js";
import { setBit, wordsFor } from "./bits.js";
import { type Column, creatingColumn, type VisitValue } from "./column.js";
import { createDesk, type Desk } from "./desk.js";
import { type Encoded, Notes } from "./encoded.js";
import type { Placement } from "./placement.js";

/** All clauses of the catalog: a column for each fact, and the desk that puts the rows of a profile together. */
export interface Clauses {
  readonly facts: readonly string[];
  readonly desk: Desk;
  /** Something to write one profile into. */
  notes(): Notes;
  /** Writes a profile in numbers. */
  write(profile: Profile, notes: Notes): void;
  /** Where the row of a fact begins; it holds until this is asked again for the same fact. */
  row(encoded: Encoded, fact: number): number;
  /** Goes through the values of a fact that the rules can tell apart. */
  values(fact: number, now: Knowledge | undefined, visit: VisitValue): void;
}

export function* creatingClauses(placement: Placement, programs: number): Sliced<Clauses> {
  const facts = [...placement.criteria.keys()];
  const columns = yield* creatingColumns(placement);
  const desk = yield* creatingDesk(placement, columns, programs);
  const parts = columns.reduce((sum, column) => sum + column.parts, 0);
  const draft = new Notes(facts.length, parts);
  // Most facts are yes or no: their rows are looked up here, without asking the column.
  const rowsOf = (knowledge: Knowledge) => Int32Array.from(columns, (column) => column.encode(knowledge, draft));
  const [unknown, yes, no] = [rowsOf(UNASKED), rowsOf(known.boolean(true)), rowsOf(known.boolean(false))];
  const rowOf = (fact: number, knowledge: Knowledge | undefined, notes: Notes): number => {
    if (knowledge === undefined) return unknown[fact] as number;
    if (knowledge.kind === "boolean") return (knowledge.value ? yes[fact] : no[fact]) as number;
    return (columns[fact] as Column).encode(knowledge, notes);
  };
  return {
    facts,
    desk,
    notes: () => new Notes(facts.length, parts),
    write(profile, notes) {
      notes.start();
      for (let fact = 0; fact < facts.length; fact++) {
        notes.encoded[fact] = rowOf(fact, profile.get(facts[fact] as string), notes);
      }
    },
    row(encoded, fact) {
      const row = encoded[fact] as number;
      return row >= 0 ? row : (columns[fact] as Column).compose(encoded, -row);
    },
    values: (fact, now, visit) => columns[fact]?.values(now, draft, visit),
  };
}

function* creatingColumns({ atoms, criteria }: Placement): Sliced<readonly Column[]> {
  const byFact = Map.groupBy(atoms, ({ fact }) => fact);
  const columns: Column[] = [];
  for (const [fact, about] of criteria) {
    yield;
    columns.push(yield* creatingColumn(byFact.get(fact) ?? [], about));
  }
  return columns;
}

/** Builds all columns into one table, one behind the other, and the desk over it. */
function* creatingDesk({ choices, layers }: Placement, columns: readonly Column[], programs: number): Sliced<Desk> {
  const table = new Uint32Array(columns.reduce((sum, { rows, shape }) => sum + rows * shape.words, 0));
  let at = 0;
  for (const column of columns) {
    yield;
    column.build(table, at);
    at += column.rows * column.shape.words;
  }
  const every = new Uint32Array(wordsFor(programs));
  for (let program = 0; program < programs; program++) setBit(every, program);
  const choiceWords = layers.reduce((sum, { words }) => sum + words, 0);
  const [all, refusing] = [new Uint32Array(choiceWords), new Uint32Array(choiceWords)];
  for (const { bit, refuses } of choices) {
    setBit(all, bit);
    if (refuses) setBit(refusing, bit);
  }
  return createDesk({ shapes: columns.map(({ shape }) => shape), table, every, layers, choices: all, refusing });
}
