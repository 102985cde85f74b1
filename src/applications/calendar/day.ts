/** A day of Mexico City as "YYYY-MM-DD"; days in this form compare as texts. */
export type Day = string;

const DAY_IN_MS = 86_400_000;

/** Days since 1 January 1970. Throws a RangeError, which does not repeat the text, unless it is an existing day as "YYYY-MM-DD". */
export function dayNumber(day: Day): number {
  const number = Date.parse(`${day}T00:00:00Z`) / DAY_IN_MS;
  // The parser reads 30 February as 1 March; going there and back tells.
  if (Number.isNaN(number) || day.length !== 10 || dayOf(number) !== day)
    throw new RangeError("Not an existing day as YYYY-MM-DD");
  return number;
}

/** The day of a number of days since 1 January 1970. Throws a RangeError outside the years 0000 to 9999. */
export function dayOf(number: number): Day {
  const text = dateOf(number).toISOString();
  if (text.length !== 24) throw new RangeError("Days are of the years 0000 to 9999");
  return text.slice(0, 10);
}

/** The same as a Date at midnight UTC, to read month, day and weekday from (`getUTC…`). */
export function dateOf(number: number): Date {
  return new Date(number * DAY_IN_MS);
}

/** The day so many natural days (every day of the week) after another; before it when negative. */
export function addNaturalDays(day: Day, count: number): Day {
  if (!Number.isInteger(count)) throw new RangeError("A whole number of days");
  return dayOf(dayNumber(day) + count);
}
