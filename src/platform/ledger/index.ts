import type { Database } from "../database.js";
import type { Log } from "../log.js";
import type { Job } from "../upkeep.js";
import { createHeadsFolder } from "./heads-folder.js";
import { type LedgerSeed, openSigner } from "./keys.js";
import { sealWaiting } from "./seal.js";
import type { StampService } from "./stamps/ask.js";
import { createStamper } from "./stamps/stamper.js";
import { isStampOverdue } from "./stamps/stored-stamps.js";

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
  /** Who is asked for time stamps of heads, and after how many seconds a missing one is late; nobody without it. */
  readonly stamps?: (StampService & { readonly lateSeconds: number }) | undefined;
}

const SEALED_EVERY_SECONDS = 2;

/** What keeps the ledger, by the clock: seals it, and has it stamped. Opens its keys, so it needs a store that is up to date. */
export async function createKeepers(
  database: Database,
  options: LedgerOptions,
  { log, now }: { readonly log: Log; readonly now: Date },
): Promise<readonly Job[]> {
  const { stamps: service, headsFolder } = options;
  const sealer = await createSealer(database, options, now);
  return service === undefined ? [sealer] : [sealer, createStamper({ database, service, headsFolder, log })];
}

/** What seals the ledger. */
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

/** What of the ledger is not as it should be, for who watches over it; nothing, when all is well. */
export async function troubleOf(
  database: Pick<Database, "query">,
  { stamps }: LedgerOptions,
  now: Date,
): Promise<Readonly<Record<string, string>>> {
  const late = stamps && new Date(now.getTime() - stamps.lateSeconds * 1_000);
  return {
    ...((await isStalled(database)) ? { decisions: "stopped: the ledger is not sealed" } : {}),
    ...(late && (await isStampOverdue(database, late))
      ? { stamps: "late: heads of the ledger have no time stamp" }
      : {}),
  };
}
