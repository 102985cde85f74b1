import type { Knowledge } from "../../rules/knowledge.js";
import type { RowScanner } from "../csv/row-scanner.js";
import { textOf } from "../csv/text.js";
import type { RowFault } from "../faults.js";
import type { Field } from "./layout.js";

/** What some fields of a row say, and what in them cannot be understood. */
export interface FieldsRead {
  readonly stated: ReadonlyMap<string, Knowledge>;
  readonly faults: readonly RowFault[];
}

/** Reads fields of the row that the scanner stands on; `slotOf` gives the scanner's place of a column. An empty field says nothing. */
export function readFields(
  fields: readonly Field[],
  slotOf: (column: number) => number,
  bytes: Uint8Array,
  row: RowScanner,
): FieldsRead {
  const stated = new Map<string, Knowledge>();
  const faults: RowFault[] = [];
  for (const field of fields) {
    const values = field.columns.map((column) => {
      const slot = slotOf(column);
      return textOf(bytes, row.starts[slot] as number, row.ends[slot] as number, row.escaped[slot] === 1).trim();
    });
    if (values.every((value) => value === "")) continue;
    const read = field.read(...values);
    if ("kind" in read) stated.set(field.fact, read);
    else faults.push({ column: field.names, reason: read });
  }
  return { stated, faults };
}
