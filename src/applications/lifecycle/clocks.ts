import { type Calendar, LONGEST_TERM } from "../calendar/calendar.js";
import { type Day, dayNumber, dayOf } from "../calendar/day.js";
import { isPaused, lastRun, type Run, type Running, type StateChange } from "./clock-runs.js";
import type { State } from "./states.js";

export interface ClockEntry extends Running {
  readonly es: string;
  readonly en: string;
  /** Who has to act before the day is past. */
  readonly whose: "applicant" | "agency" | "both";
}

export const CLOCKS = {
  answer: {
    es: "Plazo para desahogar la prevención",
    en: "Time to answer the request for information",
    whose: "applicant",
    runsIn: ["information_requested"],
    pausedIn: [],
  },
  resolution: {
    es: "Plazo para resolver la solicitud",
    en: "Time to decide on the application",
    whose: "agency",
    runsIn: ["submitted", "admitted", "under_review", "recommended", "not_recommended"],
    pausedIn: ["information_requested"],
  },
  signature: {
    es: "Plazo para firmar el convenio",
    en: "Time to sign the agreement",
    whose: "both",
    runsIn: ["approved"],
    pausedIn: [],
  },
  report: {
    es: "Plazo para comprobar el gasto",
    en: "Time to report the spending",
    whose: "applicant",
    runsIn: ["reporting"],
    pausedIn: [],
  },
} as const satisfies Readonly<Record<string, ClockEntry>>;
export type Clock = keyof typeof CLOCKS;

/** A term: from 1 to LONGEST_TERM days, working ones unless the rules of the program say "días naturales". */
export interface Term {
  readonly days: number;
  readonly count: "working" | "natural";
}

/** Ley Nacional para Eliminar Trámites Burocráticos (DOF 16-Jul-2025): ten working days where no term is set. */
export const DEFAULT_TERM: Term = { days: 10, count: "working" };

/** How a clock stands. */
export interface ClockReading {
  readonly clock: Clock;
  readonly term: Term;
  /** The day of the event; the first day counted is the next one. */
  readonly startedOn: Day;
  /** Last day to act in time; null while a pause keeps it open. Always a working day. */
  readonly dueOn: Day | null;
  /** The day of the event that paused it; null when it runs or has stopped. */
  readonly pausedSince: Day | null;
  /** Days left after today (or after the day it stopped) up to the last one, counted as the term counts; 0 on the last day itself. */
  readonly remaining: number;
  /** The last day is past, or was when the clock stopped. */
  readonly overdue: boolean;
  readonly stoppedOn: Day | null;
}

export interface ClockQuestion {
  /** Every change of state so far, in order; those after `today` are left out of account. */
  readonly changes: readonly StateChange[];
  readonly terms: Readonly<Partial<Record<Clock, Term>>>;
  readonly calendar: Calendar;
  readonly today: Day;
}

/**
 * How each clock that has ever started stands, in the order of the table; of one that started more than once, its last run.
 * A paused day never counts: the day of the event that pauses still does, the day of the one that resumes does not. A term that
 * ends on a day that does not count ends on the next that does (ours by default, for terms in natural days).
 * Throws a RangeError for a term that is no term.
 */
export function readClocks({ changes, terms, calendar, today }: ClockQuestion): readonly ClockReading[] {
  const known = changes.filter(({ on }) => on <= today);
  return (Object.keys(CLOCKS) as Clock[]).flatMap((clock) => {
    const run = lastRun(CLOCKS[clock], known);
    return run === undefined ? [] : [{ clock, ...read(run, terms[clock] ?? DEFAULT_TERM, calendar, dayNumber(today)) }];
  });
}

function read(run: Run, term: Term, calendar: Calendar, today: number): Omit<ClockReading, "clock"> {
  const due = dueNumber(run, term, calendar);
  const asOf = run.stopped ?? today;
  const left =
    due === null
      ? term.days - countDays(run, term, calendar, run.started, asOf)
      : countDays(run, term, calendar, asOf, due);
  return {
    term,
    startedOn: dayOf(run.started),
    dueOn: dayOrNull(due),
    pausedSince: run.stopped === null ? dayOrNull(run.pausedSince) : null,
    remaining: Math.max(0, left),
    overdue: due !== null && asOf > due,
    stoppedOn: dayOrNull(run.stopped),
  };
}

/** The last day of a run's term; null when a pause that is not over comes first. */
function dueNumber(run: Run, term: Term, calendar: Calendar): number | null {
  if (!Number.isInteger(term.days) || term.days < 1 || term.days > LONGEST_TERM)
    throw new RangeError("A term is a whole number of days from 1 to 3,000");
  const lastCertain = run.pausedSince ?? Number.POSITIVE_INFINITY;
  let number = run.started;
  for (let left = term.days; left > 0 || !calendar.worksOn(number) || isPaused(run, number); ) {
    if (++number > lastCertain) return null;
    if (counts(run, term, calendar, number)) left--;
  }
  return number;
}

/** Days of the kind the term counts, after one day and up to another. */
function countDays(run: Run, term: Term, calendar: Calendar, after: number, upTo: number): number {
  let count = 0;
  for (let number = after + 1; number <= upTo; number++) if (counts(run, term, calendar, number)) count++;
  return count;
}

function counts(run: Run, term: Term, calendar: Calendar, number: number): boolean {
  return (term.count === "natural" || calendar.worksOn(number)) && !isPaused(run, number);
}

function dayOrNull(number: number | null): Day | null {
  return number === null ? null : dayOf(number);
}

/** Whether a request for information has gone unanswered too long: from the day after the last one to answer. */
export function lapses(state: State, clock: ClockReading | undefined, today: Day): boolean {
  if (state !== "information_requested" || clock?.clock !== "answer" || clock.stoppedOn !== null) return false;
  return clock.dueOn !== null && today > clock.dueOn;
}

/** Whether a draft was left behind: from the day after its call closed; null is a call that never closes. */
export function draftLapses(state: State, callClosesOn: Day | null, today: Day): boolean {
  return state === "draft" && callClosesOn !== null && today > callClosesOn;
}
