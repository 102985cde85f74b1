import { LRUCache } from "lru-cache";
import type { Cache } from "./cache.js";

/** Room in a process that has no Redis, in bytes. */
const ROOM = 64 * 1024 * 1024;

/** Keeps bytes in this process, the least recently used leaving first. */
export function createMemoryCache(room = ROOM): Cache {
  const kept = new LRUCache<string, Buffer>({ maxSize: room, sizeCalculation: (bytes) => bytes.length + 1 });
  return {
    async getMany(keys) {
      const found = new Map<string, Buffer>();
      for (const key of keys) {
        const bytes = kept.get(key);
        if (bytes !== undefined) found.set(key, bytes);
      }
      return found;
    },
    async setMany(entries, seconds) {
      for (const [key, bytes] of entries) kept.set(key, bytes, { ttl: seconds * 1000 });
    },
    async close() {
      kept.clear();
    },
  };
}
