import { createHmac, timingSafeEqual } from "node:crypto";
import { RESP_TYPES } from "redis";
import { createPatience, REDIS_PATIENCE } from "../patience.js";
import { openRedis, type RedisOptions } from "../redis.js";
import type { Cache } from "./cache.js";

const KEY_PREFIX = "ventanilla:";
const SEAL_BYTES = 32;

export interface RedisCacheOptions extends RedisOptions {
  /** Shared by the gateways; what Redis returns counts only if one of them wrote it. */
  readonly secret: Buffer;
}

/**
 * Keeps bytes in Redis. Each value is sealed with an HMAC over its key, so that garbage, or another key's value, is a miss.
 */
export async function createRedisCache({
  url,
  secret,
  log,
  patience = REDIS_PATIENCE,
}: RedisCacheOptions): Promise<Cache> {
  const client = await openRedis({ url, log, patience });
  const bytes = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const seal = (key: string, value: Buffer) => createHmac("sha256", secret).update(`${key}\0`).update(value).digest();

  const tried = createPatience(patience, (error) => {
    log.debug({ error: error instanceof Error ? error.message : String(error) }, "redis command failed");
  });
  const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    const result = client.isReady ? await tried(work) : undefined;
    return result === undefined ? otherwise : result.value;
  };

  return {
    async getMany(keys) {
      if (keys.length === 0) return new Map();
      const values: unknown[] = await attempt(() => bytes.mGet(keys.map((key) => KEY_PREFIX + key)), []);
      const found = new Map<string, Buffer>();
      keys.forEach((key, index) => {
        const value = values[index];
        if (!Buffer.isBuffer(value) || value.length < SEAL_BYTES) return;
        const held = value.subarray(SEAL_BYTES);
        if (timingSafeEqual(value.subarray(0, SEAL_BYTES), seal(key, held))) found.set(key, held);
      });
      return found;
    },
    async setMany(entries, seconds) {
      await attempt(async () => {
        const batch = client.multi();
        for (const [key, value] of entries) {
          batch.setEx(KEY_PREFIX + key, seconds, Buffer.concat([seal(key, value), value]));
        }
        await batch.execAsPipeline();
      }, undefined);
    },
    async close() {
      client.destroy();
    },
  };
}
