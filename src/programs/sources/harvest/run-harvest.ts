import { todayIn } from "../../../graph/context.js";
import type { Transaction } from "../../../platform/database.js";
import { count, record } from "../../../platform/telemetry/index.js";
import type { TellOfEditions } from "../../ports.js";
import type { WriteContext } from "../../store/write-versions.js";
import { type Adapter, type Source, SourceFailed, type Validators, type Wire } from "../source.js";
import { type Ending, releaseSource, renewLease, type SourceRow } from "../source-store.js";
import { applyItems } from "./apply.js";
import { type Ended, endHarvest, type HarvestRow } from "./queue.js";
import { countRecords } from "./records.js";
import { lossOf, stagedItems, stagePage } from "./staging.js";
import { type SurroundingsNeeds, surroundingsOf } from "./surroundings.js";
import { markVanished, retireVanished } from "./vanish.js";

export interface RunNeeds extends SurroundingsNeeds {
  readonly adapters: Readonly<Record<Wire, Adapter>>;
  readonly tell: TellOfEditions;
  readonly now: () => Date;
}

/** One harvest under way, by one gateway. */
export interface Run {
  readonly harvest: HarvestRow;
  readonly row: SourceRow;
  readonly source: Source;
  readonly holder: string;
  readonly startedAt: Date;
  readonly signal: AbortSignal;
}

/** A feed of no more items may lose any of them, but never all. */
const FEW = 4;

/** Whether a feed lost more than its source may lose at once. */
function lostTooMany({ had, lost }: { readonly had: number; readonly lost: number }, { mostLost }: Source): boolean {
  return lost > 0 && (lost === had || (had > FEW && lost / had > mostLost));
}

/**
 * Reads a feed to its end, and then makes of the catalog what it says. Rejects with `SourceFailed` where it cannot be read, with nothing
 * done; with `LeaseLost` where another gateway took over.
 */
export async function runHarvest(run: Run, needs: RunNeeds): Promise<void> {
  const { harvest, row, source, signal } = run;
  const adapter = needs.adapters[source.wire];
  const plain = harvest.kind === "scheduled" && row.checkedAt !== null;
  const feed = await adapter.fetch(source, plain ? { etag: row.etag, lastModified: row.lastModified } : null, signal);
  if (feed.unchanged) {
    await inStep(run, needs, (tx) => retire(tx, run, needs));
    return endRun(run, needs, { outcome: "unchanged" }, "same");
  }
  for await (const page of feed.pages)
    await inStep(run, needs, (tx) => stagePage(tx, harvest.id, page, adapter.toProgram));
  const loss = await lossOf(needs.database, source.key, harvest.id);
  if (harvest.kind !== "retry" && !harvest.allowLoss && lostTooMany(loss, source)) {
    const failure = { kind: "lost", detail: `${loss.lost} / ${loss.had}` };
    return endRun(run, needs, { outcome: "held", failure }, "failed");
  }
  await take(run, needs, feed.validators());
}

async function take(run: Run, needs: RunNeeds, validators: Validators | null): Promise<void> {
  const { database, tell } = needs;
  const { harvest, source, startedAt: seenAt } = run;
  const around = await surroundingsOf(needs, source, harvest.id, todayIn(seenAt));
  if (around === undefined) throw new SourceFailed("malformed", "its agency or catalog is not in the directory");
  const [trial, whole] = [harvest.kind === "trial", harvest.kind !== "retry"];
  for await (const batch of stagedItems(database, harvest.id, harvest.itemId)) {
    await inStep(run, needs, async (tx) => {
      const context = await contextOf(run, needs);
      await applyItems(tx, batch, around, { tell, context, harvestId: harvest.id, seenAt, trial, again: !whole });
      if (!trial) await bumpRevision(tx);
    });
  }
  if (whole) await inStep(run, needs, (tx) => markVanished(tx, source.key, harvest.id, seenAt, trial));
  if (whole && !trial) await inStep(run, needs, (tx) => retire(tx, run, needs));
  const counts = await countRecords(database, harvest.id);
  await endRun(run, needs, { outcome: "done", counts }, whole && !trial ? "taken" : "looked", validators);
}

async function retire(tx: Transaction, run: Run, needs: RunNeeds): Promise<void> {
  const { source, startedAt, harvest } = run;
  const bring = { tell: needs.tell, source, context: await contextOf(run, needs), day: todayIn(startedAt) };
  if ((await retireVanished(tx, harvest.id, bring, startedAt)) > 0) await bumpRevision(tx);
}

async function bumpRevision(tx: Transaction): Promise<void> {
  await tx.query("update catalog_state set revision = revision + 1");
}

async function contextOf({ harvest, startedAt }: Run, { directory, places }: RunNeeds): Promise<WriteContext> {
  const { agencies } = await directory.everyone();
  const documents = new Map([...agencies].map(([slug, { document }]) => [slug, document]));
  return { agencies: documents, places, now: startedAt, origin: `harvest:${harvest.id}` };
}

/** One step of a harvest: all of it, and only while the source is still this gateway's. */
export function inStep<T>(
  { source, holder }: Run,
  { database, now }: RunNeeds,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return database.asGateway(async (tx) => {
    await renewLease(tx, source.key, holder, now());
    return work(tx);
  });
}

/** Writes down how a harvest ended, and gives its source back. */
export async function endRun(
  run: Run,
  needs: RunNeeds,
  ended: Ended,
  ending: Ending,
  validators: Validators | null = null,
): Promise<void> {
  await inStep(run, needs, async (tx) => {
    await endHarvest(tx, run.harvest, ended, needs.now());
    await releaseSource(tx, run.row, run.holder, ending, validators, needs.now());
  });
  measure(run, ended, needs.now());
}

function measure({ source, startedAt }: Run, { outcome, counts = {} }: Ended, now: Date): void {
  count("harvest.runs", { outcome });
  for (const [made, items] of Object.entries(counts)) count("harvest.items", { outcome: made }, items);
  record("harvest.duration", (now.getTime() - startedAt.getTime()) / 1_000, { source: source.key, outcome });
}
