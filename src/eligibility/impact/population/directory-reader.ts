import { RowFeed } from "../../screening/csv/row-feed.js";
import { RowScanner } from "../../screening/csv/row-scanner.js";
import type { Layout } from "../../screening/input/layout.js";
import { RowIds } from "../../screening/input/row-ids.js";
import { fieldsTogether } from "../../screening/judging/fields-together.js";
import type { Directory } from "./directory.js";
import { tooManyKinds, tooManyStatements } from "./refusals.js";
import { StatementReader, UNREADABLE } from "./statement-reader.js";
import { TupleTable } from "./tuple-table.js";

/** How much is kept at most. Beyond it the directory is refused: it holds exact figures where bands would do. */
export interface PopulationLimits {
  /** Different statements of one group of facts. */
  readonly statements: number;
  /** Bytes that the kinds of firms take. */
  readonly bytes: number;
}

/** Room for every establishment of the country to be a kind of its own. */
export const POPULATION_LIMITS: PopulationLimits = { statements: 1_000_000, bytes: 1024 * 1024 * 1024 };

/** Reads a directory from the bytes of its file. A key is looked at only to tell a shifted row, as the screening does, and never kept. */
export class DirectoryReader {
  rows = 0;
  rejected = 0;
  readonly #scanner: RowScanner;
  readonly #feed: RowFeed;
  readonly #ids: RowIds;
  readonly #readers: readonly StatementReader[];
  readonly #cells: Uint32Array;
  readonly #kinds: TupleTable;

  constructor(
    private readonly layout: Layout,
    private readonly limits: PopulationLimits = POPULATION_LIMITS,
  ) {
    const wanted = [...new Set([...layout.ids, ...layout.fields.flatMap(({ columns }) => columns)])];
    const slotOf = (column: number) => wanted.indexOf(column);
    this.#scanner = new RowScanner(wanted);
    this.#feed = new RowFeed(this.#scanner, {
      row: (bytes) => this.#row(bytes),
      unreadable: () => {
        this.rows += 1;
        this.rejected += 1;
      },
    });
    this.#ids = new RowIds(layout.ids.map(slotOf), layout.kind === "denue");
    this.#readers = fieldsTogether(layout.fields).map(({ fields }) => new StatementReader(fields, slotOf));
    this.#cells = new Uint32Array(this.#readers.length);
    this.#kinds = new TupleTable(this.#readers.length);
  }

  /** Reads all whole rows of `bytes` from `at` to `end` and returns where the first row begins that is not whole. */
  read(bytes: Uint8Array, at: number, end: number, last: boolean): number {
    const stop = this.#feed.read(bytes, at, end, last);
    if (this.#kinds.bytes > this.limits.bytes) throw tooManyKinds(this.#kinds.count);
    for (const reader of this.#readers) if (reader.size > this.limits.statements) throw tooManyStatements(reader.facts);
    return stop;
  }

  directory(): Directory {
    const { rows, rejected } = this;
    return {
      source: { layout: this.layout.kind, rows, rejected },
      groups: this.#readers.map((reader) => reader.group()),
      cellOf: this.#kinds.columns(),
      firms: this.#kinds.times(),
    };
  }

  #row(bytes: Uint8Array): void {
    this.rows += 1;
    const scanner = this.#scanner;
    if (scanner.columns !== this.layout.columns || !this.#ids.find(bytes, scanner)) {
      this.rejected += 1;
      return;
    }
    const readers = this.#readers;
    for (let at = 0; at < readers.length; at++) {
      const cell = (readers[at] as StatementReader).read(bytes, scanner);
      if (cell === UNREADABLE) {
        this.rejected += 1;
        return;
      }
      this.#cells[at] = cell;
    }
    this.#kinds.add(this.#cells);
  }
}
