import DataLoader from "dataloader";
import { LRUCache } from "lru-cache";
import type { Cache } from "../../platform/cache/cache.js";
import type { Database } from "../../platform/database.js";
import { type PublishedVersion, readVersion, writeVersion } from "./published-version.js";

const KEPT_SECONDS = 24 * 60 * 60;

/**
 * Published versions by id. A version never changes, so once read it is good for ever: this process first, then the shared cache,
 * then one SQL statement for all that are still missing.
 */
export class DocumentStore {
  readonly #kept: LRUCache<string, PublishedVersion>;
  readonly #loader: DataLoader<string, PublishedVersion | undefined>;

  constructor(
    private readonly database: Database,
    private readonly cache: Cache,
    /** Room in the process, in characters of JSON. */
    room = 96 * 1024 * 1024,
  ) {
    // Nothing is as short as one character: with no room, nothing is kept.
    this.#kept = new LRUCache({ maxSize: Math.max(1, Math.floor(room)) });
    this.#loader = new DataLoader((ids) => this.#fetch(ids), {
      cache: false,
      // Whoever asks in the same turn of the event loop, for whichever request, is served by the same reading.
      batchScheduleFn: (read) => setImmediate(read),
    });
  }

  /**
   * The versions, in the order of the ids; without waiting where all of them are at hand. An id that no version has is a fault: ids come
   * from the store itself.
   */
  load(ids: readonly string[]): readonly PublishedVersion[] | Promise<readonly PublishedVersion[]> {
    const kept = ids.map((id) => this.#kept.get(id));
    return isWhole(kept) ? kept : this.#loadMissing(ids, kept);
  }

  async #loadMissing(ids: readonly string[], kept: readonly (PublishedVersion | undefined)[]) {
    const versions = await Promise.all(kept.map((found, index) => found ?? this.#loader.load(String(ids[index]))));
    return everyOne(ids, (_id, index) => versions[index]);
  }

  /** A version that need not be read. */
  atHand(id: string): PublishedVersion | undefined {
    return this.#kept.get(id);
  }

  /** The versions, in the order of the ids, for whoever goes through all of them once: what was not at hand is not kept. */
  async pass(ids: readonly string[]): Promise<readonly PublishedVersion[]> {
    const kept = ids.map((id) => this.#kept.peek(id));
    const missing = ids.filter((_id, index) => kept[index] === undefined);
    const read = missing.length === 0 ? [] : await this.#read(missing);
    const fresh = new Map(read.map(({ id, version }) => [id, JSON.parse(version) as PublishedVersion]));
    return everyOne(ids, (id, index) => kept[index] ?? fresh.get(id));
  }

  async #fetch(ids: readonly string[]): Promise<(PublishedVersion | undefined)[]> {
    const found = new Map<string, PublishedVersion>();
    const take = (id: string, version: PublishedVersion, size: number) => {
      found.set(id, version);
      this.#kept.set(id, version, { size });
    };
    // Several who ask at once may ask for the same.
    const wanted = [...new Set(ids)];
    const shared = await this.cache.getMany(wanted.map(cacheKey));
    for (const id of wanted) {
      const bytes = shared.get(cacheKey(id));
      if (bytes !== undefined) take(id, readVersion(bytes), bytes.length);
    }
    const missing = wanted.filter((id) => !found.has(id));
    if (missing.length > 0) {
      const fresh = new Map<string, Buffer>();
      for (const { id, version } of await this.#read(missing)) {
        const read = JSON.parse(version) as PublishedVersion;
        take(id, read, version.length);
        fresh.set(cacheKey(id), writeVersion(read));
      }
      void this.cache.setMany(fresh, KEPT_SECONDS);
    }
    return ids.map((id) => found.get(id));
  }

  #read(ids: readonly string[]): Promise<{ id: string; version: string }[]> {
    return this.database.query(
      `select id, jsonb_build_object(
          'id', id, 'programId', program_id, 'number', number,
          'inForceFrom', lower(in_force), 'inForceUntil', upper(in_force),
          'recordedAt', to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
          'origin', origin, 'document', document)::text as version
         from program_version where id = any($1::uuid[])`,
      [ids],
    );
  }
}

function isWhole<T>(things: readonly (T | undefined)[]): things is readonly T[] {
  return !things.includes(undefined);
}

function everyOne(
  ids: readonly string[],
  find: (id: string, index: number) => PublishedVersion | undefined,
): readonly PublishedVersion[] {
  return ids.map((id, index) => {
    const version = find(id, index);
    if (version === undefined) throw new Error(`version ${id} is not in the store`);
    return version;
  });
}

function cacheKey(id: string): string {
  return `edition-in-parts:${id}`;
}
