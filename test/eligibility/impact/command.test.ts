import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeDenue } from "../../../bench/synthetic-denue.js";
import { readPopulation } from "../../../src/eligibility/impact/population/files.js";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";

const COMMAND = join(PACKAGE_ROOT, "dist/src/cli/population.js");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "population-command-"));
  await writeFile(join(folder, "names.csv"), "name,telephone\nx,1\n");
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the built command, as a person does. */
const run = (...args: string[]) =>
  new Promise<{ readonly code: number; readonly text: string }>((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...args], { cwd: folder }, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, text: out + err }),
    );
  });

describe("npm run population", () => {
  it.each([
    [["--help"], 0, /Guarda un directorio.*Keeps a directory/s],
    [[], 2, /acción build.*\n.*action build/],
    [["show"], 2, /acción build.*\n.*action build/],
    [["build", "--to", "p.bin"], 2, /--from.*\n.*--from/],
    [["build", "--from", "a.csv"], 2, /--to.*\n.*--to/],
    [["build", "--form", "a.csv"], 2, /--form.*\n.*--form/],
    [["build", "--from", "a.csv", "--to", "./a.csv"], 2, /mismo archivo.*\n.*same file/],
    [["build", "--from", "none.csv", "--to", "p.bin"], 3, /No existe el archivo.*\nThere is no file/],
    [["build", "--from", "names.csv", "--to", "p.bin"], 3, /No se puede usar el encabezado.*\nThe header/],
  ])("%j ends with %i and says why in two languages", async (args, code, message) => {
    const ended = await run(...args);
    expect(ended).toEqual({ code, text: expect.stringMatching(message) });
    expect(ended.text).not.toMatch(/\n\s+at /);
    expect(await readdir(folder)).not.toContain("p.bin");
  });

  it("builds a population that can be loaded, and says how many firms and how much memory", async () => {
    await writeDenue({ path: join(folder, "denue.csv"), rows: 5_000, seed: 3 });
    const { code, text } = await run("build", "--from", "denue.csv", "--to", "denue.bin");
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/5,000 filas leídas, 0 rechazadas.*municipality, scian, workers/),
    ]);
    expect(text).toMatch(/memoria usada, a lo más [\d,]+ MiB.*memory used, at most [\d,]+ MiB/s);
    const population = await readPopulation(join(folder, "denue.bin"), OFFICIAL_CODES);
    expect([population.firms, population.source.layout]).toEqual([5_000, "denue"]);
    expect(population.lines.state.values).toHaveLength(32);
  });
});
