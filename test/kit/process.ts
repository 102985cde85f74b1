import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { UNHURRIED } from "./gateway.js";
import { notebook } from "./watch/notebook.js";

export type Settings = Readonly<Record<string, string>>;

/** One of our programs in a process of its own, of this tree or of another; comes back when it says that it is ready. */
export async function startProcess(
  program: string,
  settings: Settings,
  args: readonly string[] = [],
  root = PACKAGE_ROOT,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [join(root, "dist/src", program), ...args], {
    env: { PATH, HOME, NODE_ENV: "test", AUTH_DEVELOPMENT: "1", PORT: "0", ...UNHURRIED, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stderr?.on("data", (text) => notebook.look("line of a log", String(text)));
  const lines = createInterface(child.stdout as NonNullable<typeof child.stdout>);
  const said: string[] = [];
  for await (const line of lines) {
    said.push(line);
    notebook.look("line of a log", line);
    const { url } = JSON.parse(line) as { url?: string };
    if (url === undefined) continue;
    lines.close();
    child.stdout?.on("data", (text) => notebook.look("line of a log", String(text)));
    return { child, url };
  }
  throw new Error(`${program} did not start:\n${said.join("\n")}`);
}

export async function endProcess(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill(signal);
  await ended;
}
