import { type Concept, concept } from "../../graph/concept.js";
import { type GraphContext, todayIn } from "../../graph/context.js";
import { instant } from "../../graph/instant.js";
import { moneyOf } from "../../graph/money.js";
import type { Calendar } from "../calendar/calendar.js";
import type {
  ApplicationEventRow,
  ApplicationRow,
  CallRow,
  InformationRequestRow,
  MessageRow,
  TrancheRow,
} from "../entities.js";
import { CLOCKS, readClocks } from "../lifecycle/clocks.js";
import { STATES, type State } from "../lifecycle/states.js";
import type { AccessRow } from "../lists.js";
import type { Check } from "../ports.js";
import { today } from "../record/changes.js";
import type { Sealed } from "../record/sealed.js";
import { ACTORS, EVENTS, type EventKind, REASONS, type ReasonCode, VERDICTS } from "../vocabulary.js";

/** What happened, as the caller may read it: a firm is not told the names of an agency's people. */
export function presentEvent(row: ApplicationEventRow, { language, caller }: GraphContext, sealed: Sealed) {
  return {
    id: row.id,
    at: instant(row.at),
    what: concept(EVENTS, row.what as EventKind, language),
    from: row.fromState ? concept(STATES, row.fromState, language) : null,
    to: concept(STATES, row.toState, language),
    by: concept(ACTORS, row.role as keyof typeof ACTORS, language),
    actor: caller.role !== "business" || row.actor === caller.subject ? row.actor : null,
    reason: row.reason ? sealed.openReason(row.id, row.reason) : null,
    reasons: row.reasonCodes.map((code) => concept(REASONS, code as ReasonCode, language)),
    version: row.version,
  };
}

/** Who looked at what the firm told: in which role and of which agency, and not by name. */
export function presentLook({ at, role, agency }: AccessRow, { language }: GraphContext) {
  return {
    at: instant(new Date(at)),
    by: concept(ACTORS, role as keyof typeof ACTORS, language),
    agencySlug: agency,
  };
}

export function presentRequests(rows: readonly InformationRequestRow[], { language }: GraphContext, sealed: Sealed) {
  return rows.map((row) => ({
    id: row.id,
    items: sealed
      .openItems<readonly { code: ReasonCode; text: string }[]>(row.id, row.items)
      .map(({ code, text }) => ({ reason: concept(REASONS, code, language), text })),
    askedAt: instant(row.askedAt),
    dueOn: row.dueOn,
    answer: row.answer ? sealed.openAnswer(row.id, row.answer) : null,
    answeredAt: row.answeredAt ? instant(row.answeredAt) : null,
  }));
}

export function presentMessage(row: MessageRow, { language }: GraphContext, sealed: Sealed) {
  return {
    id: row.id,
    at: instant(row.at),
    by: concept(ACTORS, row.role as keyof typeof ACTORS, language),
    body: sealed.openBody(row.id, row.body),
    internal: row.internal,
  };
}

export function presentTranches(rows: readonly TrancheRow[]) {
  return rows.map((row) => ({
    number: row.number,
    amount: moneyOf(row.amountCents),
    milestone: row.milestone,
    dueOn: row.dueOn ?? null,
    metAt: row.metAt ? instant(row.metAt) : null,
    paidAt: row.paidAt ? instant(row.paidAt) : null,
  }));
}

export function presentCheck({ verdict, receipt, missing, failed }: Check, language: "es" | "en") {
  return {
    verdict: concept(VERDICTS, verdict.toLowerCase() as keyof typeof VERDICTS, language),
    receipt,
    missing: missing.map(({ fact, label, question }) => ({
      fact,
      label: label[language],
      question: question[language],
    })),
    failed: failed.map(({ id, text }) => ({ id, text: text[language] })),
  };
}

/** How each clock of an application stands today, by its timeline and the terms of its call. */
export function presentClocks(
  events: readonly ApplicationEventRow[],
  { document }: CallRow,
  calendar: Calendar,
  context: GraphContext,
) {
  const changes = events
    .filter(({ fromState, toState }) => fromState !== toState)
    .map(({ toState, at }) => ({ to: toState, on: todayIn(at) }));
  return readClocks({ changes, terms: document.terms, calendar, today: today(context) }).map((clock) => ({
    clock: concept(CLOCKS, clock.clock, context.language),
    startedOn: clock.startedOn,
    dueOn: clock.dueOn,
    remainingDays: clock.remaining,
    workingDays: clock.term.count === "working",
    pausedSince: clock.pausedSince,
    stoppedOn: clock.stoppedOn,
    overdue: clock.overdue,
  }));
}

export function presentReport(row: ApplicationRow, sealed: Sealed) {
  const report = sealed.openReport(row);
  if (report === null) return null;
  return {
    summary: report.summary,
    spent: moneyOf(report.spentCents),
    results: Object.entries(row.results ?? {}).map(([metric, value]) => ({ metric, value })),
  };
}

/** A stage of an agency's own. */
export function presentStage(
  { code, state, ...name }: { code: string; state: State; es: string; en: string },
  { language }: GraphContext,
): { code: string; name: string; state: Concept } {
  return { code, name: name[language], state: concept(STATES, state, language) };
}
