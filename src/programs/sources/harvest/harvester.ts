import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { traced } from "../../../platform/telemetry/index.js";
import { SourceFailed } from "../source.js";
import { LeaseLost, leaseSource, releaseSource } from "../source-store.js";
import { settleReviewed } from "./items.js";
import { askForDue, beginHarvest, type HarvestRow, putBack, reviveInterrupted, waitingHarvests } from "./queue.js";
import { endRun, inStep, type Run, type RunNeeds, runHarvest } from "./run-harvest.js";

/** Feeds that one gateway reads at once: a slow one must not keep the others waiting. */
const AT_ONCE = 4;
/** Longest that one feed may take to be read, in milliseconds. */
const LONGEST = 600_000;
/** While feeds are read, so often it is looked whether others are due, in milliseconds. */
const LOOK_EVERY = 1_000;

/**
 * Harvests what is due and what was asked for. Any number of gateways may try at once; a lease keeps one source to one of them, and
 * lets another take it over when that one dies.
 */
export class Harvester {
  readonly #stopping = new AbortController();

  constructor(private readonly needs: RunNeeds) {}

  /** All that is due, and what becomes due meanwhile; how many harvests were made. Rejects with what went wrong here, once all have ended. */
  async harvestDue(now: Date): Promise<number> {
    const { database } = this.needs;
    await settleReviewed(database);
    const running = new Set<Promise<void>>();
    const errors: unknown[] = [];
    let made = 0;
    const begin = (harvest: HarvestRow) => {
      const run = this.#harvest(harvest)
        .then((done) => {
          if (done) made += 1;
        })
        .catch((error: unknown) => {
          errors.push(error);
        })
        .finally(() => running.delete(run));
      running.add(run);
    };
    for (let at = now; ; at = this.needs.now()) {
      for (const harvest of await this.#waiting(at)) if (running.size < AT_ONCE) begin(harvest);
      if (running.size === 0) break;
      await Promise.race([...running, sleep(LOOK_EVERY, undefined, { ref: false })]);
    }
    if (errors.length > 0) throw new AggregateError(errors, "harvesting failed");
    return made;
  }

  /** Reads no further; harvests under way wait for another gateway, or for the next start. */
  stop(): void {
    this.#stopping.abort();
  }

  async #waiting(now: Date): Promise<readonly HarvestRow[]> {
    if (this.#stopping.signal.aborted) return [];
    await this.needs.database.asGateway(async (tx) => {
      await askForDue(tx, now);
      await reviveInterrupted(tx, now);
    });
    return waitingHarvests(this.needs.database, now);
  }

  async #harvest(harvest: HarvestRow): Promise<boolean> {
    const { database, now } = this.needs;
    const holder = randomUUID();
    const row = await leaseSource(database, harvest.source, holder, now());
    if (row === undefined) return false;
    const startedAt = now();
    if (!(await beginHarvest(database, harvest.id, startedAt))) {
      await releaseSource(database, row, holder, "looked", null, now());
      return false;
    }
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(LONGEST)]);
    const run: Run = { harvest, row, source: row.settings, holder, startedAt, signal };
    try {
      const attributes = { "harvest.source": harvest.source, "harvest.kind": harvest.kind };
      await traced("harvest", attributes, () => runHarvest(run, this.needs));
      return true;
    } catch (error) {
      if (error instanceof LeaseLost) return false;
      return this.#failed(run, error);
    }
  }

  async #failed(run: Run, error: unknown): Promise<boolean> {
    if (this.#stopping.signal.aborted) {
      await inStep(run, this.needs, async (tx) => {
        await putBack(tx, run.harvest.id);
        await releaseSource(tx, run.row, run.holder, "looked", null, this.needs.now());
      });
      return false;
    }
    const tooLong = run.signal.aborted ? new SourceFailed("timeout", `more than ${LONGEST / 60_000} min`) : error;
    const known = tooLong instanceof SourceFailed ? tooLong : undefined;
    const failure = { kind: known?.kind ?? "internal", detail: known?.detail ?? "" };
    await endRun(run, this.needs, { outcome: "failed", failure }, "failed");
    if (known === undefined) throw error;
    return true;
  }
}
