import { mkdir } from "node:fs/promises";
import type { Database } from "../../database.js";
import { errorName } from "../../error-name.js";
import type { Log } from "../../log.js";
import type { Job } from "../../upkeep.js";
import { askForStamp, type StampService } from "./ask.js";
import { createStampsFolder } from "./stamps-folder.js";
import { headToStamp, keepStamp, stampedDigest } from "./stored-stamps.js";

export interface StamperNeeds {
  readonly database: Database;
  readonly service: StampService;
  readonly headsFolder: string | undefined;
  readonly log: Log;
}

const STAMPED_EVERY_SECONDS = 60;

/**
 * Has the newest head stamped, at most once a minute. Nothing waits for it: where the service is down or answers wrong the log says so,
 * and the next time is a minute later.
 */
export function createStamper({ database, service, headsFolder, log }: StamperNeeds): Job {
  const keepFiles = headsFolder === undefined ? undefined : createStampsFolder(headsFolder, database);
  return {
    name: "ledger stamps",
    everySeconds: STAMPED_EVERY_SECONDS,
    async run() {
      const head = await headToStamp(database);
      const stamp = head && (await askForStamp(service, stampedDigest(head)).catch(notNow));
      const kept = head && stamp && (await keepStamp(database, head, stamp));
      if (headsFolder !== undefined) await mkdir(headsFolder, { recursive: true });
      await keepFiles?.();
      return kept ? 1 : 0;
    },
  };

  function notNow(error: unknown): undefined {
    log.warn({ error: errorName(error) }, "the newest head of the ledger got no time stamp");
  }
}
