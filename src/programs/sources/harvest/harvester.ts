import { randomUUID } from "node:crypto";
import { todayIn } from "../../../graph/context.js";
import type { Transaction } from "../../../platform/database.js";
import type { TellOfEdition } from "../../ports.js";
import type { WriteContext } from "../../store/write-versions.js";
import { type Adapter, type Source, SourceFailed, type Validators, type Wire } from "../source.js";
import { LeaseLost, leaseSource, releaseSource, renewLease, type SourceRow } from "../source-store.js";
import { applyItems } from "./apply.js";
import { settleReviewed } from "./items.js";
import {
  askForDue,
  beginHarvest,
  type Ended,
  endHarvest,
  type HarvestRow,
  reviveInterrupted,
  waitingHarvests,
} from "./queue.js";
import { countRecords } from "./records.js";
import { lossOf, stagedItems, stagePage } from "./staging.js";
import { type SurroundingsNeeds, surroundingsOf } from "./surroundings.js";
import { markVanished, retireVanished } from "./vanish.js";

export interface HarvesterNeeds extends SurroundingsNeeds {
  readonly adapters: Readonly<Record<Wire, Adapter>>;
  readonly tell: TellOfEdition;
  readonly now: () => Date;
}

/** A feed of no more items may lose any of them, but never all. */
const FEW = 4;

/** Whether a feed lost more than its source may lose at once. */
function lostTooMany({ had, lost }: { readonly had: number; readonly lost: number }, { mostLost }: Source): boolean {
  return lost > 0 && (lost === had || (had > FEW && lost / had > mostLost));
}

/** One harvest under way, by one gateway. */
interface Run {
  readonly harvest: HarvestRow;
  readonly row: SourceRow;
  readonly source: Source;
  readonly holder: string;
  readonly startedAt: Date;
}

/**
 * Harvests what is due and what was asked for. A feed is read to its end before anything is done with it: what is cut short, broken,
 * repeated or much smaller than it was changes nothing. Any number of gateways may try at once; a lease keeps one source to one of them.
 */
export class Harvester {
  readonly #stopping = new AbortController();

  constructor(private readonly needs: HarvesterNeeds) {}

  /** All that is due; how many harvests were made. */
  async harvestDue(now: Date): Promise<number> {
    const { database } = this.needs;
    await settleReviewed(database);
    await database.asGateway(async (tx) => {
      await askForDue(tx, now);
      await reviveInterrupted(tx, now);
    });
    let made = 0;
    for (const harvest of await waitingHarvests(database)) {
      if (this.#stopping.signal.aborted) break;
      if (await this.#harvest(harvest)) made += 1;
    }
    return made;
  }

  /** Reads no further; what has been read of a feed comes to nothing. */
  stop(): void {
    this.#stopping.abort();
  }

  async #harvest(harvest: HarvestRow): Promise<boolean> {
    const { database, now } = this.needs;
    const holder = randomUUID();
    const row = await leaseSource(database, harvest.source, holder, now());
    if (row === undefined) return false;
    const startedAt = now();
    const run: Run = { harvest, row, source: row.settings, holder, startedAt };
    if (!(await beginHarvest(database, harvest.id, startedAt))) {
      await releaseSource(database, row, holder, { read: true, changed: false, validators: null }, now());
      return false;
    }
    try {
      await this.#read(run);
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      const failure =
        error instanceof SourceFailed ? { kind: error.kind, detail: error.detail } : { kind: "internal", detail: "" };
      await this.#end(run, { outcome: "failed", failure }, { read: false });
      if (!(error instanceof SourceFailed)) throw error;
    }
    return true;
  }

  async #read(run: Run): Promise<void> {
    const { adapters } = this.needs;
    const { harvest, row, source } = run;
    const adapter = adapters[source.wire];
    const plain = harvest.kind === "scheduled";
    const last = plain && row.checkedAt !== null ? { etag: row.etag, lastModified: row.lastModified } : null;
    const feed = await adapter.fetch(source, last, this.#stopping.signal);
    if (feed.unchanged) {
      await this.#inStep(run, (tx) => this.#retire(tx, run));
      return this.#end(run, { outcome: "unchanged" }, { read: true, changed: false, validators: null });
    }
    for await (const page of feed.pages)
      await this.#inStep(run, (tx) => stagePage(tx, harvest.id, page, adapter.toProgram));
    const loss = await lossOf(this.needs.database, source.key, harvest.id);
    const whole = harvest.kind !== "retry";
    if (whole && !harvest.allowLoss && lostTooMany(loss, source)) {
      const failure = { kind: "lost", detail: `${loss.lost} / ${loss.had}` };
      return this.#end(run, { outcome: "held", failure }, { read: false });
    }
    await this.#apply(run, feed.validators());
  }

  async #apply(run: Run, validators: Validators | null): Promise<void> {
    const { database, tell } = this.needs;
    const { harvest, source, startedAt } = run;
    const day = todayIn(startedAt);
    const around = await surroundingsOf(this.needs, source, harvest.id, day);
    if (around === undefined) throw new SourceFailed("malformed", "its agency or catalog is not in the directory");
    const [trial, whole] = [harvest.kind === "trial", harvest.kind !== "retry"];
    for await (const batch of stagedItems(database, harvest.id, harvest.itemId)) {
      await this.#inStep(run, async (tx) => {
        const [context, seenAt] = [await this.#context(run), startedAt];
        await applyItems(tx, batch, around, { tell, context, harvestId: harvest.id, seenAt, trial, again: !whole });
        if (!trial) await tx.query("update catalog_state set revision = revision + 1");
      });
    }
    if (whole) await this.#inStep(run, (tx) => markVanished(tx, source.key, harvest.id, startedAt, trial));
    if (whole && !trial) await this.#inStep(run, (tx) => this.#retire(tx, run));
    const counts = await countRecords(database, harvest.id);
    await this.#end(run, { outcome: "done", counts }, { read: true, changed: whole && !trial, validators });
  }

  async #retire(tx: Transaction, run: Run): Promise<void> {
    const { source, startedAt, harvest } = run;
    const context = await this.#context(run);
    const bring = { tell: this.needs.tell, source, context, day: todayIn(startedAt) };
    const retired = await retireVanished(tx, harvest.id, bring, startedAt);
    if (retired > 0) await tx.query("update catalog_state set revision = revision + 1");
  }

  async #context({ harvest, startedAt }: Run): Promise<WriteContext> {
    const { directory, places } = this.needs;
    const { agencies } = await directory.everyone();
    const documents = new Map([...agencies].map(([slug, { document }]) => [slug, document]));
    return { agencies: documents, places, now: startedAt, origin: `harvest:${harvest.id}` };
  }

  /** One step of a harvest: all of it, and only while the source is still this gateway's. */
  #inStep<T>({ source, holder }: Run, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { database, now } = this.needs;
    return database.asGateway(async (tx) => {
      await renewLease(tx, source.key, holder, now());
      return work(tx);
    });
  }

  async #end(run: Run, ended: Ended, ending: Parameters<typeof releaseSource>[3]): Promise<void> {
    const { now } = this.needs;
    await this.#inStep(run, async (tx) => {
      await endHarvest(tx, run.harvest, ended, now());
      await releaseSource(tx, run.row, run.holder, ending, now());
    });
  }
}
