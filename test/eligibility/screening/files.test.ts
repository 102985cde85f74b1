import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeDenue } from "../../../bench/synthetic-denue.js";
import type { ScreeningRefusal } from "../../../src/eligibility/screening/faults.js";
import { type ScreenFileOptions, screenFile } from "../../../src/eligibility/screening/files/screen-file.js";
import { rules } from "../../kit/screening.js";

const ROWS = 3_000;
const FINISHED = ["result.csv", "result.questions.csv", "result.rejects.csv", "result.totals.csv"];

let folder: string;
let input: string;
let whole: readonly string[];

const contents = (of: string) => Promise.all(FINISHED.map((name) => readFile(join(of, name), "utf8")));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "screening-files-"));
  input = join(folder, "denue.csv");
  await writeDenue({ path: input, rows: ROWS, seed: 3 });
  // Some rows that are rejected, one of them with a quote that swallows its neighbours.
  await appendFile(input, '1,2,3\r\n"never closed\r\n');
  await writeDenue({ path: `${input}.more`, rows: 100, seed: 4 });
  await appendFile(input, (await readFile(`${input}.more`, "utf8")).replace(/^.*\r\n/, ""));
  await utimes(input, 1_700_000_000, 1_700_000_000);
  await screenFile({ input, output: join(folder, "result.csv"), rules });
  whole = await contents(folder);
});

afterAll(() => rm(folder, { recursive: true }));

async function elsewhere(test: (output: string, at: string) => Promise<void>): Promise<void> {
  const at = await mkdtemp(join(folder, "run-"));
  await test(join(at, "result.csv"), at);
}

/** Screens until so many rows are read, and stops there as a signal does. */
async function interrupt(output: string, rows: number, more: Partial<ScreenFileOptions> = {}): Promise<void> {
  const stop = new AbortController();
  const options = { input, output, rules, chunk: 20_000, checkpointEvery: 0, signal: stop.signal };
  const run = screenFile({
    ...options,
    onProgress: (progress) => {
      if (progress.rows >= rows) stop.abort();
    },
    ...more,
  });
  await expect(run).rejects.toMatchObject({ exitCode: 130 });
}

const refusal = (options: ScreenFileOptions) =>
  screenFile(options).then(
    () => undefined,
    (error: ScreeningRefusal) => [error.exitCode, error.text.es, error.text.en].join("\n"),
  );

describe("a screening from file to files", () => {
  it("leaves the results, totals, questions and rejected rows, and nothing else", async () => {
    expect((await readdir(folder)).filter((name) => name.startsWith("result"))).toEqual(FINISHED);
    const [results, questions, rejects, totals] = whole as [string, string, string, string];
    expect(results).toMatch(/^row,id,eligible,undetermined,/);
    expect(results.split("\n").length + rejects.trim().split("\n").length - 3).toBeGreaterThanOrEqual(ROWS);
    expect(
      rejects
        .split("\n")
        .slice(1, 3)
        .map((line) => line.split(",")[0]),
    ).toEqual(["3001", "3002"]);
    expect(totals).toMatch(/^program,by,value,firms,eligible,undetermined,ineligible\n/);
    expect(questions).toMatch(/^program,fact,firms,question_es,question_en\n/);
  });

  it("goes on after interruptions and gives the same bytes, whatever was written after the checkpoint", () =>
    elsewhere(async (output, at) => {
      for (const rows of [1, 700, 701, 2_500, 3_002]) {
        await interrupt(output, rows);
        expect(await readdir(at)).toEqual([
          "result.checkpoint.json",
          "result.csv.partial",
          "result.rejects.csv.partial",
        ]);
        await appendFile(`${output}.partial`, "half a row that was on its way");
        await appendFile(join(at, "result.rejects.csv.partial"), "99");
      }
      await screenFile({ input, output, rules });
      expect(await contents(at)).toEqual(whole);
    }));

  it("puts the names right when it died between them", () =>
    elsewhere(async (output, at) => {
      await interrupt(output, 500);
      const kept = await readFile(join(at, "result.checkpoint.json"), "utf8");
      await screenFile({ input, output, rules });
      const complete = { ...JSON.parse(kept), complete: true };
      // The results had their name already; the checkpoint was still there.
      await writeFile(join(at, "result.checkpoint.json"), JSON.stringify(complete));
      await screenFile({ input, output, rules });
      expect((await readdir(at)).sort()).toEqual(FINISHED);
    }));

  it("replaces nothing unasked", () =>
    elsewhere(async (output, at) => {
      await screenFile({ input, output, rules });
      expect(await refusal({ input, output, rules })).toMatch(/^4\nYa existe/);
      await screenFile({ input, output, rules, restart: true });
      expect(await contents(at)).toEqual(whole);
    }));

  it("refuses to go on over another input, other rules or lost results, and begins anew when told to", () =>
    elsewhere(async (output, at) => {
      await interrupt(output, 500);
      expect(await refusal({ input, output, rules: { ...rules, digest: "other" } })).toMatch(/^4\n.*reglas/);
      const { atime, mtime } = await stat(input);
      await utimes(input, atime, new Date(mtime.getTime() + 1));
      expect(await refusal({ input, output, rules })).toMatch(/^4\n.*entrada/);
      await utimes(input, atime, mtime);
      await truncate(`${output}.partial`, 10);
      expect(await refusal({ input, output, rules })).toMatch(/^4\n.*parciales/);
      await writeFile(join(at, "result.checkpoint.json"), "{");
      expect(await refusal({ input, output, rules })).toMatch(/^4\n.*punto de control/);
      await screenFile({ input, output, rules, restart: true });
      expect(await contents(at)).toEqual(whole);
    }));

  it("does not write where another process does", () =>
    elsewhere(async (output, at) => {
      await interrupt(output, 500);
      const path = join(at, "result.checkpoint.json");
      await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, "utf8")), pid: process.ppid }));
      expect(await refusal({ input, output, rules })).toMatch(/^4\nOtro proceso/);
    }));

  it("notices that its input is cut or grows while it is read", () =>
    elsewhere(async (output, at) => {
      const copy = join(at, "copy.csv");
      await writeFile(copy, await readFile(input));
      let grown = false;
      const grow = () => {
        if (!grown) grown = true;
        return appendFile(copy, "1,2\r\n");
      };
      expect(await refusal({ input: copy, output, rules, chunk: 20_000, onProgress: () => void grow() })).toMatch(
        /^3\n.*cambió mientras/,
      );
    }));

  it("says in both languages what is wrong with its files", () =>
    elsewhere(async (output, at) => {
      expect(await refusal({ input: join(at, "none.csv"), output, rules })).toMatch(/^3\nNo existe.*\nThere is no/);
      expect(await refusal({ input: at, output, rules })).toMatch(/^3\nNo se puede leer.*\n.*cannot be read/);
      expect(await refusal({ input, output: input, rules })).toMatch(/^2\n.*mismo archivo.*\n.*same file/);
      const nowhere = join(at, "no", "result.csv");
      expect(await refusal({ input, output: nowhere, rules })).toMatch(
        /^5\nNo se puede escribir.*\n.*cannot be written/,
      );
      expect(await readdir(at)).toEqual([]);
    }));
});
