import { spawn } from "node:child_process";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import type { Job, Outcome } from "./load.js";
import { pinned } from "./servers.js";

export interface Loader {
  run(job: Job): Promise<Outcome>;
  close(): void;
}

/** The process that asks, on its core for the whole run. */
export function openLoader(core: number): Loader {
  const [command, ...args] = pinned(core, [process.execPath, join(PACKAGE_ROOT, "dist/bench/serve/load.js")]);
  const child = spawn(command as string, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        child.once("message", (message: { outcome?: Outcome; fault?: string }) =>
          message.outcome === undefined ? reject(new Error(message.fault)) : resolve(message.outcome),
        );
        child.send(job);
      }),
    close: () => child.disconnect(),
  };
}
