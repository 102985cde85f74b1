import { LRUCache } from "lru-cache";
import type { Cache } from "./cache.js";

/** Room for the texts of a process that has no Redis, in characters. */
const ROOM = 64 * 1024 * 1024;

/** Keeps texts in this process, the least recently used leaving first. */
export function createMemoryCache(room = ROOM): Cache {
  const kept = new LRUCache<string, string>({ maxSize: room, sizeCalculation: (text) => text.length + 1 });
  return {
    async getMany(keys) {
      const found = new Map<string, string>();
      for (const key of keys) {
        const text = kept.get(key);
        if (text !== undefined) found.set(key, text);
      }
      return found;
    },
    async setMany(entries, seconds) {
      for (const [key, text] of entries) kept.set(key, text, { ttl: seconds * 1000 });
    },
    async close() {
      kept.clear();
    },
  };
}
