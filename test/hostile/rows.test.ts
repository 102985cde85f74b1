import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { found } from "../kit/canaries.js";
import { endProcess, startProcess } from "../kit/process.js";
import { createTestDatabase, type TestDatabase, urlOf } from "../kit/store.js";
import { asks, QUESTION, type Row } from "./row.js";
import { GROUPS } from "./rows/index.js";
import { type Heard, send } from "./wire.js";

/** What no answer to a hostile input has in it: our code, our statements, our paths, our products. */
const INSIDE =
  /\bselect .* from |node_modules|\bat \S+ \(.*:\d+:\d+\)|postgres|apollo(?!-require|-operation)|fastify|mikro|stack|\/src\/|\.[jt]s:\d+/i;
/** Longest body of an answer with an error, in bytes. */
const LONGEST_REFUSAL = 8 * 1024;
/** Longest time until an answer, in milliseconds, on a machine that others use too; the goal is 100. */
const SLOWEST = 1_000;
/** What the process may keep of it all, in bytes. */
const GROWTH = 64 * 1024 * 1024;

let store: TestDatabase;
let gateway: { readonly child: ChildProcess; readonly url: string };
let log = "";
const took: number[] = [];

beforeAll(async () => {
  store = await createTestDatabase();
  gateway = await startProcess("main.js", {
    NODE_ENV: "production",
    AUTH_DEVELOPMENT: "0",
    DATABASE_URL: urlOf(store.address),
    NODE_OPTIONS: `--import ${new URL("collect-on-signal.mjs", import.meta.url)}`,
  });
  gateway = { ...gateway, url: new URL(gateway.url).origin };
  gateway.child.stdout?.on("data", (chunk) => {
    log += String(chunk);
  });
});
afterAll(async () => {
  await endProcess(gateway?.child, "SIGTERM");
  await store?.drop();
});

/** What is wrong with an answer; nothing, when it is the safe one. */
function wrongWith(row: Row, { status, headers, body }: Heard): string[] {
  const refused = status >= 400 || body.includes('"errors"');
  const code = /"code":"(\w+)"/.exec(body)?.[1];
  const faults = {
    [`status ${status}`]: ![row.status].flat().includes(status),
    [`code ${code}`]: row.code !== undefined && code !== row.code,
    "tells what it must not": row.without?.test(body) === true,
    "does not tell what it should": row.body !== undefined && !row.body.test(body),
    "repeats a value": found(body).length > 0,
    "shows the inside": refused && INSIDE.test(body),
    [`is ${Buffer.byteLength(body)} bytes long`]:
      refused && Buffer.byteLength(body) > (row.each ? 60 * 1_024 : LONGEST_REFUSAL),
    "names the product": /^(server|x-powered-by)$/im.test(headers),
    "lets other pages in": /access-control-allow/i.test(headers),
  };
  return Object.entries(faults).flatMap(([what, is]) => (is ? [what] : []));
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

describe.each(Object.entries(GROUPS))("a gateway in production: %s", (_group, rows) => {
  it.each(rows.map((row) => [row.n, row.what, row] as const))("%i: %s", async (_n, _what, row) => {
    const heard = [];
    for (let time = 0; time < 3; time += 1) heard.push(await send(gateway.url, row.send));
    for (const answer of heard) {
      const wrong = wrongWith(row, answer);
      expect({ wrong, ...(wrong.length > 0 && { body: answer.body.slice(0, 500) }) }).toEqual({ wrong: [] });
    }
    const time = median(heard.map(({ took }) => took));
    took.push(time);
    expect(time).toBeLessThan(SLOWEST);
    expect(gateway.child.exitCode).toBeNull();
    expect(await send(gateway.url, asks("{ states { code } }"))).toMatchObject({ status: 200 });
  });
});

/** Bytes of memory that a process holds once nothing is left to collect. */
async function memoryOf(child: ChildProcess): Promise<number> {
  for (let time = 0; time < 3; time += 1) {
    child.kill("SIGUSR2");
    await setTimeout(500);
  }
  const { pid } = child;
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

describe("all of it", () => {
  const all = Object.values(GROUPS).flat();

  it("is answered within a tenth of a second, but for what a busy machine adds", () => {
    process.stderr.write(`\n${all.length} rows; slowest median ${Math.max(...took).toFixed(0)} ms\n`);
    expect(took).toHaveLength(all.length);
    expect(median(took)).toBeLessThan(100);
  });

  it("leaves one line of JSON for each entry of the log, with nobody's data in any", () => {
    for (const line of log.split("\n").filter((one) => one !== "")) expect(() => JSON.parse(line)).not.toThrow();
    expect(found(log)).toEqual([]);
  });

  it("sent again and again leaves the process no larger than it was", async () => {
    const before = await memoryOf(gateway.child);
    for (let time = 0; time < 3; time += 1) for (const row of all) await send(gateway.url, row.send);
    const after = await memoryOf(gateway.child);
    process.stderr.write(`\nmemory ${(before / 2 ** 20).toFixed(0)} MiB, then ${(after / 2 ** 20).toFixed(0)} MiB\n`);
    expect(after - before).toBeLessThan(GROWTH);
    expect(await send(gateway.url, { headers: { "content-type": "application/json" }, body: QUESTION })).toMatchObject({
      status: 200,
    });
  }, 120_000);
});
