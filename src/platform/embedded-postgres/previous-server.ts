import { rm, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Log } from "./log.js";
import { postmasterFile, readPostmasterFile } from "./postmaster-file.js";
import { beginningOf, commandLineOf, commandLines } from "./processes.js";
import { DataFolderInUse } from "./refusals.js";
import { clusterName } from "./settings.js";
import { shutDown, signal } from "./shut-down.js";
import { answers, removeSocketDir, socketPath } from "./socket.js";

/**
 * Clears away what an earlier server on the cluster left, up to the server itself when the process that owned it was killed.
 * Refuses with {@link DataFolderInUse} when a server runs there that is not ours to end.
 *
 * @param abandoned the former owner of the folder is known to have died.
 */
export async function clearPreviousServer(cluster: string, abandoned: boolean, log: Log): Promise<void> {
  const left = await readPostmasterFile(cluster);
  if (left === undefined) return;
  const { pid } = left;
  const serves = await clusterServedBy(pid);
  if (serves === "unknown" || (serves !== undefined && (await isSameFolder(serves, cluster)))) {
    if (!abandoned || serves === "unknown") throw new DataFolderInUse(dirname(cluster), pid);
    log.warn({ pid, cluster }, "ending the PostgreSQL server that a killed process left running");
    if (!(await shutDown(pid, await endOf(pid)))) throw new DataFolderInUse(dirname(cluster), pid);
  } else {
    // Its pid is not to be seen from here, yet it may run in another container that shares the folder.
    if (await answers(socketPath(left.socketDir || cluster))) throw new DataFolderInUse(dirname(cluster), pid);
    await endSessions(cluster, log);
    // PostgreSQL checks its own old lock files, but cannot tell a server from whatever else got its pid since.
    if (isTaken(pid)) await removeLockFiles(cluster);
  }
  await removeSocketDir(left.socketDir);
}

/** The data folder of the server with this pid; undefined when it is no server, "unknown" when it does not say. */
async function clusterServedBy(pid: number): Promise<string | undefined> {
  const words = ((await commandLineOf(pid)) ?? "").split("\0");
  // A server's helpers are called "postgres: checkpointer" and the like.
  if (basename(words[0] ?? "") !== "postgres") return undefined;
  const option = words.indexOf("-D");
  return (option > 0 && words[option + 1]) || "unknown";
}

/** Compared as folders, not as words: one folder may be reached by several paths. */
async function isSameFolder(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([stat(one).catch(() => undefined), stat(other)]);
  return a?.dev === b.dev && a.ino === b.ino;
}

/**
 * Sessions of a server that was itself killed: one busy in a long query does not notice, and its hold on the shared memory
 * keeps a new server from starting. None can commit any more, so they are ended at once.
 */
async function endSessions(cluster: string, log: Log): Promise<void> {
  const title = `postgres: ${await clusterName(cluster)}: `;
  const pids = (await commandLines()).filter(([, line]) => line.startsWith(title)).map(([pid]) => pid);
  if (pids.length > 0) log.warn({ pids, cluster }, "ending what a killed PostgreSQL server left running");
  await Promise.all(pids.map(async (pid) => signal(pid, "SIGQUIT", await endOf(pid), 5_000)));
}

async function endOf(pid: number): Promise<() => Promise<boolean>> {
  const began = await beginningOf(pid);
  return async () => began === undefined || (await beginningOf(pid)) !== began;
}

function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

async function removeLockFiles(cluster: string): Promise<void> {
  for (const file of [postmasterFile(cluster), `${socketPath(cluster)}.lock`]) await rm(file, { force: true });
}
