const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True if the day exists in the Gregorian calendar; the month counts from 1. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= last;
}

/** A day as 'YYYY-MM-DD', of a year of four digits; days in this form compare as texts. */
export function isoDay(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** Throws a RangeError, which does not repeat the value, unless the text is an existing day as 'YYYY-MM-DD'. */
export function requireIsoDay(text: string, name: string): void {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!isCalendarDay(Number(year), Number(month), Number(day)))
    throw new RangeError(`${name} must be an existing day as YYYY-MM-DD`);
}
