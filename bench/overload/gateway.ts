import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { readConfig } from "../../src/config.js";
import { createDevelopmentIssuer } from "../../src/graph/identity/development-issuer.js";
import { developmentSeed } from "../../src/house/identity.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { pinned } from "../serve/servers.js";
import type { Answered, Job } from "./load.js";

const KIBI = 1_024;

/** A gateway on a core of its own, with the development issuer: its callers are made up. */
export async function startGateway(core: number, settings: Readonly<Record<string, string>>) {
  const [command = "", ...args] = pinned(core, [process.execPath, join(PACKAGE_ROOT, "dist/src/main.js")]);
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: "test",
    AUTH_DEVELOPMENT: "1",
    PORT: "0",
    TRUSTED_PROXIES: "127.0.0.1",
    ...settings,
  };
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const { msg, url } = JSON.parse(line) as { msg: string; url?: string };
    if (msg !== "ready") continue;
    child.stdout?.resume();
    return {
      port: Number(new URL(String(url)).port),
      /** Memory that it has, in bytes. */
      async memory() {
        const status = await readFile(`/proc/${child.pid}/status`, "utf8");
        return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * KIBI;
      },
      async stop() {
        const ended = once(child, "exit");
        child.kill("SIGTERM");
        await ended;
      },
    };
  }
  throw new Error("the gateway did not start");
}

/** Tokens of so many people, good for an hour. */
export async function tokensOf(people: number, DATABASE_URL: string): Promise<readonly string[]> {
  const config = readConfig({ AUTH_DEVELOPMENT: "1", DATABASE_URL });
  const issuer = createDevelopmentIssuer(await developmentSeed(config), config.AUTH_AUDIENCE);
  const subjects = Array.from({ length: people }, (_one, index) => `caller-${index}`);
  return Promise.all(subjects.map((sub) => issuer.token({ role: "business", sub }, new Date())));
}

/** The process that asks, on a core of its own. */
export function openLoad(core: number) {
  const [command = "", ...args] = pinned(core, [process.execPath, join(PACKAGE_ROOT, "dist/bench/overload/load.js")]);
  const child = spawn(command, args, { stdio: ["ignore", "inherit", "inherit", "ipc"], serialization: "advanced" });
  return {
    run: (job: Job) =>
      new Promise<readonly Answered[]>((resolve, reject) => {
        child.once("message", (message: { answered?: readonly Answered[]; fault?: string }) =>
          message.answered === undefined ? reject(new Error(message.fault)) : resolve(message.answered),
        );
        child.send(job);
      }),
    close: () => child.disconnect(),
  };
}
