import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { checkingKey } from "../../ed25519.js";

/** A key that whoever checks a ledger holds to be the ledger's; with its name, if they know it. */
export interface TrustedKey {
  readonly id: string | undefined;
  readonly publicKey: string;
  readonly key: KeyObject;
}

const listed = z.array(z.object({ id: z.string(), publicKey: z.string() }));
const answered = z.object({ data: z.object({ ledgerKeys: listed }) }).transform(({ data }) => data.ledgerKeys);

/** Reads keys: `base64` or `name:base64`, several with commas or on lines of their own, or an answer to `ledgerKeys`. Throws when there is none. */
export function readTrustedKeys(text: string): readonly TrustedKey[] {
  const found = text.trim().startsWith("[") || text.trim().startsWith("{") ? fromJson(text) : fromWords(text);
  if (found.length === 0) throw new Error("no key");
  return found.map(({ id, publicKey }) => ({ id, publicKey, key: checkingKey(Buffer.from(publicKey, "base64")) }));
}

function fromJson(text: string) {
  return z.union([listed, answered]).parse(JSON.parse(text));
}

function fromWords(text: string) {
  return text
    .split(/[\s,]+/)
    .filter((word) => word !== "")
    .map((word) => {
      const [, id, publicKey = ""] = /^(?:([\w-]+):)?([A-Za-z0-9+/]{43}=)$/.exec(word) ?? [];
      return { id, publicKey };
    });
}

/** The keys that may have signed under a name: those that bear it, and those whose name nobody told. */
export function keysNamed(keys: readonly TrustedKey[], name: string): readonly KeyObject[] {
  return keys.filter(({ id }) => id === undefined || id === name).map(({ key }) => key);
}
