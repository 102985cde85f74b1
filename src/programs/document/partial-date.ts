import { z } from "zod";

const NO_DAY = "no es un día del calendario / is not a day of the calendar";

/**
 * A date known to the year ("2004"), the month ("2017-05") or the day ("2019-08-13").
 * Sources often say no more than a year; nothing is filled in.
 */
export const PartialDate = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/,
    'una fecha se escribe "2004", 2017-05 o 2019-08-13 / a date is written "2004", 2017-05 or 2019-08-13',
  )
  .refine((date) => date.length < 10 || isCalendarDay(date), NO_DAY);
export type PartialDate = string;

/** A full calendar day, "YYYY-MM-DD". */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "un día se escribe 2019-08-13 / a day is written 2019-08-13")
  .refine(isCalendarDay, NO_DAY);
export type Day = string;

export function isCalendarDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day < "0001") return false;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

/** The first day a partial date can mean: "2004" is 2004-01-01. */
export function firstDay(date: PartialDate): Day {
  return `${date}-01-01`.slice(0, 10);
}
