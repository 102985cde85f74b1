import { createHmac, timingSafeEqual } from "node:crypto";
import { badInput } from "./errors.js";

const SEAL_BYTES = 16;
const LONGEST = 2_000;

/**
 * Cursors name a row by its sort keys. They are sealed together with the question they belong to, so that one made up,
 * changed, or taken from another list or filter is refused.
 */
export interface Cursors {
  seal(question: string, keys: readonly string[]): string;
  /** The keys; refuses with BAD_USER_INPUT on `field` when the cursor is not one of this question's. */
  open(question: string, cursor: string, field: string): readonly string[];
}

export function createCursors(secret: Buffer): Cursors {
  const sealOf = (question: string, text: string) =>
    createHmac("sha256", secret).update(`${question}\0${text}`).digest().subarray(0, SEAL_BYTES);
  return {
    seal(question, keys) {
      const text = JSON.stringify(keys);
      return Buffer.concat([sealOf(question, text), Buffer.from(text)]).toString("base64url");
    },
    open(question, cursor, field) {
      const bytes = cursor.length <= LONGEST ? Buffer.from(cursor, "base64url") : Buffer.alloc(0);
      const text = bytes.subarray(SEAL_BYTES).toString();
      const genuine =
        bytes.length > SEAL_BYTES && timingSafeEqual(bytes.subarray(0, SEAL_BYTES), sealOf(question, text));
      if (!genuine) {
        throw badInput(field, {
          es: "el cursor no es de esta lista con estos filtros; use el que dio la página anterior",
          en: "the cursor is not from this list with these filters; use the one the previous page gave",
        });
      }
      return JSON.parse(text) as string[];
    },
  };
}
