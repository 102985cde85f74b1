import { mkdir, realpath } from "node:fs/promises";
import { join } from "node:path";
import { findBinaries } from "./binaries.js";
import { prepareCluster } from "./cluster.js";
import { chooseLauncher } from "./launcher.js";
import { type Log, silent } from "./log.js";
import { takeOwnership } from "./owner.js";
import { startPostmaster } from "./postmaster.js";
import { clearPreviousServer } from "./previous-server.js";
import type { Settings } from "./settings.js";
import { makeSocketDir, port, removeSocketDir } from "./socket.js";

export type { Log } from "./log.js";
export { CannotStartPostgres, DataFolderInUse } from "./refusals.js";

/** A running PostgreSQL server. `socketDir` goes where clients take a host; no password is needed. */
export interface EmbeddedPostgres {
  readonly socketDir: string;
  readonly port: number;
  readonly user: string;
  readonly pid: number;
  /** Ends the server in order and lets go of the folder; asked again, it is the same ending. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Where the data lives, in `postgres/`, with `postgres.owner` beside it; made when missing. */
  readonly folder: string;
  readonly log?: Log;
  /** PostgreSQL's settings by name, over the ones chosen here. */
  readonly settings?: Settings;
}

/**
 * Runs a PostgreSQL server on the folder, as a child of this process: on a Unix socket only, with every commit synced to disk.
 *
 * Refuses with DataFolderInUse while a living process owns the folder, and with CannotStartPostgres for whatever else an
 * operator can put right. A process that was killed blocks nobody: its server is ended and what was committed is recovered.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log = silent, settings = {} } = options;
  const began = performance.now();
  const binaries = await findBinaries();
  await mkdir(options.folder, { recursive: true });
  const folder = await realpath(options.folder);
  const cluster = join(folder, "postgres");
  const launcher = await chooseLauncher(cluster, binaries);

  const ownership = await takeOwnership(folder);
  const undo = [ownership.release];
  try {
    await clearPreviousServer(cluster, ownership.takenOver, log);
    await prepareCluster(cluster, binaries, launcher, log);
    const socketDir = await makeSocketDir(cluster, launcher);
    undo.unshift(() => removeSocketDir(socketDir));
    const start = () => startPostmaster({ program: binaries.postgres, cluster, socketDir, settings, launcher, log });
    const postmaster = await start().catch(async (error: unknown) => {
      if (!ownership.takenOver) throw error;
      // A former owner that was killed the moment it started its server may have one that came up only now.
      await clearPreviousServer(cluster, true, log);
      return start();
    });
    undo.unshift(postmaster.stop);
    const { pid } = postmaster;
    log.info(
      { pid, account: launcher.name, socketDir, ms: Math.round(performance.now() - began) },
      "PostgreSQL is ready",
    );

    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= inOrder(undo);
      return stopped;
    };
    return { socketDir, port, user: "postgres", pid, stop };
  } catch (error) {
    await inOrder(undo);
    throw error;
  }
}

async function inOrder(steps: readonly (() => Promise<void>)[]): Promise<void> {
  for (const step of steps) await step();
}
