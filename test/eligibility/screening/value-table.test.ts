import { RowScanner } from "../../../src/eligibility/screening/csv/row-scanner.js";
import { ValueTable } from "../../../src/eligibility/screening/csv/value-table.js";

/** Looks lines up by their first two columns; a value is the number of the line that was read for it. */
function lookup() {
  const scanner = new RowScanner([0, 1]);
  const table = new ValueTable([0, 1]);
  let reads = 0;
  const find = (line: string): number => {
    const bytes = Buffer.from(line);
    scanner.read(bytes, 0, bytes.length, true);
    return table.get(bytes, scanner, () => reads++);
  };
  return { find, forget: () => table.clear(), reads: () => reads };
}

describe("a table of values", () => {
  it("reads what repeats once, whatever stands in other columns", () => {
    const { find } = lookup();
    expect(["a,b,1", "c,d,1", "a,b,2", "c,d", ",", "a,b", ","].map(find)).toEqual([0, 1, 0, 1, 2, 0, 2]);
  });

  it("tells columns apart, not only what they come to together", () => {
    const { find } = lookup();
    expect(["1,23", "12,3", "123,", ",123", "3,12", "1,23"].map(find)).toEqual([0, 1, 2, 3, 4, 0]);
  });

  it("reads anew what is long or has quotes inside", () => {
    const { find } = lookup();
    const [kept, long] = ["x".repeat(250), "x".repeat(251)];
    expect([`${kept},a`, `${kept},a`, `${long},a`, `${long},a`].map(find)).toEqual([0, 0, 1, 2]);
    expect(['"a""b",c', '"a""b",c', '"ab",c', '"ab",c'].map(find)).toEqual([3, 4, 5, 5]);
  });

  it("forgets when it is told to, and by itself when it is full of values or of letters", () => {
    const told = lookup();
    expect([told.find("a,b"), told.find("a,b")]).toEqual([0, 0]);
    told.forget();
    expect([told.find("a,b"), told.find("a,b")]).toEqual([1, 1]);
    const full = (values: number, padding: string) => {
      const { find, reads } = lookup();
      for (let value = 0; value < values; value++) find(`${value},${padding}`);
      const before = reads();
      find(`${values - 1},${padding}`);
      const last = reads() - before;
      find(`0,${padding}`);
      return [before, last, reads() - before - last];
    };
    expect(full(65_536, "")).toEqual([65_536, 0, 0]);
    expect(full(65_537, "")).toEqual([65_537, 0, 1]);
    expect(full(16_000, "x".repeat(240))).toEqual([16_000, 0, 0]);
    expect(full(18_000, "x".repeat(240))).toEqual([18_000, 0, 1]);
  });
});
