import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PACKAGE_ROOT } from "../../../src/platform/package-root.js";
import { UNHURRIED } from "../../kit/gateway.js";

const MAIN = join(PACKAGE_ROOT, "dist/src/main.js");

/** A gateway in a process of its own, to be killed and started again. */
export class KilledGateway {
  #child: ChildProcess | undefined;
  /** Where it answers questions. */
  url = "";
  /** The port of the first start, so that writers find it again. */
  #port = "0";

  constructor(private readonly settings: Readonly<Record<string, string>>) {}

  /** Comes back when it answers. */
  async start(): Promise<void> {
    const { PATH = "", HOME = "" } = process.env;
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH, HOME, NODE_ENV: "test", AUTH_DEVELOPMENT: "1", PORT: this.#port, ...UNHURRIED, ...this.settings },
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#child = child;
    const lines = createInterface(child.stdout as NonNullable<typeof child.stdout>);
    const said: string[] = [];
    for await (const line of lines) {
      said.push(line);
      const { url } = JSON.parse(line) as { url?: string };
      if (url === undefined) continue;
      this.url = url;
      this.#port = new URL(url).port;
      lines.close();
      child.stdout?.resume();
      return;
    }
    throw new Error(`the gateway did not start:\n${said.join("\n")}`);
  }

  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  stop(): Promise<void> {
    return this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  }
}
