import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** What the system tells about processes: from /proc on Linux, where small images have no `ps`, and from `ps` elsewhere. */

/**
 * When a process began, in the words of this machine, or undefined once it has ended. Two processes that had the same pid
 * at different times differ in it, so pid and beginning together name one process.
 */
export function beginningOf(pid: number): Promise<string | undefined> {
  return process.platform === "linux" ? beginningFromProc(pid) : beginningFromPs(pid);
}

/** The arguments a process runs with, joined by NUL; undefined once it has ended. */
export async function commandLineOf(pid: number): Promise<string | undefined> {
  if (process.platform === "linux") return (await readIfThere(`/proc/${pid}/cmdline`)) || undefined;
  const line = await ps("-o", "command=", "-p", String(pid));
  return line && separated(line);
}

/** Every process there is, with its command line. */
export async function commandLines(): Promise<[pid: number, commandLine: string][]> {
  if (process.platform !== "linux") {
    const lines = ((await ps("-axo", "pid=,command=")) ?? "").split("\n");
    return lines.map((line) => [Number.parseInt(line, 10), separated(line.replace(/^\s*\d+\s+/, ""))]);
  }
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
  const lines = await Promise.all(pids.map(commandLineOf));
  return pids.flatMap((pid, i): [number, string][] => (lines[i] === undefined ? [] : [[pid, lines[i]]]));
}

async function beginningFromProc(pid: number): Promise<string | undefined> {
  const [stat, boot] = await Promise.all([
    readIfThere(`/proc/${pid}/stat`),
    readIfThere("/proc/sys/kernel/random/boot_id"),
  ]);
  if (stat === undefined) return undefined;
  // The second field is the program's name in parentheses, which may itself hold spaces and parentheses.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // A zombie has ended; in a container whose first process does not reap, it may stay listed for ever.
  if (state === "Z" || state === "X") return undefined;
  // Field 22 counts ticks since boot, so it needs the boot to be unique.
  return `${fields[18]}@${boot?.trim() ?? ""}`;
}

async function beginningFromPs(pid: number): Promise<string | undefined> {
  const [state, ...start] = ((await ps("-o", "stat=,lstart=", "-p", String(pid))) ?? "").trim().split(/\s+/);
  return state === "" || state?.startsWith("Z") ? undefined : start.join(" ");
}

async function ps(...args: string[]): Promise<string | undefined> {
  const env = { PATH: process.env.PATH, LC_ALL: "C" };
  try {
    return (await promisify(execFile)("ps", args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === "number") return undefined; // `ps` ran, and there is no such process
    throw error;
  }
}

/** `ps` joins arguments by spaces, which paths may hold too: cut only at the two options we start PostgreSQL with. */
const separated = (line: string) => line.replace(/ (-D|-c) /g, "\0$1\0");

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined; // the process ended between our looks
  }
}
