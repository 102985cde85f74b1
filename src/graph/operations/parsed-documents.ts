import type { DocumentNode } from "graphql";
import { LRUCache } from "lru-cache";

/** Room for parsed documents, in bytes. */
const ROOM = 24 * 1024 * 1024;
/** What a parsed document takes for each character of its text, and besides, in bytes. */
const BYTES_A_CHARACTER = 100;
const BESIDE = 4_000;

/** How much memory a document takes once it is parsed, about, by its text. */
export const parsedSize = (text: string): number => BESIDE + text.length * BYTES_A_CHARACTER;

/**
 * Documents that Apollo Server has parsed and found valid. Its own store counts a document as long as it would be in JSON, which is a
 * fraction of what it takes: whoever sent ever different questions would fill the memory.
 */
export class ParsedDocuments {
  readonly #kept = new LRUCache<string, DocumentNode>({ maxSize: ROOM });

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.#kept.get(key);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.#kept.set(key, document, { size: parsedSize(document.loc?.source.body ?? "") });
  }

  async delete(key: string): Promise<boolean> {
    return this.#kept.delete(key);
  }
}
