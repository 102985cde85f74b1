import { v7 as newId } from "uuid";
import type { Transaction } from "../../../platform/database.js";
import { type BringNeeds, type Brought, publishSpoken, type Spoken, sendToReview } from "./bring.js";
import { consider, type Decision, type Join, type Surroundings } from "./consider.js";
import { likenessOf } from "./evidence.js";
import { type ItemChange, type ItemRow, itemsById, writeItems } from "./items.js";
import type { Reason } from "./reasons.js";
import { type HarvestRecord, writeRecords } from "./records.js";
import type { Staged } from "./staging.js";
import type { ItemState, RecordKind } from "./vocabulary.js";

export interface ApplyNeeds extends Omit<BringNeeds, "source" | "day"> {
  readonly harvestId: string;
  /** When the harvest began. */
  readonly seenAt: Date;
  /** Decides and records, and changes nothing else. */
  readonly trial: boolean;
  /** Looks also at what the feed said before. */
  readonly again: boolean;
}

interface Considered {
  readonly staged: Staged;
  readonly row: ItemRow | undefined;
  readonly decision: Decision;
}

/** Makes of some items of the feed what they are to become, all in one transaction. */
export async function applyItems(
  tx: Transaction,
  batch: readonly Staged[],
  around: Surroundings,
  needs: ApplyNeeds,
): Promise<void> {
  const { source } = around;
  const rows = await itemsById(
    tx,
    source.key,
    batch.map(({ itemId }) => itemId),
  );
  const considered = batch.map((staged): Considered => {
    const row = rows.get(staged.itemId);
    const decision = consider(staged, needs.again && row ? { ...row, digest: "" } : row, around);
    remember(around, staged, decision);
    return { staged, row, decision };
  });
  const spoken = considered.flatMap(({ staged, row, decision }): Spoken[] =>
    decision.what === "take" ? [{ itemId: staged.itemId, before: row?.said ?? null, says: decision.document }] : [],
  );
  const bring = source.trust === "auto_publish" ? publishSpoken : sendToReview;
  const brought = needs.trial
    ? new Map<string, Brought>()
    : await bring(tx, spoken, { ...needs, source, day: around.day });
  const outcomes = considered.map((one) => outcomeOf(one, brought.get(one.staged.itemId)));
  await writeRecords(
    tx,
    needs.harvestId,
    outcomes.map(({ record }) => record),
  );
  if (needs.trial) return;
  await seen(tx, source.key, needs.seenAt, outcomes);
  for (const { staged, decision } of considered)
    if ((decision.what === "take" || decision.what === "attest") && decision.join !== null)
      await writeJoin(tx, source.key, staged.itemId, decision.join, needs.seenAt);
}

/** Items of one feed are told apart from each other too. */
function remember({ source, programs, likenesses }: Surroundings, { itemId }: Staged, decision: Decision): void {
  if (decision.what !== "take") return;
  const { document } = decision;
  (programs as Map<string, unknown>).set(document.slug, {
    catalog: source.catalog,
    by: { source: source.key, itemId },
  });
  likenesses.add(likenessOf(document));
}

interface Outcome {
  readonly record: HarvestRecord;
  /** Undefined where the item stays as it was. */
  readonly change: ItemChange | undefined;
}

function outcomeOf({ staged, row, decision }: Considered, brought: Brought | undefined): Outcome {
  const { itemId, digest } = staged;
  const record = (what: RecordKind, slug: string | null, findings: readonly Reason[] = []): HarvestRecord => ({
    itemId,
    what,
    slug,
    findings,
  });
  const change = (state: ItemState, more: Partial<ItemChange>): ItemChange => ({
    itemId,
    state,
    slug: row?.slug ?? null,
    digest,
    said: row?.said ?? null,
    pending: null,
    findings: [],
    revisionId: row?.revisionId ?? null,
    ...more,
  });
  switch (decision.what) {
    case "nothing": {
      const quarantined = row?.state === "quarantined";
      return {
        record: record(quarantined ? "quarantined" : "unchanged", row?.slug ?? null, row?.findings ?? []),
        change: undefined,
      };
    }
    case "quarantine": {
      const { reasons: findings, document: pending } = decision;
      return {
        record: record("quarantined", row?.slug ?? null, findings),
        change: change("quarantined", { pending, findings }),
      };
    }
    case "attest": {
      const { slug } = decision;
      return { record: record("joined", slug), change: change("joined", { slug }) };
    }
    case "take": {
      const { document, isNew } = decision;
      const what = brought?.what ?? (isNew ? "created" : "changed");
      const state = what === "sent_to_review" ? "in_review" : "published";
      const taken =
        state === "in_review"
          ? { pending: document, revisionId: brought?.revisionId ?? null }
          : { said: document, revisionId: null };
      return { record: record(what, document.slug), change: change(state, { slug: document.slug, ...taken }) };
    }
  }
}

async function seen(tx: Transaction, source: string, at: Date, outcomes: readonly Outcome[]): Promise<void> {
  const changes = outcomes.flatMap(({ change }) => change ?? []);
  const same = outcomes.filter(({ change }) => change === undefined).map(({ record }) => record.itemId);
  if (changes.length > 0) await writeItems(tx, source, changes, at);
  if (same.length > 0)
    await tx.query("update source_item set seen_at = $3 where source = $1 and item_id = any($2::text[])", [
      source,
      same,
      at,
    ]);
}

async function writeJoin(tx: Transaction, source: string, itemId: string, join: Join, at: Date): Promise<void> {
  await tx.query(
    `insert into source_join (id, source, item_id, slug, score, evidence, joined_by, joined_at) values ($1, $2, $3, $4, $5, $6, 'system', $7)`,
    [newId(), source, itemId, join.slug, join.score, join.evidence, at],
  );
}
