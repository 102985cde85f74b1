import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { get } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";

const PATIENCE_MS = 300_000;

/** Where what the servers need is. */
export interface Setup {
  /** Databases by kind: the gateway's own, and the relational tables of the peers. */
  readonly databases: Readonly<Record<Kind, string>>;
  readonly redis: string;
  /** Folder of the bytes that the raw server sends. */
  readonly bodies: string;
  /** Folder for what a gateway writes. */
  readonly data: string;
  /** File of the documents that are asked for by their digest. */
  readonly documents: string;
}
type Kind = "catalog" | "peers";

export interface Kept {
  readonly how: string;
  readonly script: string;
  readonly database?: Kind;
  /** Settings of the gateway. */
  readonly settings?: Readonly<Record<string, string>>;
}

const gateway = (how: string, settings: Readonly<Record<string, string>> = {}): Kept => ({
  how,
  script: "dist/src/main.js",
  database: "catalog",
  settings,
});

/** Everything that is measured runs as one process with NODE_ENV=production, without a log, with ten connections to PostgreSQL at most. */
export const SERVERS = {
  raw: { how: "node:http alone, bytes ready", script: "dist/bench/serve/raw.js" },
  ours: gateway("the gateway as it starts, with Redis"),
  "ours, answers not kept": gateway("the same with ANSWERS=fresh", { ANSWERS: "fresh" }),
  "ours, nothing read": gateway(
    "with ANSWERS=fresh and CATALOG_MEMORY_MB=0, without Redis: what was read comes as bytes from the process's stand-in for it, and is read again each time",
    { ANSWERS: "fresh", CATALOG_MEMORY_MB: "0", REDIS_URL: "" },
  ),
  "ours, nothing kept": gateway(
    "with ANSWERS=fresh and CATALOG_MEMORY_MB=0, and a Redis that is away: every list and document comes from PostgreSQL each time",
    { ANSWERS: "fresh", CATALOG_MEMORY_MB: "0", REDIS_URL: "redis://127.0.0.1:1" },
  ),
  postgraphile: {
    how: "amber preset, plugins for short names and many-to-many relations, node:http, prepared statements as by default",
    script: "bench/peers/postgraphile.mjs",
    database: "peers",
  },
  "mercurius, SQL": {
    how: "jit: 1, loaders, one named prepared statement for each relation",
    script: "bench/peers/mercurius-sql.mjs",
    database: "peers",
  },
  "mercurius, memory": {
    how: "jit: 1, linked objects in memory",
    script: "bench/peers/mercurius-memory.mjs",
    database: "peers",
  },
  "by the guides": {
    how: "Apollo standalone, type-graphql, MikroORM entities, its dataloaders on and one of our own for siblings",
    script: "dist/bench/serve/by-the-guides/main.js",
    database: "peers",
  },
} as const satisfies Readonly<Record<string, Kept>>;
export type ServerName = keyof typeof SERVERS;

export interface Running {
  readonly port: number;
  readonly pid: number;
  /** From the start of the process to the first answer. */
  readonly startMs: number;
  /** The last of what it wrote. */
  said(): string;
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly core: number;
  /** In place of the database of the setup. */
  readonly database?: string | undefined;
}

/** A command that runs on one core only. */
export function pinned(core: number, command: readonly string[]): readonly string[] {
  return ["taskset", "-c", String(core), ...command];
}

/** Starts a server on one core and waits until it answers. */
export async function startServer(name: ServerName, setup: Setup, { core, database }: StartOptions): Promise<Running> {
  const kept: Kept = SERVERS[name];
  const port = await freePort();
  const begun = performance.now();
  const [command, ...args] = pinned(core, [process.execPath, join(PACKAGE_ROOT, kept.script)]);
  const child = spawn(command as string, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: "production",
      PORT: String(port),
      ...(kept.database && { DATABASE_URL: database ?? setup.databases[kept.database] }),
      ...(kept.settings && {
        REDIS_URL: setup.redis,
        DATA_DIR: setup.data,
        LOG_LEVEL: "error",
        DOCUMENTS_FILE: setup.documents,
        // What is measured is how many are answered; whoever would wait long is not sent away meanwhile.
        LONGEST_WAIT_MS: "600000",
        ...kept.settings,
      }),
      ...(name === "raw" && { BODIES: setup.bodies }),
    },
  });
  let said = "";
  for (const output of [child.stdout, child.stderr]) {
    output?.on("data", (chunk) => {
      said = (said + chunk).slice(-4_000);
    });
  }
  try {
    await answering(child, port);
  } catch (error) {
    throw new Error(`${name} does not answer: ${said}`, { cause: error });
  }
  const startMs = performance.now() - begun;
  return { port, pid: child.pid as number, startMs, said: () => said, stop: () => stop(child) };
}

async function answering(child: ChildProcess, port: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error("it has ended");
    if (performance.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error("it takes too long");
    }
    await wait(20);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ port, host: "127.0.0.1", path: "/graphql", agent: false }, (response) => {
      response.resume();
      resolve(true);
    });
    request.on("error", () => resolve(false));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
