import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Launcher } from "./launcher.js";

/** Names the socket file and nothing else: the server listens on no network. */
export const port = 5432;

/** Systems cut a socket's path at 104 to 108 bytes, its end included. */
const longestPath = 103;

/** Folders of their own for sockets are called so. */
const prefix = "embedded-postgres-";

export const socketPath = (folder: string) => join(folder, `.s.PGSQL.${port}`);

const fits = (folder: string) => Buffer.byteLength(socketPath(folder)) <= longestPath;

/**
 * Where the socket goes: with the database files, which nobody but their account gets to; when that path is too long, in a
 * short folder of its own, as private.
 */
export async function makeSocketDir(cluster: string, launcher: Launcher): Promise<string> {
  if (fits(cluster)) return cluster;
  const short = [tmpdir(), "/tmp"].map((folder) => join(folder, prefix)).find((path) => fits(`${path}XXXXXX`));
  const folder = await mkdtemp(short ?? join("/tmp", prefix));
  await launcher.give(folder);
  return folder;
}

/** Removes a folder that {@link makeSocketDir} made; one that it only chose stays. */
export async function removeSocketDir(folder: string): Promise<void> {
  const ours = [tmpdir(), "/tmp"].some(
    (parent) => folder.startsWith(join(parent, prefix)) && dirname(folder) === parent,
  );
  if (ours) await rm(folder, { recursive: true, force: true });
}

/** Whether a server listens there. */
export function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
