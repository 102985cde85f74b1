import { concept } from "../../graph/concept.js";
import { instant } from "../../graph/instant.js";
import type { Language } from "../document/text.js";
import type { HarvestRow } from "./harvest/queue.js";
import { adviceFor, REASONS, type Reason } from "./harvest/reasons.js";
import type { HarvestRecord } from "./harvest/records.js";
import { HARVEST_KINDS, HARVEST_OUTCOMES, ITEM_STATES, RECORDS } from "./harvest/vocabulary.js";
import { TRUSTS, WIRES } from "./source.js";
import type { InboxRow } from "./source.reader.js";
import { HARVEST_FAILURES } from "./source.types.js";
import type { SourceRow } from "./source-store.js";
import {
  ageMinutes,
  FRESHNESS,
  type FreshnessState,
  freshnessOf,
  HEALTH,
  type HealthState,
  healthOf,
} from "./standing.js";

/** Who reads: in which language, and when. */
type Reading = { readonly language: Language; readonly now: Date };

const when = (at: string | null) => (at === null ? null : instant(new Date(at)));

export function presentFreshness(
  { checkedAt, changedAt }: Pick<SourceRow, "checkedAt" | "changedAt">,
  state: FreshnessState,
  { language, now }: Reading,
) {
  return {
    state: concept(FRESHNESS, state, language),
    checkedAt: when(checkedAt),
    changedAt: when(changedAt),
    ageMinutes: ageMinutes(checkedAt, now),
  };
}

export function presentHealth(failuresInARow: number, state: HealthState, { language }: Pick<Reading, "language">) {
  return { state: concept(HEALTH, state, language), failuresInARow };
}

/** A source as the API shows it; where it is fetched from is not told. */
export function presentSource(row: SourceRow, last: HarvestRow | null, context: Reading) {
  const { language, now } = context;
  const { key, name, owner, catalog, wire, trust, everyMinutes, mostLost, retireAfterDays } = row.settings;
  return {
    row,
    key,
    name: name[language],
    ownerSlug: owner,
    catalogSlug: catalog,
    wire: concept(WIRES, wire, language),
    trust: concept(TRUSTS, trust, language),
    active: row.active,
    everyMinutes,
    mostLost,
    retireAfterDays,
    freshness: presentFreshness(row, freshnessOf(row, now), context),
    health: presentHealth(row.failures, healthOf(row, last), context),
  };
}
export type SourceView = ReturnType<typeof presentSource>;

export function presentHarvest(row: HarvestRow, { language }: Pick<Reading, "language">) {
  const { counts, failure } = row;
  const kind = failure?.kind as keyof typeof HARVEST_FAILURES;
  return {
    row,
    id: row.id,
    sourceKey: row.source,
    kind: concept(HARVEST_KINDS, row.kind, language),
    outcome: concept(HARVEST_OUTCOMES, row.outcome, language),
    askedAt: when(row.askedAt),
    startedAt: when(row.startedAt),
    endedAt: when(row.endedAt),
    failure: failure === null ? null : { kind: concept(HARVEST_FAILURES, kind, language), detail: failure.detail },
    counts: {
      created: counts.created ?? 0,
      changed: counts.changed ?? 0,
      sentToReview: counts.sent_to_review ?? 0,
      unchanged: counts.unchanged ?? 0,
      joined: counts.joined ?? 0,
      quarantined: counts.quarantined ?? 0,
      vanished: counts.vanished ?? 0,
      retired: counts.retired ?? 0,
    },
  };
}

export type HarvestView = ReturnType<typeof presentHarvest>;

export function presentReasons(findings: readonly Reason[], language: Language) {
  return findings.map(({ code, path, slug = null, ...words }) => ({
    kind: concept(REASONS, code, language),
    path: path.map(String),
    message: words[language],
    advice: adviceFor(code)[language],
    programSlug: slug,
  }));
}

export function presentRecord({ itemId, what, slug, findings }: HarvestRecord, language: Language) {
  return {
    itemId,
    what: concept(RECORDS, what, language),
    programSlug: slug,
    reasons: presentReasons(findings, language),
  };
}

export function presentInboxItem(row: InboxRow, { language }: Pick<Reading, "language">) {
  return {
    sourceKey: row.source,
    itemId: row.itemId,
    state: concept(ITEM_STATES, row.state, language),
    programSlug: row.slug,
    reasons: presentReasons(row.findings, language),
    document: row.pending,
    since: when(row.changedAt),
  };
}
