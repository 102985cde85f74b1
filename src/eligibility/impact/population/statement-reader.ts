import type { Knowledge } from "../../rules/knowledge.js";
import { UNASKED } from "../../rules/knowledge.js";
import type { RowScanner } from "../../screening/csv/row-scanner.js";
import { ValueTable } from "../../screening/csv/value-table.js";
import type { Field } from "../../screening/input/layout.js";
import { readFields } from "../../screening/input/read-fields.js";
import type { StatedGroup } from "./directory.js";
import { toPlain } from "./plain-knowledge.js";
import { TupleTable } from "./tuple-table.js";

/** What a reader returns for a row that cannot be understood. */
export const UNREADABLE = -1;

/** Reads one group of fields, from the bytes of a row to the number of its cell: one for each different statement. */
export class StatementReader {
  readonly #values: readonly Dictionary[];
  readonly #cells: TupleTable;
  readonly #table: ValueTable;

  constructor(
    private readonly fields: readonly Field[],
    private readonly slotOf: (column: number) => number,
  ) {
    this.#values = fields.map(() => new Dictionary());
    this.#cells = new TupleTable(fields.length);
    this.#table = new ValueTable(fields.flatMap(({ columns }) => columns.map(slotOf)));
  }

  read(bytes: Uint8Array, row: RowScanner): number {
    return this.#table.get(bytes, row, () => this.#read(bytes, row));
  }

  get facts(): readonly string[] {
    return this.fields.map(({ fact }) => fact);
  }

  /** How many different statements there are, of the group and of each fact. */
  get size(): number {
    return Math.max(this.#cells.count, ...this.#values.map(({ values }) => values.length));
  }

  group(): StatedGroup {
    const columns = this.#cells.columns();
    return {
      cells: this.#cells.count,
      columns: this.fields.map(({ fact }, at) => ({
        fact,
        values: (this.#values[at] as Dictionary).values,
        valueAt: columns[at] as Uint32Array,
      })),
    };
  }

  #read(bytes: Uint8Array, row: RowScanner): number {
    const { stated, faults } = readFields(this.fields, this.slotOf, bytes, row);
    if (faults.length > 0) return UNREADABLE;
    return this.#cells.add(this.fields.map(({ fact }, at) => this.#values[at]?.add(stated.get(fact) ?? UNASKED) ?? 0));
  }
}

/** Each different piece of knowledge once, numbered in the order met. */
export class Dictionary {
  readonly values: Knowledge[] = [];
  readonly #numbers = new Map<string, number>();

  add(knowledge: Knowledge): number {
    const key = JSON.stringify(toPlain(knowledge));
    const found = this.#numbers.get(key);
    if (found !== undefined) return found;
    const number = this.values.push(knowledge) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}
