const [QUOTE, COMMA, LF, CR] = [0x22, 0x2c, 0x0a, 0x0d];

/** Longest row that is read. A quote that never closes would otherwise swallow the file. */
export const LONGEST_ROW = 256 * 1024;

/**
 * What was found at a place of the file: a row; nothing but a line end; a row whose quotes are broken; one longer than
 * `LONGEST_ROW`; or the beginning of a row whose end is not in the bytes yet.
 */
export type Found = "row" | "blank" | "broken" | "too-long" | "incomplete";

/**
 * Finds rows and the columns that are wanted in the bytes of a CSV file (RFC 4180: quoted values, doubled quotes, line breaks inside
 * quotes; LF or CRLF), without making a string of anything. A quote inside a value that did not begin with one is an ordinary character.
 * A broken row takes nothing with it but its own first line: reading goes on at the line after.
 */
export class RowScanner {
  /** Where each wanted value begins and ends, and whether quotes are doubled in it; valid after `row`. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly escaped: Uint8Array;
  /** How many values the row has. */
  columns = 0;
  /** Where the next row begins; `end` or beyond it while the end of a broken row's line is not in the bytes yet. */
  next = 0;
  readonly #slots: Int32Array;

  /** `wanted`: column numbers from 0; the order in which values are handed out. */
  constructor(wanted: readonly number[]) {
    this.starts = new Int32Array(wanted.length);
    this.ends = new Int32Array(wanted.length);
    this.escaped = new Uint8Array(wanted.length);
    this.#slots = new Int32Array(Math.max(-1, ...wanted) + 1).fill(-1);
    wanted.forEach((column, slot) => {
      this.#slots[column] = slot;
    });
  }

  /** Reads the row that begins at `at`. `last`: nothing follows after `end`. */
  read(bytes: Uint8Array, at: number, end: number, last: boolean): Found {
    const found = this.#read(bytes, at, end, last);
    const tooLong = (found === "incomplete" ? end : this.next) - at > LONGEST_ROW;
    if (!tooLong && found !== "broken") return found;
    const line = bytes.indexOf(LF, at);
    this.next = line < 0 || line >= end ? end + (last ? 0 : 1) : line + 1;
    return tooLong ? "too-long" : "broken";
  }

  #read(bytes: Uint8Array, at: number, end: number, last: boolean): Found {
    const slots = this.#slots;
    const known = slots.length;
    let position = at;
    for (let column = 0; ; column++) {
      const begin = position;
      let start = position;
      let stop = position;
      let doubled = 0;
      if (position < end && bytes[position] === QUOTE) {
        start = ++position;
        for (;;) {
          while (position < end && bytes[position] !== QUOTE) position++;
          if (position >= end) return last ? this.#breakOff(end) : "incomplete";
          if (position + 1 === end && !last) return "incomplete";
          if (position + 1 < end && bytes[position + 1] === QUOTE) {
            doubled = 1;
            position += 2;
            continue;
          }
          break;
        }
        stop = position++;
        if (position < end && bytes[position] === CR) {
          if (position + 1 === end && !last) return "incomplete";
          if (position + 1 === end || bytes[position + 1] === LF) position++;
        }
        if (position < end && bytes[position] !== COMMA && bytes[position] !== LF) return this.#breakOff(position);
      } else {
        let byte = 0;
        while (position < end) {
          byte = bytes[position] as number;
          if (byte === COMMA || byte === LF) break;
          position++;
        }
        stop = position;
        if (byte !== COMMA && stop > start && bytes[stop - 1] === CR) stop--;
      }
      if (position >= end && !last) return "incomplete";
      if (column < known) {
        const slot = slots[column] as number;
        if (slot >= 0) {
          this.starts[slot] = start;
          this.ends[slot] = stop;
          this.escaped[slot] = doubled;
        }
      }
      if (position >= end || bytes[position] === LF) {
        this.columns = column + 1;
        this.next = position >= end ? end : position + 1;
        return column === 0 && start === begin && start === stop ? "blank" : "row";
      }
      position++;
    }
  }

  #breakOff(at: number): Found {
    this.next = at;
    return "broken";
  }
}
