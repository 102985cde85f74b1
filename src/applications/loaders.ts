import DataLoader from "dataloader";
import { type GraphContext, perRequest } from "../graph/context.js";
import { scopeOf } from "../graph/reading.js";
import type { AccessLogService } from "./access-log/access-log.service.js";
import type { CallService } from "./calls/call.service.js";
import type { Businesses, Documents, Eligibility, Programs } from "./ports.js";
import { today } from "./record/changes.js";
import type { TrackingService } from "./tracking/tracking.service.js";

/** What fields of many applications ask for, gathered into one statement each; kept for one request and no longer. */
export function createLoaders({
  tracking,
  calls,
  programs,
  businesses,
  eligibility,
  documents,
  accessLog,
}: {
  readonly tracking: TrackingService;
  readonly calls: CallService;
  readonly programs: Programs;
  readonly businesses: Businesses;
  readonly eligibility: Eligibility;
  readonly documents: Documents;
  readonly accessLog: AccessLogService;
}) {
  const loader = <Value>(load: (context: GraphContext, keys: readonly string[]) => Promise<readonly Value[]>) =>
    perRequest((context) => new DataLoader<string, Value>((keys) => load(context, keys)));
  return {
    application: loader((context, keys) => tracking.byKeys(context, keys)),
    events: loader((context, keys) => tracking.parts(context, "events", keys)),
    requests: loader((context, keys) => tracking.parts(context, "requests", keys)),
    scores: loader((context, keys) => tracking.parts(context, "scores", keys)),
    tranches: loader((context, keys) => tracking.parts(context, "tranches", keys)),
    attachments: loader((context, keys) => tracking.parts(context, "attachments", keys)),
    document: loader((context, keys) => documents.present(context, keys)),
    access: loader(async (context, keys) => {
      await accessLog.note(context, keys);
      return keys.map(() => true);
    }),
    results: loader((context, programKeys) => tracking.results(context, programKeys)),
    waiting: loader((context, keys) => tracking.waiting(context, keys)),
    stages: loader((context, agencies) => tracking.stages(context, agencies)),
    requested: loader((context, keys) => calls.requested(context, keys)),
    call: loader((context, keys) => calls.byKeys(context, keys)),
    version: loader((context, ids) => programs.presentVersions(ids, scopeOf({}, context))),
    program: loader((context, keys) => programs.present(keys, scopeOf({}, context), context)),
    rules: loader((context, versionIds) => eligibility.rulesOf(versionIds, today(context))),
    business: loader((context, keys) => businesses.present(context, keys)),
    told: loader((context, keys) => tracking.read(context, (tx) => businesses.told(tx, context, keys))),
  };
}
export type Loaders = ReturnType<typeof createLoaders>;
