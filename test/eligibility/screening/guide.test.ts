import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { resultsHeader } from "../../../src/eligibility/screening/screening.js";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";
import { rules, screen } from "../../kit/screening.js";

describe("the directory of the guide", () => {
  it("is the sample file, and gives the lines that are printed there", async () => {
    const readme = await readFile(join(PACKAGE_ROOT, "docs/guide/screening.md"), "utf8");
    const [sample = "", results = "", rejects = ""] = [...readme.matchAll(/```csv\n([\s\S]*?)```/g)].map(
      ([, csv]) => csv,
    );
    expect(sample).toBe(await readFile(join(PACKAGE_ROOT, "test/fixtures/firms.csv"), "utf8"));
    const screened = screen(sample);
    const shown = parse(results, { columns: true }) as Record<string, string>[];
    const whole = parse(resultsHeader(rules.programs) + screened.results, { columns: true }) as Record<
      string,
      string
    >[];
    expect(shown).toEqual(
      whole.map((row) => Object.fromEntries(Object.keys(shown[0]!).map((column) => [column, row[column]]))),
    );
    expect(rejects.split("\n").slice(1, -1)).toEqual(screened.rejects);
  });
});
