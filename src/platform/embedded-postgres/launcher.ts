import { type ChildProcess, spawn } from "node:child_process";
import { lchown, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { type Binaries, refuseIfUnrunnable } from "./binaries.js";
import { CannotStartPostgres } from "./refusals.js";

/**
 * Under which account PostgreSQL's programs run. PostgreSQL refuses to run as root, so when we are root they run as someone
 * else; otherwise they run as ourselves.
 */
export interface Launcher {
  /** For the log. */
  readonly name: string;
  readonly uid: number;
  launch(file: string, args: readonly string[], options?: { detached?: boolean }): ChildProcess;
  /** Gives a file or folder, and all it holds, to the account. */
  give(path: string): Promise<void>;
}

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Nothing of our own environment, which may hold secrets and settings (PGDATA…) that PostgreSQL would heed. */
const environment = { PATH: process.env.PATH ?? "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C", TZ: "UTC" };

/** @param cluster the folder of the database files, which need not exist yet; when it does, its owner is the account. */
export async function chooseLauncher(cluster: string, binaries: Binaries): Promise<Launcher> {
  const owner = await stat(cluster).catch(() => undefined);
  const ourselves = process.geteuid?.() ?? 0;
  if (ourselves === 0) return launcherForRoot(await unprivilegedAccount(owner), cluster, binaries);
  if (owner === undefined || owner.uid === ourselves) return launcher({ name: `uid ${ourselves}`, uid: ourselves });
  throw new CannotStartPostgres(
    `Los archivos de ${cluster} son de otra cuenta (uid ${owner.uid}) y este proceso es uid ${ourselves}. ` +
      "Ejecuta el servicio con aquella cuenta o como root, elige otra carpeta con DATA_DIR, o usa DATABASE_URL.",
    `The files in ${cluster} belong to another account (uid ${owner.uid}) and this process is uid ${ourselves}. ` +
      "Run the service as that account or as root, choose another folder with DATA_DIR, or use DATABASE_URL.",
  );
}

/**
 * The account may be kept out of the programs or of the data folder by a folder above them, such as /root. Then it gets
 * one capability more: to pass and read, or, where a container withholds that one, to disregard file permissions.
 */
async function launcherForRoot(account: Account, cluster: string, binaries: Binaries): Promise<Launcher> {
  const { postgres } = binaries;
  const folder = dirname(cluster);
  const ways = [
    launcher(account),
    launcher(account, withCapability(account, "dac_read_search")),
    launcher(account, withCapability(account, "dac_override")),
  ];
  for (const way of ways) {
    if (await reaches(way, postgres, folder)) return way;
  }
  await refuseIfUnrunnable(binaries);
  throw new CannotStartPostgres(
    `PostgreSQL no se ejecuta como root, y la cuenta «${account.name}» no puede llegar a ${postgres} y a ${folder}. ` +
      "Ejecuta el servicio como un usuario normal, elige con DATA_DIR una carpeta a la que esa cuenta llegue, o usa DATABASE_URL.",
    `PostgreSQL does not run as root, and the account "${account.name}" cannot reach ${postgres} and ${folder}. ` +
      "Run the service as a normal user, choose with DATA_DIR a folder that account can reach, or use DATABASE_URL.",
  );
}

async function unprivilegedAccount(owner: { uid: number; gid: number } | undefined): Promise<Account> {
  // Files copied back by root belong to root, and then are given to the usual account.
  if (owner && owner.uid !== 0) return { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const lines = (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n").map((line) => line.split(":"));
  for (const name of ["postgres", "nobody"]) {
    const [, , uid, gid] = lines.find((line) => line[0] === name) ?? [];
    if (Number(uid) > 0 && Number(gid) > 0) return { name, uid: Number(uid), gid: Number(gid) };
  }
  return { name: "nobody", uid: 65_534, gid: 65_534 };
}

const withCapability = ({ uid, gid }: Account, capability: string) => [
  "setpriv",
  `--reuid=${uid}`,
  `--regid=${gid}`,
  "--clear-groups",
  `--inh-caps=+${capability}`,
  // Without this access(2), by which the programs look each other up, leaves the capability out of account.
  "--securebits=+no_setuid_fixup",
  `--ambient-caps=+${capability}`,
];

/** @param prefix a command that becomes the account and then, keeping its pid, the program. */
function launcher(account: Omit<Account, "gid"> & { gid?: number }, prefix: readonly string[] = []): Launcher {
  const { uid, gid } = account;
  const become = gid !== undefined && prefix.length === 0 ? { uid, gid } : {};
  return {
    name: [account.name, prefix.at(-1) ?? ""].join(" ").trim(),
    uid,
    launch(file, args, options = {}) {
      const [command = file, ...rest] = [...prefix, file, ...args];
      // From "/" because the account may not be let into the folder we are in.
      return spawn(command, rest, {
        ...become,
        ...options,
        cwd: "/",
        env: environment,
        stdio: ["ignore", "pipe", "pipe"],
      });
    },
    async give(path) {
      if (gid === undefined) return;
      const below = await readdir(path, { recursive: true });
      for (const each of ["", ...below]) await lchown(join(path, each), uid, gid);
    },
  };
}

async function reaches(launcher: Launcher, program: string, folder: string): Promise<boolean> {
  const script = 'cd "$1" && test -x "$2" && exec "$2" --version';
  return (await run(launcher, "/bin/sh", ["-c", script, "sh", folder, program])).code === 0;
}

/** Runs a program to its end. The code is null when a signal ended it or it could not start. */
export async function run(launcher: Launcher, file: string, args: readonly string[]) {
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    let output = "";
    const failed = (error: Error) => resolve({ code: null, output: error.message });
    try {
      const child = launcher.launch(file, args);
      for (const stream of [child.stdout, child.stderr] as Readable[]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          output += text;
        });
      }
      child.once("error", failed).once("close", (code) => resolve({ code, output }));
    } catch (error) {
      failed(error as Error); // some reasons not to start are thrown at once, such as not being allowed to become the account
    }
  });
}
