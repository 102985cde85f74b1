import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { SHOWN_ELSEWHERE } from "./catalogue.js";
import { GROUPS } from "./rows/index.js";

const NUMBERS = Array.from({ length: 100 }, (_, index) => index + 1);
const ROWS = Object.values(GROUPS).flat();

describe("the catalogue of hostile inputs", () => {
  it("has a row or a test for each of its hundred numbers, and for no other", () => {
    const shown = new Set([...ROWS.map(({ n }) => n), ...Object.keys(SHOWN_ELSEWHERE).map(Number)]);
    expect([...shown].sort((a, b) => a - b)).toEqual(NUMBERS);
  });

  it.each(Object.entries(SHOWN_ELSEWHERE))("number %s names tests that there are", async (_number, tests) => {
    for (const [file, name] of tests) {
      const text = await readFile(join(PACKAGE_ROOT, "test", `${file}.test.ts`), "utf8");
      expect({ file, name, is: text.includes(JSON.stringify(name)) }).toEqual({ file, name, is: true });
    }
  });

  it("is sent in 150 variants and more, none of them twice", () => {
    expect(ROWS.length).toBeGreaterThan(150);
    const names = ROWS.map(({ n, what }) => `${n}: ${what}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
