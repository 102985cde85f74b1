import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { eventually } from "./eventually.js";
import { endProcess } from "./process.js";
import { notebook } from "./watch/notebook.js";
import { lookThroughRedis } from "./watch/redis.js";

/** A Redis of a test's own, on a free port, to do with as one likes. */
export interface OwnRedis {
  readonly url: string;
  kill(): Promise<void>;
}

export async function startOwnRedis(...options: readonly string[]): Promise<OwnRedis> {
  const port = await freePort();
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

/** How a way to Redis behaves: as if it were not there; every answer so many milliseconds late; some bits of every answer turned over. */
export interface Manners {
  delay: number;
  lies: boolean;
}

export interface Way {
  readonly url: string;
  readonly manners: Manners;
  close(): Promise<void>;
}

/** A way to a Redis on which things may go wrong. */
export async function openWay(to: string): Promise<Way> {
  const { hostname, port } = new URL(to);
  const manners: Manners = { delay: 0, lies: false };
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect({ host: hostname, port: Number(port) });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.once("close", () => {
        near.destroy();
        far.destroy();
        open.delete(socket);
      });
    }
    near.on("data", (chunk) => far.write(chunk));
    far.on("data", (chunk) => {
      const said = manners.lies ? lyingAbout(chunk) : chunk;
      if (manners.delay === 0) near.write(said);
      else setTimeout(() => near.destroyed || near.write(said), manners.delay);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    manners,
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

/** Lengths and line ends stay, so that the answers still look like answers. */
function lyingAbout(chunk: Buffer): Buffer {
  const lie = Buffer.from(chunk);
  for (let at = 24; at < lie.length; at += 7) {
    const byte = lie[at] ?? 0;
    if (byte > 0x40 && byte < 0x7b) lie[at] = byte ^ 1;
  }
  return lie;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
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
