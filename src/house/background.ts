import { resolve } from "node:path";
import { sweepDocuments } from "../businesses/documents/document.service.js";
import type { Config } from "../config.js";
import type { Blobs } from "../platform/blobs/blobs.js";
import { forgetOldCommands } from "../platform/commands.js";
import { createGuardedFetch, type GuardOptions } from "../platform/http/guarded-fetch.js";
import type { Log } from "../platform/log.js";
import { createMailer } from "../platform/mail/index.js";
import { createRelay } from "../platform/outbox/index.js";
import { createUpkeep, type Job } from "../platform/upkeep.js";
import type { Store } from "./store.js";

export interface BackgroundOptions {
  readonly config: Config;
  readonly store: Pick<Store, "database" | "modules" | "notices">;
  readonly log: Log;
  readonly now: () => Date;
  readonly guard: GuardOptions;
  readonly blobs: Blobs;
}

/** What a gateway does unasked: it tells others of what happened, and runs the jobs of its modules. */
export interface Background {
  start(): void;
  /** Ends it, what is under way included; before the database is closed. */
  stop(): Promise<void>;
  /** Runs every job once, as if it were that time. */
  upkeep(now: Date): Promise<void>;
}

/** Any number of gateways on one database share the work. */
export function createBackground({ config, store, log, now, guard, blobs }: BackgroundOptions): Background {
  const { database, modules, notices } = store;
  const fetch = createGuardedFetch(guard);
  const dataDir = resolve(config.DATA_DIR);
  const mailer = createMailer({ url: config.MAIL_URL, from: config.MAIL_FROM, dataDir, now });
  const relay = createRelay({ database, log, now, subscribers: notices.subscribers({ fetch, mailer }) });
  const ownJobs: readonly Job[] = [
    { name: "old commands", everySeconds: 3_600, run: (at) => forgetOldCommands(database, at) },
    { name: "removed documents", everySeconds: 60, run: () => sweepDocuments(database, blobs) },
  ];
  const upkeep = createUpkeep({ jobs: [...modules.flatMap(({ jobs = [] }) => jobs), ...ownJobs], log, now });
  return {
    start() {
      relay.start();
      upkeep.start();
    },
    async stop() {
      await Promise.all([upkeep.stop(), relay.stop()]);
      await Promise.all([fetch.close(), mailer.close()]);
    },
    upkeep: (at) => upkeep.runAll(at),
  };
}
