import type { RowScanner } from "./row-scanner.js";

const LF = 0x0a;

/** Who is told of each row of a file, in order. Blank lines are no rows. */
export interface RowReader {
  /** The scanner stands on a row. */
  row(bytes: Uint8Array): void;
  /** There was a row, but its quotes are broken or it is too long. */
  unreadable(found: "broken" | "too-long"): void;
}

/** Goes through the bytes of a CSV file row by row; how the bytes are cut makes no difference. */
export class RowFeed {
  constructor(
    private readonly scanner: RowScanner,
    private readonly reader: RowReader,
    /** Inside of a broken row: everything up to the next line end is to be passed over. */
    public skipping = false,
  ) {}

  /** Reads all whole rows of `bytes` from `at` to `end` and returns where the first row begins that is not whole. */
  read(bytes: Uint8Array, at: number, end: number, last: boolean): number {
    let position = at;
    if (this.skipping) {
      const line = bytes.indexOf(LF, position);
      if (line < 0 || line >= end) return end;
      this.skipping = false;
      position = line + 1;
    }
    const { scanner, reader } = this;
    while (position < end) {
      const found = scanner.read(bytes, position, end, last);
      if (found === "incomplete") return position;
      if (found === "row") reader.row(bytes);
      else if (found !== "blank") reader.unreadable(found);
      position = scanner.next;
    }
    if (position > end) this.skipping = true;
    return end;
  }
}
