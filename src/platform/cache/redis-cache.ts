import { createHmac, timingSafeEqual } from "node:crypto";
import { createClient } from "redis";
import type { Log } from "../log.js";
import type { Cache } from "./cache.js";

/** A Redis slower than this is treated as absent, in milliseconds. */
const PATIENCE = 100;
const KEY_PREFIX = "ventanilla:";
const SEAL_LENGTH = 44;

export interface RedisCacheOptions {
  readonly url: string;
  /** Shared by the gateways; what Redis returns counts only if one of them wrote it. */
  readonly secret: Buffer;
  readonly log: Log;
  readonly patience?: number;
}

/**
 * Keeps texts in Redis. Commands are never queued while it is away and never retried; each text is sealed with an HMAC over its key,
 * so that garbage, or another key's text, is a miss.
 */
export async function createRedisCache({ url, secret, log, patience = PATIENCE }: RedisCacheOptions): Promise<Cache> {
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

  const seal = (key: string, text: string) => createHmac("sha256", secret).update(`${key}\0${text}`).digest("base64");

  const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    if (!client.isReady) return otherwise;
    try {
      const result = await within(work(), patience);
      return result === undefined ? otherwise : result;
    } catch (error) {
      log.debug({ error: error instanceof Error ? error.message : String(error) }, "redis command failed");
      return otherwise;
    }
  };

  return {
    async getMany(keys) {
      if (keys.length === 0) return new Map();
      const values = await attempt(() => client.mGet(keys.map((key) => KEY_PREFIX + key)), []);
      const found = new Map<string, string>();
      keys.forEach((key, index) => {
        const value = values[index];
        if (typeof value !== "string" || value.length <= SEAL_LENGTH) return;
        const text = value.slice(SEAL_LENGTH);
        if (sameText(value.slice(0, SEAL_LENGTH), seal(key, text))) found.set(key, text);
      });
      return found;
    },
    async setMany(entries, seconds) {
      await attempt(async () => {
        const batch = client.multi();
        for (const [key, text] of entries) batch.setEx(KEY_PREFIX + key, seconds, seal(key, text) + text);
        await batch.execAsPipeline();
      }, undefined);
    },
    async close() {
      client.destroy();
    },
  };
}

function sameText(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

/** The result, or undefined when it takes longer than `milliseconds`. */
async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, milliseconds, undefined);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
