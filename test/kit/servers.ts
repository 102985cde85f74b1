import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres/index.js";
import type { TestDatabase } from "./store.js";

/** A PostgreSQL server of a test's own, built in, with nothing in it but what the folder has. */
export interface OwnServer {
  readonly folder: string;
  /** Its database `postgres`, which ends with the server. */
  readonly store: TestDatabase;
  stop(): Promise<void>;
}

export async function startOwnServer(folder: string): Promise<OwnServer> {
  const { socketDir: host, port, user, stop } = await startEmbeddedPostgres({ folder });
  const address = { host, port, user, database: "postgres" };
  return { folder, store: { address, drop: async () => undefined }, stop };
}

/** A folder that the account of the built-in PostgreSQL may look into, gone when the test ends. */
export async function folderFor(undo: (() => Promise<void>)[], name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`));
  await chmod(folder, 0o755);
  undo.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
