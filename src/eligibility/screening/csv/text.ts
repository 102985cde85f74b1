const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const LATIN1 = new TextDecoder("windows-1252");

/** The text of a value: UTF-8, or Latin-1 where it is not that, with doubled quotes made single. */
export function textOf(bytes: Uint8Array, start: number, end: number, doubledQuotes: boolean): string {
  const value = bytes.subarray(start, end);
  let text: string;
  try {
    text = UTF8.decode(value);
  } catch {
    text = LATIN1.decode(value);
  }
  return doubledQuotes ? text.replaceAll('""', '"') : text;
}

/** What a spreadsheet would take for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** A value as a cell of a CSV file that is safe to open in a spreadsheet: an apostrophe in front makes a formula plain text. */
export function cellText(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(values: readonly (string | number)[]): string {
  return `${values.map((value) => cellText(String(value))).join(",")}\n`;
}
