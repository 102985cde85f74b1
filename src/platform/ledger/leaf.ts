import { canonicalJson } from "../canonical-json.js";
import { commitmentTo, leafHash } from "./hashes.js";

/**
 * An entry as the chain and the tree hold it. Who acted, and what may name persons, stand in it as salted commitments only: a receipt
 * can be shown to anyone.
 */
export interface Leaf {
  readonly format: typeof LEAF_FORMAT;
  /** Number of the entry, in decimal. */
  readonly id: string;
  /** SHA-256 of the actor's salt and the actor, in hexadecimal. */
  readonly actorCommitment: string;
  readonly role: string;
  readonly agency: string | null;
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly from: string | null;
  readonly to: string;
  readonly objectVersion: number;
  readonly rules: string | null;
  /** SHA-256 of the salt of the details and their canonical JSON, in hexadecimal. */
  readonly commitment: string;
  /** In UTC, to the microsecond. */
  readonly at: string;
}

export const LEAF_FORMAT = "ventanilla-ledger-1";

/** The text that is hashed: canonical JSON, as RFC 8785 has it for text, whole numbers and null. */
export function leafText(leaf: Leaf): string {
  return canonicalJson(leaf);
}

export function hashOfLeaf(leaf: Leaf): Buffer {
  return leafHash(leafText(leaf));
}

/** Commits to who acted, without telling. */
export function actorCommitment(salt: Buffer, actor: string): string {
  return commitmentTo(salt, actor).toString("hex");
}

/** Commits to what may name persons; nobody can check it any more once the salt is destroyed. */
export function detailsCommitment(salt: Buffer, details: unknown): Buffer {
  return commitmentTo(salt, canonicalJson(details));
}
