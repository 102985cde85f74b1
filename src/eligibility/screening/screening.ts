import type { RuledProgram } from "../index/compile.js";
import type { OfficialCodes } from "../ports.js";
import { ByteSink } from "./csv/byte-sink.js";
import { RowFeed } from "./csv/row-feed.js";
import { RowScanner } from "./csv/row-scanner.js";
import { csvLine } from "./csv/text.js";
import { brokenQuotes, type RowFault, tooLong, unfitId, wrongCount } from "./faults.js";
import type { Layout } from "./input/layout.js";
import { RowIds } from "./input/row-ids.js";
import { Combinations, LIMITS, type Limits } from "./judging/combinations.js";
import { criteriaOn } from "./judging/criteria.js";
import { fieldsTogether } from "./judging/fields-together.js";
import { createJudge } from "./judging/judge.js";
import { ProfileReader } from "./judging/profile-reader.js";
import { Totals, type TotalsDocument } from "./totals/totals.js";

/** What a directory is screened against. */
export interface ScreeningRules {
  readonly programs: readonly RuledProgram[];
  readonly codes: OfficialCodes;
  /** Changes with anything that can change a verdict or its place in the output. */
  readonly digest: string;
}

/** Where a screening stands between two rows; all that is needed to go on from there. */
export interface Progress {
  readonly rows: number;
  readonly rejected: number;
  /** Inside of a broken row: everything up to the next line end is to be passed over. */
  readonly skipping: boolean;
  readonly totals: TotalsDocument;
}

const ROOM = 4 * 1024 * 1024;
const MOST_DIGITS = 20;
const COMMA = 0x2c;

/**
 * Screens a directory: bytes of a CSV file go in, bytes of the results and of the rejected rows come out, in order. It opens no file and
 * keeps no row; how the bytes are cut makes no difference to what comes out.
 */
export class Screening {
  readonly results = new ByteSink(ROOM);
  readonly rejects = new ByteSink(64 * 1024);
  readonly totals: Totals;
  rows: number;
  rejected: number;
  readonly #columns: number;
  readonly #scanner: RowScanner;
  readonly #feed: RowFeed;
  readonly #ids: RowIds;
  readonly #readers: readonly ProfileReader[];
  readonly #combinations: Combinations;
  readonly #cells: Int32Array;
  readonly #limits: Limits;

  constructor(layout: Layout, { programs, codes }: ScreeningRules, from?: Progress, limits: Limits = LIMITS) {
    this.rows = from?.rows ?? 0;
    this.rejected = from?.rejected ?? 0;
    this.totals = new Totals(programs.length, from?.totals);
    const wanted = [...new Set([...layout.ids, ...layout.fields.flatMap(({ columns }) => columns)])];
    const slotOf = (column: number) => wanted.indexOf(column);
    this.#columns = layout.columns;
    this.#scanner = new RowScanner(wanted);
    this.#feed = new RowFeed(
      this.#scanner,
      {
        row: (bytes) => this.#row(bytes),
        unreadable: (found) => {
          this.rows += 1;
          this.#reject([{ column: "", reason: found === "broken" ? brokenQuotes : tooLong }]);
        },
      },
      from?.skipping,
    );
    this.#ids = new RowIds(layout.ids.map(slotOf), layout.kind === "denue");
    this.#readers = fieldsTogether(layout.fields).map(
      (together) => new ProfileReader(together, criteriaOn(together.facts, programs), codes, slotOf),
    );
    this.#combinations = new Combinations(this.#readers, createJudge(programs, codes), this.totals, limits);
    this.#limits = limits;
    this.#cells = new Int32Array(this.#readers.length);
  }

  /** Reads all whole rows of `bytes` from `at` to `end` and returns where the first row begins that is not whole. */
  read(bytes: Uint8Array, at: number, end: number, last: boolean): number {
    return this.#feed.read(bytes, at, end, last);
  }

  /** Where it stands; the totals are brought up to date. */
  progress(): Progress {
    this.#combinations.count();
    return {
      rows: this.rows,
      rejected: this.rejected,
      skipping: this.#feed.skipping,
      totals: this.totals.toDocument(),
    };
  }

  #row(bytes: Uint8Array): void {
    this.rows += 1;
    if (this.rows % this.#limits.rows === 0) this.#combinations.limit();
    const scanner = this.#scanner;
    if (scanner.columns !== this.#columns) {
      this.#reject([{ column: "", reason: wrongCount(this.#columns, scanner.columns) }]);
      return;
    }
    const readers = this.#readers;
    const cells = this.#cells;
    let sound = this.#ids.find(bytes, scanner);
    for (let at = 0; at < readers.length; at++) {
      const cell = (readers[at] as ProfileReader).read(bytes, scanner);
      cells[at] = cell;
      if (cell < 0) sound = false;
    }
    if (!sound) {
      this.#reject(this.#faults(bytes));
      return;
    }
    const combination = this.#combinations.of(cells);
    combination.rows += 1;
    const { line } = combination.judged;
    const { results } = this;
    results.reserve(this.#ids.room + line.length + MOST_DIGITS);
    results.number(this.rows);
    results.byte(COMMA);
    this.#ids.write(bytes, results);
    results.put(line);
  }

  #faults(bytes: Uint8Array): readonly RowFault[] {
    const faults = this.#readers.flatMap((reader, at) => [...reader.faults(this.#cells[at] as number)]);
    return this.#ids.find(bytes, this.#scanner) ? faults : [{ column: "id", reason: unfitId }, ...faults];
  }

  #reject(faults: readonly RowFault[]): void {
    this.rejected += 1;
    for (const { column, reason } of faults) {
      this.rejects.text(csvLine([this.rows, column, reason.es, reason.en]));
    }
  }
}

/** First line of the results: row number, key, how many programs are eligible and undetermined, and a column a program. */
export function resultsHeader(programs: readonly RuledProgram[]): string {
  return csvLine(["row", "id", "eligible", "undetermined", ...programs.map(({ id }) => id)]);
}

/** First line of the rejected rows; a row with several faults has several lines. */
export const REJECTS_HEADER = csvLine(["row", "column", "reason_es", "reason_en"]);
