import { type KeyObject, sign, verify } from "node:crypto";
import { canonicalJson } from "../canonical-json.js";

/** What a ledger of so many entries comes to. Hashes in hexadecimal. */
export interface Head {
  readonly size: number;
  /** Root of the Merkle tree over the leaves. */
  readonly root: string;
  /** Link of the last entry. */
  readonly link: string;
  /** In UTC; never before that of a smaller head. */
  readonly sealedAt: string;
  readonly keyId: string;
}

export interface SignedHead extends Head {
  /** Ed25519, over the canonical JSON of the head and its context; base64. */
  readonly signature: string;
}

/** Says what is signed, so that a signature of a head is good for nothing else. */
const CONTEXT = "ventanilla ledger head 1";

/** The text that is signed. */
export function headText({ size, root, link, sealedAt, keyId }: Head): string {
  return canonicalJson({ context: CONTEXT, keyId, link, root, sealedAt, size });
}

/** A signed head as it is written to files, and stamped: one line. */
export function headLine({ size, root, link, sealedAt, keyId, signature }: SignedHead): string {
  return `${JSON.stringify({ size, root, link, sealedAt, keyId, signature })}\n`;
}

export function signHead(head: Head, key: KeyObject): SignedHead {
  return { ...head, signature: sign(null, Buffer.from(headText(head)), key).toString("base64") };
}

/** Whether one of the keys signed the head. */
export function isSignedBy(head: SignedHead, keys: readonly KeyObject[]): boolean {
  const [text, signature] = [Buffer.from(headText(head)), Buffer.from(head.signature, "base64")];
  return keys.some((key) => verify(null, text, key, signature));
}
