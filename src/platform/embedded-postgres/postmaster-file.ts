import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a PostgreSQL server says of itself in its data folder, while it runs and after it crashed. */
export interface PostmasterFile {
  readonly pid: number;
  /** In seconds since 1970. */
  readonly startedAt: number;
  /** Empty while the server has not got that far. */
  readonly socketDir: string;
  /** "starting", "ready" or "stopping". */
  readonly status: string;
}

export const postmasterFile = (cluster: string) => join(cluster, "postmaster.pid");

/** Undefined when no server runs, or the last one ended in order. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | undefined> {
  const text = await readFile(postmasterFile(cluster), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  // A line each, in an order that has stood since PostgreSQL 10; the server fills in the later ones as it gets ready.
  const [pid = "", , startedAt = "", , socketDir = "", , , status = ""] = text.split("\n");
  return { pid: Number(pid), startedAt: Number(startedAt), socketDir, status: status.trim() };
}
