import { mkdtemp, rm } from "node:fs/promises";
import type { NetConnectOpts } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Passing, startRelay } from "./relay.js";
import { type TestDatabase, urlOf } from "./store.js";

export interface CuttingProxy {
  /** The same database, reached through the proxy. */
  readonly store: TestDatabase;
  /** Connections that were cut. */
  readonly cuts: () => number;
  close(): Promise<void>;
}

/** When to cut a connection that has just sent COMMIT: not at all, at once, or when PostgreSQL has committed and said so. */
export type Cut = "no" | "at once" | "when committed";

const COMMIT = Buffer.from("commit\0");
const COMMITTED = Buffer.from("COMMIT\0");

/**
 * Stands between a gateway and PostgreSQL and cuts connections where it hurts most: after COMMIT was sent and before its answer
 * is read, so that the gateway cannot know whether its transaction was kept.
 */
export async function startCuttingProxy(database: TestDatabase, cut: () => Cut): Promise<CuttingProxy> {
  const folder = await mkdtemp(join(tmpdir(), "cut-"));
  const url = new URL(urlOf(database.address));
  const upstream = upstreamOf(url);
  let cuts = 0;
  const carry = ({ near, far, end }: Passing) => {
    let when: Cut = "no";
    near.on("data", (sent) => {
      if (sent.includes(COMMIT)) when = cut();
      if (when !== "no") cuts += 1;
      far.write(sent, () => when === "at once" && end());
    });
    far.on("data", (answered) => {
      if (when === "no") near.write(answered);
      else if (answered.includes(COMMITTED)) end();
    });
  };
  const relay = await startRelay(upstream, carry, { path: join(folder, ".s.PGSQL.5432") });
  url.hostname = "localhost";
  url.port = "5432";
  url.searchParams.set("host", folder);
  return {
    store: { address: { url: url.toString() }, drop: async () => undefined },
    cuts: () => cuts,
    async close() {
      await relay.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function upstreamOf(url: URL): NetConnectOpts {
  const folder = url.searchParams.get("host");
  const port = Number(url.port || "5432");
  return folder ? { path: join(folder, `.s.PGSQL.${port}`) } : { host: url.hostname, port };
}
