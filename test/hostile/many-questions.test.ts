import type { ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { setTimeout } from "node:timers/promises";
import { inLanes } from "../kit/in-lanes.js";
import { endProcess, startProcess } from "../kit/process.js";
import { createTestDatabase, type TestDatabase, urlOf } from "../kit/store.js";

/** How many different questions are put, and how much more of them the process may keep, in bytes. */
const MANY = Number(process.env.MANY_QUESTIONS ?? 20_000);
const GROWTH = 200 * 1024 * 1024;

let store: TestDatabase;
let child: ChildProcess;
let url: URL;
beforeAll(async () => {
  store = await createTestDatabase();
  const started = await startProcess("main.js", {
    NODE_ENV: "production",
    AUTH_DEVELOPMENT: "0",
    DATABASE_URL: urlOf(store.address),
    NODE_OPTIONS: `--import ${new URL("collect-on-signal.mjs", import.meta.url)}`,
  });
  child = started.child;
  url = new URL(started.url);
});
afterAll(async () => {
  agent.destroy();
  await endProcess(child, "SIGTERM");
  await store?.drop();
});

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function ask(query: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      { method: "POST", agent, headers: { "content-type": "application/json" } },
      (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sending.on("error", reject);
    sending.end(JSON.stringify({ query }));
  });
}

async function memory(): Promise<number> {
  for (let time = 0; time < 3; time += 1) {
    child.kill("SIGUSR2");
    await setTimeout(500);
  }
  const status = await readFile(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
}

it("a gateway that is asked ever different questions keeps no more of them than it has room for", async () => {
  const put = async (from: number, to: number) => {
    const numbers = Array.from({ length: to - from }, (_, index) => from + index);
    await inLanes(8, numbers, async (number) => expect(await ask(`{ a${number}: states { code } }`)).toBe(200));
    return memory();
  };
  const before = await put(0, 1_000);
  const half = await put(1_000, MANY / 2);
  const after = await put(MANY / 2, MANY);
  process.stderr.write(
    `\n${MANY} questions: ${[before, half, after].map((bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`).join(", ")}\n`,
  );
  expect(after - before).toBeLessThan(GROWTH);
}, 300_000);
