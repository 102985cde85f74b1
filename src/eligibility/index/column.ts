import type { Sliced } from "../../platform/in-slices.js";
import type { Knowledge } from "../rules/knowledge.js";
import type { Criterion } from "../rules/rule.js";
import type { Bits } from "./bits.js";
import type { Encoded, Notes } from "./encoded.js";
import { listColumn } from "./list-column.js";
import type { PlacedAtom } from "./placement.js";
import type { RowShape } from "./rows.js";
import { scalarColumn } from "./scalar-column.js";
import type { Span } from "./span.js";

/** Called with a value the fact may have, where its row begins, and for number facts the numbers it stands for. */
export type VisitValue = (value: Knowledge, row: number, span: Span | undefined) => void;

/** All that the index knows of one fact. */
export interface Column {
  readonly shape: RowShape;
  /** How many rows it needs; the last is for what has no row ready. */
  readonly rows: number;
  /** Most parts that a note can have. */
  readonly parts: number;
  /** Writes its rows, from `at` on. Comes before all that follows. */
  build(table: Bits, at: number): void;
  /** Where the row of what is known begins, or minus the place of a note. */
  encode(knowledge: Knowledge, notes: Notes): number;
  /** Writes the row that a note stands for and tells where it begins; it holds until the next note of this fact. */
  compose(encoded: Encoded, note: number): number;
  /** Goes through the values that the rules can tell apart. */
  values(now: Knowledge | undefined, notes: Notes, visit: VisitValue): void;
}

/** The column of a fact, of which some criteria may be of programs that are walked and have no atoms here. */
export function* creatingColumn(atoms: readonly PlacedAtom[], criteria: readonly Criterion[]): Sliced<Column> {
  const overList = criteria.some((criterion) => "hasAny" in criterion || "hasAll" in criterion);
  return overList ? listColumn(atoms, criteria) : yield* scalarColumn(atoms, criteria);
}
