import { type Day, dateOf, dayNumber, dayOf } from "./day.js";
import { holidayOn } from "./holidays.js";

/** Longest term in days, ours by default: twelve years of working days, beyond any term of a program. */
export const LONGEST_TERM = 3_000;

/** Which days count. Every function throws a RangeError for a text that is no day. */
export interface Calendar {
  readonly isWorkingDay: (day: Day) => boolean;
  /** The same for days since 1 January 1970, for loops over many days. */
  readonly worksOn: (number: number) => boolean;
  /**
   * The nth working day after a day, which itself does not count, working or not; that day when n is 0.
   * n is a whole number from 0 to LONGEST_TERM, or it throws a RangeError.
   */
  readonly addWorkingDays: (day: Day, n: number) => Day;
  /** How many working days there are after one day and up to another, which counts; 0 when the other is not later. */
  readonly workingDaysBetween: (after: Day, upTo: Day) => number;
}

/**
 * The calendar of an agency: Monday to Friday but for the days of rest of art. 74 of the Ley Federal del Trabajo and those it also
 * closes: its own holidays, election days, days suspended by decree.
 */
export function createCalendar({ alsoClosed }: { readonly alsoClosed: readonly Day[] }): Calendar {
  const closed = new Set(alsoClosed.map(dayNumber));

  function worksOn(number: number): boolean {
    const date = dateOf(number);
    const weekend = date.getUTCDay() % 6 === 0;
    return !weekend && !closed.has(number) && holidayOn(date) === undefined;
  }

  function addWorkingDays(day: Day, n: number): Day {
    if (!Number.isInteger(n) || n < 0 || n > LONGEST_TERM) throw new RangeError("A whole number of days up to 3,000");
    let number = dayNumber(day);
    for (let left = n; left > 0; ) if (worksOn(++number)) left--;
    return dayOf(number);
  }

  function workingDaysBetween(after: Day, upTo: Day): number {
    const last = dayNumber(upTo);
    let count = 0;
    for (let number = dayNumber(after) + 1; number <= last; number++) if (worksOn(number)) count++;
    return count;
  }

  return { isWorkingDay: (day) => worksOn(dayNumber(day)), worksOn, addWorkingDays, workingDaysBetween };
}
