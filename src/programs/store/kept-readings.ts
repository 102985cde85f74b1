import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Cache } from "../../platform/cache/cache.js";
import type { Revision } from "../../platform/revision.js";

const KEPT_SECONDS = 60 * 60;

/** A question to the catalog: its kind, and all that its answer depends on beside the revision, as plain JSON. */
export interface CatalogQuestion {
  readonly kind: string;
  readonly asked: unknown;
  /** True keeps the answer in this process only: somebody's own words are in it. */
  readonly private?: boolean;
}

/**
 * What was read of the catalog, good for as long as its revision: this process first, then the shared cache, then the store. The revision
 * is known before anything is read, so that an answer may be newer than it and never older.
 */
export class KeptReadings {
  readonly #kept: LRUCache<string, object>;
  readonly #underWay = new Map<string, Promise<object>>();
  /** By key of what is being read together with others. */
  readonly #filling = new Map<string, Promise<ReadonlyMap<string, unknown>>>();

  constructor(
    private readonly revision: Pick<Revision, "known" | "current">,
    private readonly cache: Cache,
    /** Room in the process, in characters of JSON. */
    room = 32 * 1024 * 1024,
  ) {
    // Nothing is as short as one character: with no room, nothing is kept.
    this.#kept = new LRUCache({ maxSize: Math.max(1, Math.floor(room)) });
  }

  /** The answer to a question; `read` is called once for all who ask it meanwhile. It must give an object that nobody changes. */
  async read<T extends object>(
    { kind, asked, private: own = false }: CatalogQuestion,
    read: () => Promise<T>,
  ): Promise<T> {
    const key = `${this.revision.known() ?? (await this.revision.current())} ${kind} ${JSON.stringify(asked)}`;
    const found = this.#kept.get(key) ?? this.#underWay.get(key);
    if (found !== undefined) return (await found) as T;
    const reading = this.#readAt(key, own, read).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, reading);
    return reading;
  }

  /** What is kept of an answer by key, without waiting; undefined when it is not at hand. */
  atHand<T>({ kind, asked }: CatalogQuestion, key: string): T | undefined {
    const revision = this.revision.known();
    if (revision === undefined) return undefined;
    const kept = this.#kept.get(`${revision} ${kind} ${JSON.stringify(asked)} ${key}`);
    return (kept as { readonly value: T } | undefined)?.value;
  }

  /**
   * Answers by key, each kept by itself; `read` is called, once for all who ask meanwhile, with those that are not at hand. What it does not
   * give is null, and not kept.
   */
  async readMany<T>(
    { kind, asked }: CatalogQuestion,
    keys: readonly string[],
    read: (missing: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<readonly (T | null)[]> {
    const prefix = `${this.revision.known() ?? (await this.revision.current())} ${kind} ${JSON.stringify(asked)} `;
    const found = new Map<string, T>();
    for (const key of keys) {
      const kept = this.#kept.get(prefix + key) as { readonly value: T } | undefined;
      if (kept !== undefined) found.set(key, kept.value);
    }
    const missing = keys.filter((key) => !found.has(key));
    const unread = missing.filter((key) => !this.#filling.has(prefix + key));
    if (unread.length > 0) {
      const filling = this.#fill(prefix, unread, read).finally(() => {
        for (const key of unread) this.#filling.delete(prefix + key);
      });
      for (const key of unread) this.#filling.set(prefix + key, filling);
    }
    const filled = await Promise.all(missing.map((key) => this.#filling.get(prefix + key)));
    missing.forEach((key, index) => {
      const value = filled[index]?.get(key) as T | undefined;
      if (value !== undefined) found.set(key, value);
    });
    return keys.map((key) => found.get(key) ?? null);
  }

  async #readAt<T extends object>(key: string, own: boolean, read: () => Promise<T>): Promise<T> {
    const shared = sharedKey(key);
    const known = own ? undefined : (await this.cache.getMany([shared])).get(shared);
    if (known !== undefined) return this.#keep(key, JSON.parse(known.toString()) as T, known.length);
    const fresh = await read();
    const text = JSON.stringify(fresh);
    if (!own) void this.cache.setMany(new Map([[shared, Buffer.from(text)]]), KEPT_SECONDS);
    return this.#keep(key, fresh, text.length);
  }

  async #fill<T>(
    prefix: string,
    missing: readonly string[],
    read: (missing: readonly string[]) => Promise<ReadonlyMap<string, T>>,
  ): Promise<ReadonlyMap<string, T>> {
    const found = new Map<string, T>();
    const shared = new Map(missing.map((key) => [key, sharedKey(prefix + key)]));
    const texts = await this.cache.getMany([...shared.values()]);
    const take = (key: string, value: T, size: number) => {
      found.set(key, value);
      this.#keep(prefix + key, { value }, size);
    };
    for (const [key, at] of shared) {
      const bytes = texts.get(at);
      if (bytes !== undefined) take(key, JSON.parse(bytes.toString()) as T, bytes.length);
    }
    const unknown = missing.filter((key) => !found.has(key));
    if (unknown.length === 0) return found;
    const written = new Map<string, Buffer>();
    for (const [key, value] of await read(unknown)) {
      const text = JSON.stringify(value);
      written.set(shared.get(key) ?? sharedKey(prefix + key), Buffer.from(text));
      take(key, value, text.length);
    }
    if (written.size > 0) void this.cache.setMany(written, KEPT_SECONDS);
    return found;
  }

  #keep<T extends object>(key: string, value: T, size: number): T {
    this.#kept.set(key, value, { size: key.length + size });
    return value;
  }
}

/** Names in the shared cache tell nothing of what was asked. */
function sharedKey(key: string): string {
  return `reading:${createHash("sha256").update(key).digest("base64url")}`;
}
