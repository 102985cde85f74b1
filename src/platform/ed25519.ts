import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** What comes before the 32 bytes of an ed25519 key in PKCS #8, and in SPKI (RFC 8410). */
const PKCS8 = Buffer.from("302e020100300506032b657004220420", "hex");
const SPKI = Buffer.from("302a300506032b6570032100", "hex");
const KEY_BYTES = 32;

/** The ed25519 key that signs, from its seed of 32 bytes; bytes after them are left out. */
export function signingKey(seed: Buffer): KeyObject {
  return createPrivateKey({
    key: Buffer.concat([PKCS8, seed.subarray(0, KEY_BYTES)]),
    format: "der",
    type: "pkcs8",
  });
}

/** The ed25519 key that checks signatures, from its 32 bytes; throws when they are not as many. */
export function checkingKey(bytes: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: "der", type: "spki" });
}

/** The 32 bytes of the public half of a key. */
export function publicBytes(key: KeyObject): Buffer {
  const half = key.type === "private" ? createPublicKey(key) : key;
  return half.export({ format: "der", type: "spki" }).subarray(SPKI.length);
}
