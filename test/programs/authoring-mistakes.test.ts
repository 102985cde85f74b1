import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { createFactVocabulary } from "../../src/eligibility/fact-vocabulary.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { checkSeeds } from "../../src/programs/seed/check-seeds.js";
import { type Fault, loadSeedFiles, parseFile, type Seeds, SHAPES } from "../../src/programs/seed/read-seeds.js";
import { createOfficialCodes } from "../../src/reference/official-codes.js";
import { createPlaces } from "../../src/reference/places.js";
import { loadReferenceTables } from "../../src/reference/tables.js";
import { MISTAKES } from "../fixtures/authoring-mistakes.js";

const SEEDS = join(PACKAGE_ROOT, "seeds");
const tables = await loadReferenceTables(join(SEEDS, "reference"));
const places = createPlaces(tables);
const facts = createFactVocabulary(createOfficialCodes(tables));
const seeds = (await loadSeedFiles(SEEDS)).read();
const PROGRAMS = await Promise.all(
  seeds.programs.map(async ({ file }) => ({ file, text: await readFile(join(SEEDS, file), "utf8") })),
);

/** The faults of the seeds with one file in place of the one that stands there. */
function faultsWith(file: string, text: string): readonly Fault[] {
  const faults: Fault[] = [];
  const changed = (): Seeds | undefined => {
    if (file === "agencies.yaml") {
      const agencies = parseFile(file, text, SHAPES.agencies, faults);
      return agencies && { ...seeds, agencies };
    }
    if (file === "catalogs.yaml") {
      const catalogs = parseFile(file, text, SHAPES.catalogs, faults);
      return catalogs && { ...seeds, catalogs };
    }
    const program = parseFile(file, text, SHAPES.program, faults);
    return program && { ...seeds, programs: seeds.programs.map((other) => (other.file === file ? program : other)) };
  };
  const whole = changed();
  return whole === undefined ? faults : checkSeeds(whole, facts, places);
}

describe("who writes the catalog", () => {
  it("is told of nothing where nothing is wrong", () => {
    expect(checkSeeds(seeds, facts, places)).toEqual([]);
  });

  it("has at least a hundred different mistakes tried out here", () => {
    expect(new Set(MISTAKES.map(({ what }) => what)).size).toBe(MISTAKES.length);
    expect(MISTAKES.length).toBeGreaterThanOrEqual(100);
  });

  it("is told in both languages, at a line of the file, whatever key slips in whatever line", () => {
    const slip = fc.record({
      program: fc.constantFrom(...PROGRAMS),
      at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      change: fc.constantFrom<(line: string) => string>(
        () => "",
        (line) => `${line}\n${line}`,
        (line) => line.replace(/: .*/, ":"),
        (line) => line.replace(/: .*/, ": 5"),
        (line) => line.replace(/: .*/, ": [ x ]"),
        (line) => line.replace(/: .*/, ": { a: 1 }"),
        (line) => line.replace(/\w(?=\w)/, ""),
        (line) => line.replace(/[,:{}[\]]/, ""),
        (line) => `\t${line}`,
      ),
    });
    fc.assert(
      fc.property(slip, ({ program: { file, text }, at, change }) => {
        const lines = text.split("\n");
        const index = Math.floor(at * lines.length);
        lines[index] = change(lines[index] ?? "");
        for (const fault of faultsWith(file, lines.join("\n"))) {
          expect(fault.message).toMatch(/^.+ \/ .+$/);
          if (fault.file !== file) continue;
          expect(fault.line).toBeGreaterThanOrEqual(1);
          expect(fault.line).toBeLessThanOrEqual(lines.join("\n").split("\n").length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it.each(MISTAKES)("is told of $what, before any firm is judged", async ({ file: name, from, to, line, says }) => {
    const file = name.endsWith(".yaml") ? name : `programs/${name}.yaml`;
    const text = await readFile(join(SEEDS, file), "utf8");
    expect(text).toContain(from);
    const changed = text.replace(from, () => to);
    const faults = faultsWith(file, changed);
    const told = faults.map((fault) => ({
      file: fault.file,
      line: changed.split("\n")[fault.line - 1]?.trim(),
      message: fault.message,
    }));
    // Spanish first, then English.
    const message = new RegExp(`^[^/]*${literally(says)}.* / .+`);
    expect(told).toContainEqual({
      file,
      line: expect.stringContaining(line),
      message: expect.stringMatching(message),
    });
    // One slip is not told in a crowd.
    expect(told.filter((fault) => fault.file === file).length).toBeLessThanOrEqual(3);
  });
});

/** The text as a pattern of itself. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
