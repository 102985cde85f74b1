import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { writeDenue } from "../../../bench/synthetic-denue.js";
import { FACTS } from "../../../src/eligibility/facts/index.js";
import { understand } from "../../../src/eligibility/profile/understand.js";
import { type Knowledge, known } from "../../../src/eligibility/rules/knowledge.js";
import { judgeProgram } from "../../../src/eligibility/rules/verdict.js";
import { DENUE_BANDS } from "../../../src/eligibility/screening/input/denue.js";
import { readPlainValue } from "../../../src/eligibility/screening/input/plain-value.js";
import { questionsCsv } from "../../../src/eligibility/screening/report/questions-csv.js";
import { totalsCsv } from "../../../src/eligibility/screening/report/totals-csv.js";
import { runs } from "../../kit/runs.js";
import { rules, screen } from "../../kit/screening.js";

/** Each firm judged on its own by walking the rules: no index, no combinations, nothing kept. */
function judgeAlone(stated: ReadonlyMap<string, Knowledge>) {
  const { profile } = understand(stated, rules.codes);
  return rules.programs.map(({ conditions }) => judgeProgram(conditions, profile));
}

const lettersAlone = (stated: ReadonlyMap<string, Knowledge>) =>
  judgeAlone(stated)
    .map(({ verdict }) => verdict[0])
    .join("");

describe("screening by combinations", () => {
  it("equals judging each of 2,000 establishments on its own, totals and questions too", async () => {
    const folder = await mkdtemp(join(tmpdir(), "screening-"));
    const path = join(folder, "denue.csv");
    await writeDenue({ path, rows: 2_000, seed: 7 });
    const bytes = await readFile(path);
    await rm(folder, { recursive: true });
    const firms = (parse(bytes, { columns: true }) as Record<string, string>[]).map(
      (row) =>
        new Map<string, Knowledge>([
          ["municipality", known.code(`${row.cve_ent}${row.cve_mun}`)],
          ["scian", known.code(row.codigo_act!)],
          ["workers", known.between(...DENUE_BANDS.get(row.per_ocu!)!)],
        ]),
    );
    const { rows, rejects, screening } = screen(Uint8Array.from(bytes), 60_000);
    expect(rejects).toEqual([]);
    expect(rows.map((row) => row.slice(4).join(""))).toEqual(firms.map(lettersAlone));

    screening.progress();
    const judged = firms.map(judgeAlone);
    const totals = parse(totalsCsv(rules.programs, screening.totals), { columns: true }) as Record<string, string>[];
    const questions = parse(questionsCsv(rules.programs, screening.totals), { columns: true }) as Record<
      string,
      string
    >[];
    rules.programs.forEach(({ id }, program) => {
      const count = (verdict: string) => judged.filter((of) => of[program]!.verdict === verdict).length;
      const all = totals.find((line) => line.program === id && line.by === "all")!;
      expect([all.firms, all.eligible, all.undetermined, all.ineligible].map(Number)).toEqual([
        2_000,
        count("ELIGIBLE"),
        count("UNDETERMINED"),
        count("INELIGIBLE"),
      ]);
      for (const by of ["state", "sector", "size"]) {
        const lines = totals.filter((line) => line.program === id && line.by === by);
        expect(lines.reduce((sum, line) => sum + Number(line.undetermined), 0)).toBe(count("UNDETERMINED"));
      }
      const asked = questions.filter((line) => line.program === id).map(({ fact, firms }) => [fact, Number(firms)]);
      const missing = judged.flatMap((of) => of[program]!.missing);
      expect(new Map(asked as [string, number][])).toEqual(
        new Map([...new Set(missing)].map((fact) => [fact, missing.filter((each) => each === fact).length])),
      );
    });
    const micro = firms.filter((firm) => (firm.get("workers") as { max: number }).max <= 10).length;
    expect(Number(totals.find(({ by, value }) => by === "size" && value === "micro")?.firms)).toBe(micro);
  });

  it("is the same when it has to forget all the time, and when values never repeat", () => {
    const firms = Array.from({ length: 70_000 }, (_, at) => `MX-QUE,461110,${at % 40},${at * 1_000}\n`);
    const text = `state,scian,workers,annualSalesMxn\n${firms.join("")}`;
    const forgetful = screen(text, 100_000, { combinations: 2, judged: 2, cells: 3, rows: 10 });
    const kept = screen(text, 100_000);
    expect(forgetful.results === kept.results).toBe(true);
    expect(forgetful.screening.progress()).toEqual(kept.screening.progress());
    for (let at = 0; at < firms.length; at += 997) {
      const stated = new Map<string, Knowledge>([
        ["state", known.code("MX-QUE")],
        ["scian", known.code("461110")],
        ["workers", known.number(at % 40)],
        ["annualSalesMxn", known.number(at * 1_000)],
      ]);
      expect(kept.rows[at]!.slice(4).join("")).toBe(lettersAlone(stated));
    }
  });

  it("equals it for files of any facts, contradictions included", () => {
    const cells: Readonly<Record<string, readonly string[]>> = {
      state: ["", "MX-QUE", "MX-BCN", "MX-CHH"],
      municipality: ["", "22014", "22016", "02004"],
      scian: ["", "336410", "461110", "316211", "93", "31-33"],
      workers: ["", "3", "11-30", "251+", "80"],
      annualSalesMxn: ["", "1000", "90000000", "4000000-250000000"],
      size: ["", "micro", "small|medium"],
      activityGroup: ["", "industry", "services"],
      sectors: ["", "aerospace;metalworking", "none", "leather_footwear"],
      exporter: ["", "true", "no"],
      ownerGroups: ["", ...Object.keys((FACTS.ownerGroups as { values: object }).values)],
      purposes: ["", "capital|training"],
    };
    const facts = Object.keys(cells);
    const firm = fc.tuple(...facts.map((fact) => fc.constantFrom(...cells[fact]!)));
    fc.assert(
      fc.property(fc.array(firm, { minLength: 1, maxLength: 40 }), (firms) => {
        const { rows, rejects } = screen(
          `${facts.join(",")}\n${firms.map((row) => `${row.join(",")}\n`).join("")}`,
          500,
        );
        expect(rejects).toEqual([]);
        const kept = firms.filter((row) => row.join("") !== "" || facts.length > 1);
        expect(rows.map((row) => row.slice(4).join(""))).toEqual(
          kept.map((row) =>
            lettersAlone(
              new Map(
                facts.flatMap((fact, at) =>
                  row[at] === ""
                    ? []
                    : [[fact, readPlainValue(row[at]!, FACTS[fact]!, rules.codes) as Knowledge] as const],
                ),
              ),
            ),
          ),
        );
      }),
      runs(60),
    );
  });
});
