import { type Day, firstDay } from "./partial-date.js";
import type { ProgramDocument, StatusStatement } from "./program-document.js";

/** A stretch of time, from its first day to the day after its last; null where it is open. */
export interface Period {
  readonly from: Day | null;
  readonly until: Day | null;
}

export type StatusPeriod = Period & { readonly statement: StatusStatement };

const UNKNOWN: StatusStatement = { code: "unknown", confidence: "stated", cite: [] };

/**
 * Which status statement holds when. A statement holds from the day it says (`since`), else from the program's start,
 * else from the date of its source, until the next one begins. Before the first, the status is unknown.
 */
export function statusPeriods(document: Pick<ProgramDocument, "status" | "timeline">): readonly StatusPeriod[] {
  const starts = document.status.map((statement, index) => {
    const known = statement.since ?? (index === 0 ? document.timeline.start : undefined) ?? statement.attestedOn;
    return known === undefined ? null : firstDay(known);
  });
  const stated = document.status.map((statement, index) => ({
    statement,
    from: starts[index] ?? null,
    until: starts[index + 1] ?? null,
  }));
  const first = stated[0];
  const before = first?.from ? [{ statement: UNKNOWN, from: null, until: first.from }] : [];
  return [...before, ...stated];
}

/** The status on a day. */
export function statusOn(document: Pick<ProgramDocument, "status" | "timeline">, day: Day): StatusPeriod {
  const periods = statusPeriods(document);
  const found = periods.find(({ from, until }) => (from === null || from <= day) && (until === null || day < until));
  return found ?? { statement: UNKNOWN, from: null, until: null };
}
