import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { eventually } from "./eventually.js";
import { freePort } from "./free-port.js";
import { endProcess } from "./process.js";
import { notebook } from "./watch/notebook.js";
import { lookThroughRedis } from "./watch/redis.js";

/** A Redis of a test's own, on a free port, to do with as one likes. */
export interface OwnRedis {
  readonly url: string;
  kill(): Promise<void>;
}

export async function startOwnRedis(...options: readonly string[]): Promise<OwnRedis> {
  const port = Number(await freePort());
  const child: ChildProcess = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", ...options],
    { stdio: "ignore" },
  );
  const failed = once(child, "error").then(([error]) => Promise.reject(error));
  await Promise.race([failed, eventually(() => accepts(port))]);
  const url = `redis://127.0.0.1:${port}`;
  return {
    url,
    async kill() {
      if (child.exitCode === null && child.signalCode === null) await lookThroughRedis(url, notebook);
      await endProcess(child, "SIGKILL");
    },
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port });
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("close", () => socket.destroy());
    socket.once("connect", () => socket.end());
  });
}
