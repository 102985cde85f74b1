import type { Database, Transaction } from "./database.js";

/** A command as it was sent: who sent it, under which key, and what it asks for, in short. */
export interface SentCommand {
  readonly role: string;
  readonly agency: string | null;
  readonly subject: string;
  /** The sender's own name for this one request. */
  readonly key: string;
  readonly operation: string;
  /** Digest of the input; equal for equal inputs only. */
  readonly fingerprint: string;
}

/** The key was used before, for another input. */
export class KeyReused extends Error {}

/**
 * Runs a command once, however often and from however many places it is sent: the first to come does the work, whoever comes
 * later waits for it and is given its answer. The key and the work are kept in one transaction, or neither is.
 */
export async function once<Answer extends object>(
  tx: Transaction,
  { role, agency, subject, key, operation, fingerprint }: SentCommand,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const sent = [role, agency ?? "", subject, key];
  const inserted = await tx.query(
    `insert into command (role, agency, subject, key, operation, fingerprint) values ($1, $2, $3, $4, $5, $6)
     on conflict (role, agency, subject, key) do nothing returning key`,
    [...sent, operation, fingerprint],
  );
  if (inserted.length === 0) {
    const [before] = await tx.query<{ operation: string; fingerprint: string; answer: Answer }>(
      `select operation, fingerprint, answer from command
        where role = $1 and agency = $2 and subject = $3 and key = $4`,
      sent,
    );
    if (before?.operation !== operation || before.fingerprint !== fingerprint) throw new KeyReused();
    return before.answer;
  }
  const answer = await work();
  await tx.em.flush();
  await tx.query("update command set answer = $5 where role = $1 and agency = $2 and subject = $3 and key = $4", [
    ...sent,
    JSON.stringify(answer),
  ]);
  return answer;
}

/** For how long a command that is sent again is known, in days; after that it is a new one. */
const KEEP_DAYS = 30;
const FORGOTTEN_AT_ONCE = 5_000;

/** Forgets commands of long ago with their answers, and tells how many. */
export async function forgetOldCommands(database: Pick<Database, "query">, now: Date): Promise<number> {
  const before = new Date(now.getTime() - KEEP_DAYS * 24 * 3_600_000);
  let forgotten = 0;
  for (let found = FORGOTTEN_AT_ONCE; found === FORGOTTEN_AT_ONCE; forgotten += found) {
    const rows = await database.query(
      `delete from command where (subject, key) in (
         select subject, key from command where at < $1 limit $2 for update skip locked
       ) returning key`,
      [before, FORGOTTEN_AT_ONCE],
    );
    found = rows.length;
  }
  return forgotten;
}
