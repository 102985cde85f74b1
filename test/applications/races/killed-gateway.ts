import type { ChildProcess } from "node:child_process";
import { endProcess, startProcess } from "../../kit/process.js";

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
    const { child, url } = await startProcess("main.js", { PORT: this.#port, ...this.settings });
    this.#child = child;
    this.url = url;
    this.#port = new URL(url).port;
  }

  kill(): Promise<void> {
    return endProcess(this.#child, "SIGKILL");
  }

  stop(): Promise<void> {
    return endProcess(this.#child, "SIGTERM");
  }
}
