import { LONGEST_ROW, RowScanner } from "../csv/row-scanner.js";
import { textOf } from "../csv/text.js";
import { EXIT, ScreeningRefusal } from "../faults.js";

const MOST_COLUMNS = 1_000;
const BOM = [0xef, 0xbb, 0xbf];

/** How many bytes of a file's beginning are enough for its header. */
export const HEADER_BYTES = LONGEST_ROW + 1024;

export interface Header {
  readonly names: readonly string[];
  /** Where the rows begin. */
  readonly next: number;
}

/** Reads the first line of a file from its first bytes; `last`: these are all there are. */
export function readHeader(bytes: Uint8Array, last: boolean): Header {
  const start = BOM.every((byte, at) => bytes[at] === byte) ? BOM.length : 0;
  const scanner = new RowScanner(Array.from({ length: MOST_COLUMNS }, (_, column) => column));
  const found = bytes.length === start ? "blank" : scanner.read(bytes, start, bytes.length, last);
  const text = (column: number) =>
    textOf(bytes, scanner.starts[column] as number, scanner.ends[column] as number, scanner.escaped[column] === 1);
  if (found !== "row" || scanner.columns > MOST_COLUMNS || bytes.subarray(0, scanner.next).includes(0))
    throw new ScreeningRefusal(EXIT.input, {
      es: "La primera línea del archivo no es un encabezado legible: se espera un CSV en UTF-8 o Latin-1, separado por comas.",
      en: "The first line of the file is not a readable header: a CSV in UTF-8 or Latin-1, separated by commas, is expected.",
    });
  return { names: Array.from({ length: scanner.columns }, (_, column) => text(column)), next: scanner.next };
}
