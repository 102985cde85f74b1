import { randomBytes } from "node:crypto";
import type { Transaction } from "../database.js";
import { detailsCommitment } from "./leaf.js";

/** One decision, as the ledger keeps it: who did what to which thing, by which rules. */
export interface LedgerEntry {
  readonly actor: string;
  readonly role: string;
  readonly agency: string | null;
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly from: string | null;
  readonly to: string;
  readonly objectVersion: number;
  /** Digest of the rules that were applied; null where none were. */
  readonly rules: string | null;
  /** What may name persons: kept here only as a salted commitment, which tells nothing once the salt is destroyed. */
  readonly details: object;
  readonly at: Date;
}

/** Writes an entry that decides nothing, and so is taken also while others wait too long to be sealed. */
export async function addNote(tx: Transaction, entry: LedgerEntry): Promise<void> {
  await tx.query("select set_config('app.ledger_stall_seconds', '0', true)");
  await addEntry(tx, entry);
}

/**
 * Writes an entry in the transaction of the decision itself: neither is ever kept without the other. The store lets it wait to be
 * sealed, and refuses it (as if it had no room, class 53) once others have waited too long.
 */
export async function addEntry(tx: Transaction, entry: LedgerEntry): Promise<void> {
  const salt = randomBytes(32);
  const commitment = detailsCommitment(salt, entry.details);
  await tx.query(
    `with entry as (
       insert into ledger_entry (actor, role, agency, action, object_type, object_id, from_state, to_state,
                                 object_version, rules, commitment, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id
     )
     insert into ledger_salt (entry_id, object_id, salt) select id, $6, $13 from entry`,
    [
      entry.actor,
      entry.role,
      entry.agency,
      entry.action,
      entry.objectType,
      entry.objectId,
      entry.from,
      entry.to,
      entry.objectVersion,
      entry.rules,
      commitment,
      entry.at,
      salt,
    ],
  );
}
