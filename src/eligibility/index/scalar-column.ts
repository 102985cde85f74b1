import type { Sliced } from "../../platform/in-slices.js";
import { judgeCriterion } from "../rules/judge.js";
import type { Criterion } from "../rules/rule.js";
import { type Bits, setBit } from "./bits.js";
import { type Cells, cellsOf } from "./cells.js";
import type { Column } from "./column.js";
import type { PlacedAtom } from "./placement.js";
import { bitInPlanes } from "./planes.js";
import { createRowWriter, type RowWriter } from "./rows.js";

/** A fact with one value: a row for each cell of its values, one for nothing known, one for several cells. */
export function* scalarColumn(atoms: readonly PlacedAtom[], criteria: readonly Criterion[]): Sliced<Column> {
  const cells = cellsOf(criteria);
  const samples = Array.from({ length: cells.count }, (_, cell) => cells.sample(cell));
  const writer = createRowWriter(atoms);
  const { present, outcome, shape } = writer;
  const { possible, sure } = outcome;
  const words = present.length;
  const met = yield* atomsMetByCell(writer, cells);
  let table: Bits = new Uint32Array(0);
  let first = 0;
  let unknown = 0;
  let several = 0;
  return {
    shape,
    rows: cells.count + 2,
    parts: cells.count,
    build(rows, at) {
      [table, first, unknown, several] = [
        rows,
        at,
        at + cells.count * shape.words,
        at + (cells.count + 1) * shape.words,
      ];
      for (let cell = 0; cell < cells.count; cell++) {
        sure.set(met.subarray(cell * words, (cell + 1) * words));
        possible.set(sure);
        writer.write(table, first + cell * shape.words);
      }
      sure.fill(0);
      possible.set(present);
      writer.write(table, unknown);
    },
    encode(knowledge, notes) {
      const exact = cells.exact(knowledge);
      if (exact >= 0) return first + exact * shape.words;
      const left = cells.possible(knowledge);
      if (left === undefined) return unknown;
      if (left.length === 1) return first + (left[0] as number) * shape.words;
      notes.begin(true);
      for (const cell of left) notes.add(cell);
      return notes.end();
    },
    compose(encoded, note) {
      sure.set(present);
      possible.fill(0);
      const end = note + 2 + (encoded[note] as number);
      for (let part = note + 2; part < end; part++) {
        const row = (encoded[part] as number) * words;
        for (let word = 0; word < words; word++) {
          sure[word] = (sure[word] as number) & (met[row + word] as number);
          possible[word] = (possible[word] as number) | (met[row + word] as number);
        }
      }
      writer.write(table, several);
      return several;
    },
    values(_now, _notes, visit) {
      samples.forEach((sample, cell) => {
        visit(sample, first + cell * shape.words, cells.span(cell));
      });
    },
  };
}

/** For each cell the atoms that hold in it. */
function* atomsMetByCell({ planes, present }: RowWriter, cells: Cells): Sliced<Bits> {
  const met = new Uint32Array(cells.count * present.length);
  for (let cell = 0; cell < cells.count; cell++) {
    const sample = cells.sample(cell);
    const firstBit = cell * present.length * 32;
    for (const plane of planes) {
      yield;
      for (const placed of plane.atoms) {
        const { criterion, negated } = placed.atom;
        const holds = (judgeCriterion(criterion, sample) === "true") !== negated;
        if (holds) setBit(met, firstBit + bitInPlanes(plane, placed));
      }
    }
  }
  return met;
}
