import { createClient } from "redis";
import type { Log } from "./log.js";
import { REDIS_PATIENCE } from "./patience.js";
import { within } from "./within.js";

export interface RedisOptions {
  readonly url: string;
  readonly log: Log;
  readonly patience?: number;
}

/**
 * A connection to Redis that is in nobody's way: commands are never queued while it is away and never retried, and one that
 * takes too long fails. It connects again by itself, and says in the log when it went and when it came back.
 */
export async function openRedis({ url, log, patience = REDIS_PATIENCE }: RedisOptions) {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    commandOptions: { timeout: patience },
    socket: { connectTimeout: 2_000, reconnectStrategy: (attempts: number) => Math.min(100 * 2 ** attempts, 5_000) },
  });
  let healthy = true;
  const report = (ok: boolean, error?: unknown) => {
    if (ok === healthy) return;
    healthy = ok;
    if (ok) log.info("redis answers again");
    else
      log.warn(
        { error: error instanceof Error ? error.message : String(error) },
        "redis does not answer; going on without it",
      );
  };
  client.on("error", (error: unknown) => report(false, error));
  client.on("ready", () => report(true));
  // Not awaited for longer than our patience: a gateway starts whether Redis is there or not.
  const connecting = client.connect().catch((error: unknown) => report(false, error));
  await within(connecting, patience * 10);
  return client;
}
export type Redis = Awaited<ReturnType<typeof openRedis>>;
