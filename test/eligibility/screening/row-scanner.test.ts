import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { LONGEST_ROW, RowScanner } from "../../../src/eligibility/screening/csv/row-scanner.js";
import { textOf } from "../../../src/eligibility/screening/csv/text.js";
import { runs } from "../../kit/runs.js";

const COLUMNS = 4;

/** Every row of a text as the scanner finds it, handed over in pieces. */
function scan(text: string, cut = text.length + 1): (readonly string[] | string)[] {
  const bytes = Buffer.from(text);
  const scanner = new RowScanner(Array.from({ length: COLUMNS }, (_, at) => at));
  const found: (readonly string[] | string)[] = [];
  let at = 0;
  for (let end = Math.min(cut, bytes.length); ; end = Math.min(end + cut, bytes.length)) {
    const last = end === bytes.length;
    while (at < end) {
      const what = scanner.read(bytes, at, end, last);
      if (what === "incomplete") break;
      if (what === "row")
        found.push(
          Array.from({ length: scanner.columns }, (_, slot) =>
            textOf(bytes, scanner.starts[slot]!, scanner.ends[slot]!, scanner.escaped[slot] === 1),
          ),
        );
      else if (what !== "blank") found.push(what);
      // A place beyond the end: the broken row's line goes on in what is yet to come.
      at = scanner.next > end ? bytes.indexOf(10, end) + 1 || bytes.length : scanner.next;
    }
    if (last) return found;
  }
}

const value = fc.string({ unit: fc.constantFrom("a", "ñ", "é", "1", " ", ",", '"', "\n", "\r\n", "中"), maxLength: 6 });
const quotedOrNot = fc
  .tuple(value, fc.boolean())
  .map(([text, quote]) => (quote || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
const file = fc
  .tuple(
    fc.array(fc.array(quotedOrNot, { minLength: 1, maxLength: COLUMNS }), { maxLength: 8 }),
    fc.constantFrom("\n", "\r\n"),
    fc.boolean(),
  )
  .map(([rows, lineEnd, ended]) => rows.map((row) => row.join(",")).join(lineEnd) + (ended ? lineEnd : ""));

describe("rows and values of a CSV file", () => {
  it("are those that csv-parse finds, however the bytes are cut", () => {
    fc.assert(
      fc.property(file, fc.integer({ min: 1, max: 40 }), (text, cut) => {
        const expected = parse(text, {
          relax_column_count: true,
          skip_empty_lines: true,
          record_delimiter: ["\n", "\r\n"],
        });
        expect(scan(text)).toEqual(expected);
        expect(scan(text, cut)).toEqual(expected);
      }),
      runs(5_000),
    );
  });

  it("a broken row costs one line and is the same however the bytes are cut", () => {
    const broken = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r"), maxLength: 30 });
    fc.assert(
      fc.property(broken, fc.integer({ min: 1, max: 10 }), (text, cut) => {
        expect(scan(text, cut)).toEqual(scan(text));
      }),
      runs(5_000),
    );
    expect(scan('a,"b"x,c\nd,e\n"f,g\nh,i\n')).toEqual(["broken", ["d", "e"], "broken", ["h", "i"]]);
  });

  it("a quote inside a value that did not begin with one is an ordinary character", () => {
    expect(scan('TUBO 5",b\n')).toEqual([['TUBO 5"', "b"]]);
  });

  it("a quote that never closes does not swallow the file", () => {
    const wide = "c".repeat(1_000);
    const rows = Math.ceil(LONGEST_ROW / wide.length);
    const text = `"a,b\n${`${wide},d\n`.repeat(rows)}`;
    const expected = ["too-long", ...Array.from({ length: rows }, () => [wide, "d"])];
    expect(scan(text)).toEqual(expected);
    expect(scan(text, 100_000)).toEqual(expected);
  });
});
