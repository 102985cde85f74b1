import { z } from "zod";
import { LEAF_FORMAT } from "../leaf.js";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const whole = z.int().min(0);

export const headShape = z.object({
  size: whole,
  root: hex,
  link: hex,
  sealedAt: z.string(),
  keyId: z.string(),
  signature: z.string(),
});

/** Whatever a leaf holds is hashed, known here or not. */
export const leafShape = z.looseObject({
  format: z.literal(LEAF_FORMAT),
  id: z.string(),
  actorCommitment: hex,
  role: z.string(),
  agency: z.string().nullable(),
  action: z.string(),
  objectType: z.string(),
  objectId: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  objectVersion: z.int(),
  rules: z.string().nullable(),
  commitment: hex,
  at: z.string(),
});

/** One line of an export. The keys come first, then each entry in its place, each head behind the last entry that it covers, its time stamp behind it. */
export const recordShape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("key"), id: z.string(), publicKey: z.string() }),
  z.object({
    kind: z.literal("entry"),
    position: whole,
    previous: hex,
    leaf: leafShape,
    hash: hex,
    link: hex,
    actor: z.string(),
    actorSalt: hex,
  }),
  headShape.extend({ kind: z.literal("head") }),
  z.object({ kind: z.literal("stamp"), size: whole, token: z.base64() }),
]);
export type LedgerRecord = z.output<typeof recordShape>;
export type StampRecord = Extract<LedgerRecord, { kind: "stamp" }>;
export type EntryRecord = Extract<LedgerRecord, { kind: "entry" }>;

/** An entry as `ledgerReceipts` answers with it; fields that were not asked for are left out. */
export const receiptShape = z.looseObject({
  leaf: z.string(),
  proof: z.object({ position: whole, path: z.array(hex), head: headShape }).nullable(),
});

/** What an entry committed to, told by whoever still has it. */
export const disclosureShape = z.object({
  /** Number of the entry. */
  id: z.string(),
  details: z.record(z.string(), z.unknown()),
  /** In hexadecimal. */
  salt: z.string().regex(/^([0-9a-f]{2})+$/),
});
export type Disclosure = z.output<typeof disclosureShape>;
