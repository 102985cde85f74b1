import type { z } from "zod";
import { leafHash } from "../hashes.js";
import { isSignedBy } from "../head.js";
import { leafText } from "../leaf.js";
import { rootOf } from "../merkle.js";
import type { Fault, FaultCode } from "./faults.js";
import { leafShape, receiptShape } from "./records.js";
import { keysNamed, type TrustedKey } from "./trusted-keys.js";

/**
 * Checks a receipt with nothing but itself and a public key: that the leaf is well formed, that the fields beside it say what it
 * says, that the proof leads to the head, and that the head is signed. `at` is how the receipt is called in what is said of it.
 */
export function checkReceipt(given: unknown, keys: readonly TrustedKey[], at: string | number): readonly Fault[] {
  const fault = (code: FaultCode): Fault => ({ code, place: "receipt", at });
  const receipt = receiptShape.safeParse(given);
  const leaf = receipt.success ? readLeaf(receipt.data.leaf) : undefined;
  if (!receipt.success || leaf === undefined) return [fault("unreadable")];
  const { proof, leaf: text, ...shown } = receipt.data;
  const faults = saysTheSame(shown, leaf) ? [] : [fault("fields")];
  if (proof === null) return [...faults, fault("waiting")];
  const path = proof.path.map((hash) => Buffer.from(hash, "hex"));
  const root = rootOf(leafHash(text), proof.position, proof.head.size, path);
  if (root?.toString("hex") !== proof.head.root) faults.push(fault("proof"));
  if (!isSignedBy(proof.head, keysNamed(keys, proof.head.keyId))) faults.push(fault("signature"));
  return faults;
}

type ReadLeaf = z.output<typeof leafShape>;

/** The leaf in a text; undefined when it is none, or not written as leaves are. */
function readLeaf(text: string): ReadLeaf | undefined {
  try {
    const leaf = leafShape.parse(JSON.parse(text));
    return leafText(leaf) === text ? leaf : undefined;
  } catch {
    return undefined;
  }
}

function saysTheSame(shown: Readonly<Record<string, unknown>>, leaf: ReadLeaf): boolean {
  return Object.entries(shown).every(([name, value]) => !Object.hasOwn(leaf, name) || leaf[name] === value);
}
