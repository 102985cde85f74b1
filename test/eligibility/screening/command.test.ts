import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeDenue } from "../../../bench/synthetic-denue.js";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";

const COMMAND = join(PACKAGE_ROOT, "dist/src/cli/screen.js");
const FINISHED = ["result.csv", "result.questions.csv", "result.rejects.csv", "result.totals.csv"];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "screening-command-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  readonly mebibytes: number;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Runs the built command, as a person does, and watches how much memory it takes. */
function start(...args: string[]): Started {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let [out, err, mebibytes] = ["", "", 0];
  child.stdout.on("data", (text) => {
    out += text;
  });
  child.stderr.on("data", (text) => {
    err += text;
  });
  const watch = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, "utf8").catch(() => "");
    mebibytes = Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? mebibytes * 1024) / 1024;
  }, 20);
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code) => {
      clearInterval(watch);
      resolve({ code, out, err, mebibytes });
    });
  });
  return { child, ended };
}

const run = (...args: string[]) => start(...args).ended;
const contents = (of: string) => Promise.all(FINISHED.map((name) => readFile(join(of, name), "utf8")));

describe("npm run screen", () => {
  it.each([
    [["--help"], 0, /E elegible/],
    [[], 2, /un solo archivo/],
    [["a.csv", "b.csv", "--out", "r.csv"], 2, /un solo archivo/],
    [["a.csv"], 2, /--out/],
    [["a.csv", "--out", "r.csv", "--resume"], 2, /--resume/],
    [["a.csv", "--out", "r.csv", "--checkpoint", "soon"], 2, /--checkpoint/],
    [["none.csv", "--out", "r.csv"], 3, /No existe el archivo none\.csv\.\nThere is no file none\.csv\./],
  ])("%j ends with %i and says why in two languages", async (args, code, message) => {
    const ended = await run(...args);
    expect([ended.code, ended.out + ended.err]).toEqual([code, expect.stringMatching(message)]);
    expect(ended.err).not.toMatch(/\n\s+at /);
  });

  it("says when the disk is full", async () => {
    await writeDenue({ path: join(folder, "little.csv"), rows: 50 });
    await symlink("/dev/full", join(folder, "full.csv.partial"));
    const { code, err } = await run("little.csv", "--out", "full.csv");
    expect([code, err]).toEqual([5, expect.stringMatching(/No hay espacio en el disco.*\n.*no disk space/)]);
  });

  it("killed with SIGKILL at random moments, gives the same bytes in the end", async () => {
    const rows = 80_000;
    await writeDenue({ path: join(folder, "denue.csv"), rows, seed: 5 });
    const [whole, killed] = await Promise.all(["whole-", "killed-"].map((name) => mkdtemp(join(folder, name))));
    expect((await run("denue.csv", "--out", join(whole!, "result.csv"))).code).toBe(0);
    const args = ["denue.csv", "--out", join(killed!, "result.csv"), "--checkpoint", "0"];
    const checkpoint = join(killed!, "result.checkpoint.json");
    const changed = async () => (await stat(checkpoint).catch(() => undefined))?.mtimeMs ?? 0;
    let kills = 0;
    for (; kills < 5; kills++) {
      const before = await changed();
      const { child, ended } = start(...args);
      let over = false;
      void ended.then(() => {
        over = true;
      });
      while (!over && (await changed()) === before) await sleep(2);
      await sleep(Math.random() * 60);
      child.kill("SIGKILL");
      if ((await ended).code === 0) break;
    }
    if (!existsSync(join(killed!, "result.csv"))) expect((await run(...args)).code).toBe(0);
    expect(await contents(killed!)).toEqual(await contents(whole!));
    expect(kills).toBeGreaterThan(1);
  }, 120_000);

  it("saves where it stands on SIGINT and goes on from there", async () => {
    const at = await mkdtemp(join(folder, "signal-"));
    const args = ["denue.csv", "--out", join(at, "result.csv"), "--checkpoint", "60"];
    const { child, ended } = start(...args);
    while (!existsSync(join(at, "result.checkpoint.json"))) await sleep(2);
    child.kill("SIGINT");
    const { code, err } = await ended;
    expect([code, err]).toEqual([130, expect.stringMatching(/Interrumpido.*\nInterrupted/)]);
    const { rows } = JSON.parse(await readFile(join(at, "result.checkpoint.json"), "utf8")).progress;
    expect(rows).toBeGreaterThan(0);
    const { out } = await run(...args);
    expect(out).toMatch(/^80,000 filas leídas, 0 rechazadas; 110 programas\.$/m);
    expect(out).toMatch(/^80,000 rows read, 0 rejected; 110 programs\.$/m);
    expect(out).toMatch(/Un establecimiento no es una empresa/);
    expect(out).toMatch(/An establishment is not a firm/);
  }, 60_000);

  // Measured where the system tells (Linux); elsewhere both figures are 0.
  it("takes no more memory for more rows", async () => {
    await writeDenue({ path: join(folder, "small.csv"), rows: 20_000, seed: 6 });
    await writeDenue({ path: join(folder, "large.csv"), rows: 120_000, seed: 6 });
    const small = await run("small.csv", "--out", "small.result.csv");
    const large = await run("large.csv", "--out", "large.result.csv");
    expect([small.code, large.code]).toEqual([0, 0]);
    expect(large.mebibytes).toBeLessThan(250);
    expect(large.mebibytes - small.mebibytes).toBeLessThan(40);
  }, 120_000);
});
