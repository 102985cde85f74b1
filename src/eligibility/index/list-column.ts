import type { Knowledge } from "../rules/knowledge.js";
import type { Criterion } from "../rules/rule.js";
import { type Bits, setBit } from "./bits.js";
import type { Column } from "./column.js";
import type { PlacedAtom } from "./placement.js";
import { bitInPlanes } from "./planes.js";
import { createRowWriter, type RowWriter } from "./rows.js";

const NONE: ReadonlySet<string> = new Set();

/** A fact with any number of values: a row for each value alone, one for none at all, one for nothing known, one for all other lists. */
export function listColumn(atoms: readonly PlacedAtom[], criteria: readonly Criterion[]): Column {
  const values = [...new Set(criteria.flatMap(valuesOf))];
  const numbers = new Map(values.map((value, number) => [value, number]));
  const writer = createRowWriter(atoms);
  const { present, outcome, shape } = writer;
  const { possible, sure } = outcome;
  const words = present.length;
  const asked = atomsAskingForValue(writer, numbers);
  const negated = negatedAtoms(writer);
  let table: Bits = new Uint32Array(0);
  let first = 0;
  let none = 0;
  let unknown = 0;
  let other = 0;

  /** What the atoms come to when `sure` holds those that ask for a value the list has. */
  const settle = (complete: boolean): void => {
    for (let word = 0; word < words; word++) {
      const not = negated[word] as number;
      const met = sure[word] as number;
      // A value that is there settles an atom either way; one that is not there settles it only when the list is complete.
      sure[word] = complete ? met ^ not : met & ~not;
      possible[word] = complete ? met ^ not : (present[word] as number) & ~(met & not);
    }
  };
  const addValue = (value: number): void => {
    const row = value * words;
    for (let word = 0; word < words; word++) sure[word] = (sure[word] as number) | (asked[row + word] as number);
  };

  const column: Column = {
    shape,
    rows: values.length + 3,
    parts: values.length,
    build(rows, at) {
      table = rows;
      first = at;
      [none, unknown, other] = [0, 1, 2].map((row) => at + (values.length + row) * shape.words) as [
        number,
        number,
        number,
      ];
      values.forEach((_, value) => {
        sure.fill(0);
        addValue(value);
        settle(true);
        writer.write(table, first + value * shape.words);
      });
      for (const [row, complete] of [
        [none, true],
        [unknown, false],
      ] as const) {
        sure.fill(0);
        settle(complete);
        writer.write(table, row);
      }
    },
    encode(knowledge, notes) {
      if (knowledge.kind !== "codes") return unknown;
      const { has, complete } = knowledge;
      let parts = 0;
      let last = -1;
      notes.begin(complete);
      for (const value of has) {
        const number = numbers.get(value);
        if (number === undefined) continue;
        notes.add(number);
        last = number;
        parts += 1;
      }
      if (parts === 0) return complete ? none : unknown;
      return parts === 1 && complete ? first + last * shape.words : notes.end();
    },
    compose(encoded, note) {
      sure.fill(0);
      const end = note + 2 + (encoded[note] as number);
      for (let part = note + 2; part < end; part++) addValue(encoded[part] as number);
      settle(encoded[note + 1] === 1);
      writer.write(table, other);
      return other;
    },
    values(now, notes, visit) {
      const { has, complete } = now?.kind === "codes" ? now : { has: NONE, complete: false };
      const show = (value: Knowledge): void => {
        notes.start();
        const at = column.encode(value, notes);
        visit(value, at < 0 ? column.compose(notes.encoded, -at) : at, undefined);
      };
      show({ kind: "codes", has, complete: true });
      for (const value of values) {
        if (!has.has(value)) show({ kind: "codes", has: new Set(has).add(value), complete });
      }
    },
  };
  return column;
}

function valuesOf(criterion: Criterion): readonly string[] {
  if ("hasAny" in criterion) return criterion.hasAny.values;
  return "hasAll" in criterion ? criterion.hasAll.values : [];
}

/** For each value the atoms that ask for it. */
function atomsAskingForValue({ planes, present }: RowWriter, numbers: ReadonlyMap<string, number>): Bits {
  const asked = new Uint32Array(numbers.size * present.length);
  for (const plane of planes) {
    for (const placed of plane.atoms) {
      for (const value of valuesOf(placed.atom.criterion)) {
        setBit(asked, numbers.get(value)! * present.length * 32 + bitInPlanes(plane, placed));
      }
    }
  }
  return asked;
}

function negatedAtoms({ planes, present }: RowWriter): Bits {
  const negated = new Uint32Array(present.length);
  for (const plane of planes) {
    for (const placed of plane.atoms) if (placed.atom.negated) setBit(negated, bitInPlanes(plane, placed));
  }
  return negated;
}
