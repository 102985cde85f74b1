import { createHmac, timingSafeEqual } from "node:crypto";
import { openRedis, PATIENCE, type RedisOptions } from "../redis.js";
import { within } from "../within.js";
import type { Cache } from "./cache.js";

const KEY_PREFIX = "ventanilla:";
const SEAL_LENGTH = 44;

export interface RedisCacheOptions extends RedisOptions {
  /** Shared by the gateways; what Redis returns counts only if one of them wrote it. */
  readonly secret: Buffer;
}

/**
 * Keeps texts in Redis. Each is sealed with an HMAC over its key, so that garbage, or another key's text, is a miss.
 */
export async function createRedisCache({ url, secret, log, patience = PATIENCE }: RedisCacheOptions): Promise<Cache> {
  const client = await openRedis({ url, log, patience });
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
