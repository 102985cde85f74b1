import { createHmac, timingSafeEqual } from "node:crypto";

const SEAL_BYTES = 16;
const LONGEST = 2_000;

/** Texts handed out and taken back: whoever holds one can read it, and only we can make or change it. */
export interface Seals {
  /** The text with a seal over it and over the purpose it serves; safe in an address. */
  seal(purpose: string, text: string): string;
  /** The text, if it was sealed here for this purpose; undefined for anything else. */
  open(purpose: string, sealed: string): string | undefined;
  /** Stands for a text without giving it away: only we can tell whether two are of the same text. */
  fingerprint(purpose: string, text: string): string;
}

export function createSeals(secret: Buffer): Seals {
  const macOf = (purpose: string, text: string) =>
    createHmac("sha256", secret).update(`${purpose}\0${text}`).digest().subarray(0, SEAL_BYTES);
  return {
    seal: (purpose, text) => Buffer.concat([macOf(purpose, text), Buffer.from(text)]).toString("base64url"),
    open(purpose, sealed) {
      const bytes = sealed.length <= LONGEST ? Buffer.from(sealed, "base64url") : Buffer.alloc(0);
      // Decoding passes over signs that do not belong: only the form that was handed out is taken back.
      if (bytes.length <= SEAL_BYTES || bytes.toString("base64url") !== sealed) return undefined;
      const text = bytes.subarray(SEAL_BYTES).toString();
      return timingSafeEqual(bytes.subarray(0, SEAL_BYTES), macOf(purpose, text)) ? text : undefined;
    },
    fingerprint: (purpose, text) => macOf(purpose, text).toString("base64url"),
  };
}
