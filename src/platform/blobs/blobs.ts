import { createHash } from "node:crypto";
import type { Readable } from "node:stream";

/** What a file is known to be before it is there. */
export interface BlobFacts {
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of the bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Bytes under a key. A key is a UUID that was made here, never a name that somebody sent. */
export interface Blobs {
  /**
   * Keeps the bytes of `source` if they are what `facts` say; a reader sees all of them or none. Replaces what was there.
   * Throws `BlobMismatch` when they are not, `BlobStoreError` when the store fails, and whatever the source throws; nothing is kept then.
   */
  put(key: string, source: AsyncIterable<Uint8Array>, facts: BlobFacts): Promise<void>;
  /** Whether a whole blob is there. */
  has(key: string): Promise<boolean>;
  /** The bytes, or undefined when there are none. Who asks must read or destroy the stream. */
  get(key: string): Promise<Readable | undefined>;
  /** Takes the bytes away; nothing happens when there are none. */
  remove(key: string): Promise<void>;
  close(): Promise<void>;
}

/** The bytes are not those that were announced. */
export class BlobMismatch extends Error {
  constructor(readonly fault: "too-long" | "too-short" | "other-digest") {
    super(`the bytes are not those that were announced: ${fault}`);
    this.name = "BlobMismatch";
  }
}

/** The store of the bytes does not do what it should; trying again later may help. */
export class BlobStoreError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "BlobStoreError";
  }
}

const KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The key itself; throws when it is none, so that no path or address is ever made of anything else. */
export function checkKey(key: string): string {
  if (!KEY.test(key)) throw new TypeError("the key of a blob must be a lower-case UUID");
  return key;
}

/**
 * The same bytes, checked as they pass. The last piece is handed on only once all of it was seen to be right:
 * whoever passes them on has not passed on the whole of anything wrong. Throws `BlobMismatch`.
 */
export async function* verified(source: AsyncIterable<Uint8Array>, { size, sha256 }: BlobFacts) {
  const digest = createHash("sha256");
  let seen = 0;
  let held: Uint8Array | undefined;
  for await (const piece of source) {
    seen += piece.length;
    if (seen > size) throw new BlobMismatch("too-long");
    digest.update(piece);
    if (held !== undefined) yield held;
    held = piece;
  }
  if (seen < size) throw new BlobMismatch("too-short");
  if (digest.digest("hex") !== sha256) throw new BlobMismatch("other-digest");
  if (held !== undefined) yield held;
}
