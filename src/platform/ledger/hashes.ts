import { hash } from "node:crypto";

/** What comes before the bytes that are hashed, so that one kind of thing never passes for another; the first two as in RFC 6962. */
const LEAF = Buffer.of(0x00);
const NODE = Buffer.of(0x01);
const LINK = Buffer.of(0x02);

export const HASH_BYTES = 32;

/** What the chain begins with, in place of a link before the first. */
export const NO_LINK = Buffer.alloc(HASH_BYTES);

function sha256(...parts: readonly Buffer[]): Buffer {
  return hash("sha256", Buffer.concat(parts), "buffer");
}

/** The hash of a leaf of the tree, from its text. */
export function leafHash(text: string): Buffer {
  return sha256(LEAF, Buffer.from(text));
}

/** The hash of an inner node of the tree, from those under it. */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  return sha256(NODE, left, right);
}

/** The hash that ties a leaf to all that came before it. */
export function linkHash(previous: Buffer, leaf: Buffer): Buffer {
  return sha256(LINK, previous, leaf);
}

/** SHA-256 of a salt and what it hides. */
export function commitmentTo(salt: Buffer, text: string): Buffer {
  return sha256(salt, Buffer.from(text));
}
