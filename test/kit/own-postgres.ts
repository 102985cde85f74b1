import type { ChildProcess } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { DatabaseAddress } from "../../src/platform/database.js";
import { type Binaries, findBinaries } from "../../src/platform/embedded-postgres/binaries.js";
import { chooseLauncher, type Launcher, run } from "../../src/platform/embedded-postgres/launcher.js";
import { eventually } from "./eventually.js";
import { freePort } from "./free-port.js";
import { endProcess } from "./process.js";

export interface OwnPostgresOptions {
  /** Settings of the server by name, over PostgreSQL's own defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where its files are, in place of a temporary folder; an empty folder. */
  readonly folder?: string;
  /** Where its tables are, in place of that; an empty folder. */
  readonly tablespace?: string;
  /** Whatever else it is made with. */
  readonly initdb?: readonly string[];
}

/** A PostgreSQL server of a test's own, on a TCP port of this machine, to be stopped, killed and filled up. */
export class OwnPostgres {
  #child: ChildProcess | undefined;
  /** What it said since it was last started. */
  #said = "";

  private constructor(
    /** What goes away with it. */
    private readonly folder: string,
    private readonly program: string,
    private readonly launcher: Launcher,
    private readonly args: readonly string[],
    readonly port: number,
  ) {}

  /** The server of this machine where there is one, else the built-in programs; it runs when this comes back. */
  static async begin(given: OwnPostgresOptions = {}): Promise<OwnPostgres> {
    const { settings = {}, tablespace, initdb = [] } = given;
    const binaries = await binariesHere();
    const folder = given.folder ?? (await mkdtemp(join(tmpdir(), "own-postgres-")));
    const cluster = join(folder, "data");
    const launcher = await chooseLauncher(cluster, binaries);
    await launcher.give(folder);
    const options = [
      "--username=postgres",
      "--auth=trust",
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      "--no-sync",
      ...initdb,
    ];
    const made = await run(launcher, binaries.initdb, [`--pgdata=${cluster}`, ...options]);
    if (made.code !== 0) throw new Error(made.output);
    const port = Number(await freePort());
    const all = { port: String(port), listen_addresses: "127.0.0.1", unix_socket_directories: "", ...settings };
    const args = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const mine = given.folder === undefined ? folder : cluster;
    const server = new OwnPostgres(mine, binaries.postgres, launcher, ["-D", cluster, ...args], port);
    await server.start();
    if (tablespace !== undefined) await server.#moveTablesTo(tablespace);
    return server;
  }

  get url(): string {
    return `postgres://postgres@127.0.0.1:${this.port}/postgres`;
  }

  get address(): DatabaseAddress {
    return { url: this.url };
  }

  /** Comes back when it answers. What is left of a killed one may keep it from starting for a moment. */
  async start(): Promise<void> {
    await eventually(async () => {
      if (this.#child === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) this.#launch();
      return this.answers();
    }, 60_000).catch((cause) => {
      throw new Error(`PostgreSQL does not start: ${this.#said}`, { cause });
    });
  }

  /** Ends it at once: SIGKILL to its first process, after which the others end by themselves. */
  async kill(): Promise<void> {
    await endProcess(this.#child, "SIGKILL");
  }

  /** SIGKILL to one of its other processes, a session or one of its own; it then ends all of them and recovers by itself. */
  async killOneOfItsProcesses(): Promise<void> {
    const pids = await this.#children();
    const chosen = pids[Math.floor(Math.random() * pids.length)];
    if (chosen === undefined) throw new Error("it has no processes");
    process.kill(chosen, "SIGKILL");
  }

  /** Ends it in order, without waiting for its sessions. */
  async stop(): Promise<void> {
    await endProcess(this.#child, "SIGINT");
  }

  async remove(): Promise<void> {
    await this.kill();
    await eventually(async () => (await this.#children()).length === 0);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  async answers(): Promise<boolean> {
    return this.session((client) => client.query("select 1")).then(
      () => true,
      () => false,
    );
  }

  /** Does something on a connection of its own. */
  async session<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: this.url, connectionTimeoutMillis: 5_000 });
    client.on("error", () => {});
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => {});
    }
  }

  async #moveTablesTo(tablespace: string): Promise<void> {
    await this.launcher.give(tablespace);
    const client = new pg.Client({ connectionString: this.url.replace(/postgres$/, "template1") });
    await client.connect();
    await client.query(`create tablespace elsewhere location '${tablespace}'`);
    await client.query("alter database postgres set tablespace elsewhere");
    await client.end();
  }

  #launch(): void {
    this.#said = "";
    const child = this.launcher.launch(this.program, this.args);
    const hear = (said: Buffer) => {
      this.#said = (this.#said + said).slice(-10_000);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    this.#child = child;
  }

  async #children(): Promise<readonly number[]> {
    const pid = this.#child?.pid;
    const found = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
    return found.trim().split(" ").filter(Boolean).map(Number);
  }
}

/** The newest PostgreSQL that Debian's packages put here, else the one that comes with us. */
async function binariesHere(): Promise<Binaries> {
  const home = "/usr/lib/postgresql";
  const found = (await readdir(home).catch(() => [])).map(Number).filter(Boolean);
  if (found.length === 0) return findBinaries();
  const bin = join(home, String(Math.max(...found)), "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres"), major: String(Math.max(...found)) };
}
