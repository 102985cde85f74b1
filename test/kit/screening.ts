import { loadScreeningRules } from "../../src/cli/screening-rules.js";
import { LONGEST_ROW } from "../../src/eligibility/screening/csv/row-scanner.js";
import { readLayout } from "../../src/eligibility/screening/input/layout.js";
import { readHeader } from "../../src/eligibility/screening/input/read-header.js";
import type { Limits } from "../../src/eligibility/screening/judging/combinations.js";
import { resultsHeader, Screening, type ScreeningRules } from "../../src/eligibility/screening/screening.js";

export const rules: ScreeningRules = await loadScreeningRules({});

export interface Screened {
  /** Cells of each line of the results, without the header. */
  readonly rows: readonly (readonly string[])[];
  readonly results: string;
  /** Lines of the rejected rows, without the header. */
  readonly rejects: readonly string[];
  readonly ignored: readonly string[];
  readonly screening: Screening;
}

/** Screens the bytes of a CSV file handed over in pieces of `cut` bytes. */
export function screen(csv: string | Uint8Array, cut = 1 << 20, limits?: Limits): Screened {
  const bytes = typeof csv === "string" ? Uint8Array.from(Buffer.from(csv)) : csv;
  const { names, next } = readHeader(bytes, true);
  const layout = readLayout(names, rules.codes);
  const screening = new Screening(layout, rules, undefined, limits);
  const buffer = new Uint8Array(LONGEST_ROW + cut + 1);
  let rest = 0;
  for (let at = next; at < bytes.length || at === next; at += cut) {
    const piece = bytes.subarray(at, at + cut);
    buffer.set(piece, rest);
    const end = rest + piece.length;
    const stop = screening.read(buffer, 0, end, at + cut >= bytes.length);
    buffer.copyWithin(0, stop, end);
    rest = end - stop;
  }
  const text = ({ bytes: filled, length }: { bytes: Uint8Array; length: number }) =>
    Buffer.from(filled.subarray(0, length)).toString();
  const results = text(screening.results);
  return {
    rows: results
      .split("\n")
      .slice(0, -1)
      .map((line) => line.split(",")),
    results,
    rejects: text(screening.rejects).split("\n").slice(0, -1),
    ignored: layout.ignored,
    screening,
  };
}

/** The letter of a program in a line of the results. */
export function verdictOf(row: readonly string[] | undefined, program: string): string | undefined {
  return row?.[resultsHeader(rules.programs).trim().split(",").indexOf(program)];
}
