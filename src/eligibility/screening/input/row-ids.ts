import type { ByteSink } from "../csv/byte-sink.js";
import type { RowScanner } from "../csv/row-scanner.js";
import { cellText, textOf } from "../csv/text.js";

const LETTER_OR_DIGIT = 1;
const HARMLESS_INSIDE = 2;
const KINDS = new Uint8Array(256);
for (let byte = 0; byte < 256; byte++) {
  const character = String.fromCharCode(byte);
  if (/[0-9A-Za-z]/.test(character)) KINDS[byte] = LETTER_OR_DIGIT;
  else if (/[-_.:/ ]/.test(character)) KINDS[byte] = HARMLESS_INSIDE;
}

/** The key of a row: the first of its key columns that is not empty. */
export class RowIds {
  #start = 0;
  #end = 0;
  /** A key that cannot be copied as it is: made safe for a spreadsheet. */
  #rewritten: string | undefined;

  /**
   * `columns`: their places in the scanner. `strict`: a key has letters and digits only, as INEGI's have; anything else may be a
   * shifted row, and a neighbour's telephone must not get into the results.
   */
  constructor(
    private readonly columns: readonly number[],
    private readonly strict: boolean,
  ) {}

  /** Finds the key of the row that the scanner stands on; false when it is not fit to be copied. */
  find(bytes: Uint8Array, row: RowScanner): boolean {
    this.#start = 0;
    this.#end = 0;
    this.#rewritten = undefined;
    for (let index = 0; index < this.columns.length; index++) {
      const column = this.columns[index] as number;
      const start = row.starts[column] as number;
      const end = row.ends[column] as number;
      if (start === end) continue;
      let harmless = KINDS[bytes[start] as number] === LETTER_OR_DIGIT;
      for (let at = start; at < end && harmless; at++) {
        const kind = KINDS[bytes[at] as number];
        harmless = kind === LETTER_OR_DIGIT || (kind === HARMLESS_INSIDE && !this.strict);
      }
      if (!harmless && this.strict) return false;
      this.#start = start;
      this.#end = end;
      if (!harmless) this.#rewritten = cellText(textOf(bytes, start, end, row.escaped[column] === 1));
      return true;
    }
    return true;
  }

  /** How many bytes the key takes at most. */
  get room(): number {
    return this.#rewritten === undefined ? this.#end - this.#start : this.#rewritten.length * 3;
  }

  write(bytes: Uint8Array, into: ByteSink): void {
    if (this.#rewritten === undefined) into.putRange(bytes, this.#start, this.#end);
    else into.text(this.#rewritten);
  }
}
