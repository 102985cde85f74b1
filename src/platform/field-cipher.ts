import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";

/**
 * Nonces are drawn at random, 96 bits each. A repeat under one key would give both texts away, so what matters is how likely one is:
 * after n values about n² / 2⁹⁷, which is 6 × 10⁻¹⁸ for a million, and reaches NIST's bound of 2⁻³² at 2³² values (SP 800-38D, 8.3).
 * A key is to be changed before it has sealed that many.
 */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a value stands; a value moved to another row or column does not open there. */
export interface Place {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** One of the keys that values are encrypted with: 32 bytes, and the name that stands beside each value. */
export interface FieldKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Encrypts single values of the store (AES-256-GCM), and makes digests to find equal ones by. */
export interface FieldCipher {
  seal(place: Place, text: string): Buffer;
  /** The text; throws when the bytes were altered, moved, or sealed with a key that is no longer here. */
  open(place: Place, sealed: Uint8Array): string;
  /** What every value begins with that the current key sealed, and no other. */
  readonly mark: Buffer;
  /** The same for equal texts of one kind, and good for nothing else: to look a value up without being able to read it. */
  blindIndex(kind: string, text: string): Buffer;
}

/**
 * The first key seals, all of them open, so that keys can be changed while the gateway runs.
 * `indexSecret` makes the blind indexes and never changes.
 */
export function createFieldCipher(keys: readonly [FieldKey, ...FieldKey[]], indexSecret: Buffer): FieldCipher {
  const byId = new Map(keys.map(({ id, key }) => [id, derive(key)]));
  const [current] = keys;
  const currentId = Buffer.from(current.id);
  const mark = Buffer.concat([Buffer.from([currentId.length]), currentId]);
  return {
    mark,
    seal(place, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", byId.get(current.id)!, nonce).setAAD(about(place, current.id));
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([mark, nonce, cipher.getAuthTag(), sealed]);
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed);
      const idEnd = 1 + (bytes[0] ?? 0);
      const id = bytes.subarray(1, idEnd).toString();
      const key = byId.get(id);
      if (key === undefined) throw new Error("a value was sealed with a key that is not configured");
      const tagStart = idEnd + NONCE_BYTES;
      const nonce = bytes.subarray(idEnd, tagStart);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(about(place, id))
        .setAuthTag(bytes.subarray(tagStart, tagStart + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(tagStart + TAG_BYTES)), decipher.final()]).toString();
    },
    blindIndex: (kind, text) => createHmac("sha256", indexSecret).update(`${kind}\0${text}`).digest(),
  };
}

/** As a key object: with bytes, Node makes one for each value, which takes several times as long as opening it. */
function derive(key: Buffer): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync("sha256", key, Buffer.alloc(0), "field cipher", 32)));
}

function about({ table, row, column }: Place, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([keyId, table, row, column]));
}
