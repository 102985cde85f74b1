import type { Outcome } from "./destination.js";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

/** Attempts before a delivery is dead. With the waits below they span a day and a half at most, and most of a day as a rule. */
export const MOST_ATTEMPTS = 12;
const FIRST_WAIT = 5 * SECOND;
const LONGEST_WAIT = 12 * HOUR;
const GROWTH = 3;
/** The longest that a receiver may ask us to wait, in milliseconds. */
const LONGEST_ASKED = HOUR;

/** The most to wait after the given number of failed attempts, in milliseconds: 5 s, 15 s, 45 s … 12 h. */
export function longestWait(attempts: number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * GROWTH ** (attempts - 1));
}

/**
 * How long to wait after the given number of failed attempts, in milliseconds: anything up to the longest wait, so that
 * those who failed together do not come back together; and no less than the receiver asked for, up to an hour.
 * `chance` is from 0 to 1.
 */
export function waitAfter(attempts: number, chance: number, retryAfter = 0): number {
  return Math.max(chance * longestWait(attempts), Math.min(retryAfter, LONGEST_ASKED));
}

/** What is to be stored of a delivery after an attempt. */
export interface Settlement {
  readonly state: "pending" | "delivered" | "dead";
  /** When it is due again, or when it was settled. */
  readonly nextAt: Date;
  readonly lastError: string | null;
}

/** Where an attempt leaves its delivery. `attempts` counts this one too. */
export function settle(outcome: Outcome, attempts: number, now: Date, chance: number): Settlement {
  if (outcome.kind === "delivered") return { state: "delivered", nextAt: now, lastError: null };
  if (outcome.kind === "gone") return { state: "dead", nextAt: now, lastError: "gone" };
  const lastError = errorClass(outcome.error);
  if (outcome.final || attempts >= MOST_ATTEMPTS) return { state: "dead", nextAt: now, lastError };
  const wait = waitAfter(attempts, chance, outcome.retryAfter);
  return { state: "pending", nextAt: new Date(now.getTime() + wait), lastError };
}

/** The text if it is a class of error, else `fault`: nothing else may be stored or logged. */
export function errorClass(text: string): string {
  return /^[a-z0-9-]{1,40}$/.test(text) ? text : "fault";
}
