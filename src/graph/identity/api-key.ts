import { createHash, randomBytes } from "node:crypto";

/** The form of an API key: what it is, its public id, and the secret. */
const FORM = /^vu_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;
export const API_KEY_ID = /^[0-9a-f]{16}$/;
export const API_KEY_PREFIX = "vu_";

export interface ApiKey {
  readonly id: string;
  readonly secret: string;
}

/** A new key; the secret has 256 bits, so that a plain hash of it gives nothing away. */
export function makeApiKey(): ApiKey {
  return { id: randomBytes(8).toString("hex"), secret: randomBytes(32).toString("base64url") };
}

export function writeApiKey({ id, secret }: ApiKey): string {
  return `${API_KEY_PREFIX}${id}_${secret}`;
}

/** Takes a key apart; undefined for what does not have its form. */
export function readApiKey(text: string): ApiKey | undefined {
  const [, id, secret] = FORM.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** What is stored of a secret. */
export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
