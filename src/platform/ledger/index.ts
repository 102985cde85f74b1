import type { Database } from "../database.js";
import type { Job } from "../upkeep.js";
import { createHeadsFolder } from "./heads-folder.js";
import { type LedgerSeed, openSigner } from "./keys.js";
import { sealWaiting } from "./seal.js";

export { readKeys } from "./keys.js";
export { newestHead } from "./stored.js";

/** How the ledger is kept. */
export interface LedgerOptions {
  /** What its heads are signed with, the current key first; without it, a key that the database keeps itself. */
  readonly keys?: readonly LedgerSeed[] | undefined;
  /** Where each head is written to, beside the database. */
  readonly headsFolder?: string | undefined;
  /** How long an entry may wait to be sealed before no more are taken; for ever without it. */
  readonly stallSeconds?: number;
}

const SEALED_EVERY_SECONDS = 2;

/** What seals the ledger, by the clock. Opens its keys, so it needs a store that is up to date. */
export async function createSealer(database: Database, { keys, headsFolder }: LedgerOptions, now: Date): Promise<Job> {
  const signer = await openSigner(database, keys, now);
  const keepHeads = headsFolder === undefined ? undefined : createHeadsFolder(headsFolder, database);
  return {
    name: "ledger seals",
    everySeconds: SEALED_EVERY_SECONDS,
    async run(at) {
      const sealed = await sealWaiting({ database, signer }, at);
      await keepHeads?.();
      return sealed;
    },
  };
}

/** Settings of each connection by which the store itself stops taking decisions. */
export function stallSettings({ stallSeconds = 0 }: LedgerOptions): Readonly<Record<string, number>> {
  return { "app.ledger_stall_seconds": stallSeconds };
}

/** Whether no decision is taken for now, since the ledger has not been sealed for too long. */
export async function isStalled(database: Pick<Database, "query">): Promise<boolean> {
  const [answer] = await database.query<{ stalled: boolean }>("select ledger_is_stalled() as stalled");
  return answer?.stalled === true;
}
