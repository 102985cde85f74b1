import { requireIsoDay } from "./calendar.js";

/**
 * Age in full years on a day, both as 'YYYY-MM-DD'; undefined before birth, so that no rule takes it for a very young age.
 * Who was born on 29 February completes a year on 1 March of a common year.
 * Throws a RangeError if either text is not an existing day.
 */
export function ageOn(birthDate: string, day: string): number | undefined {
  requireIsoDay(birthDate, "birthDate");
  requireIsoDay(day, "day");
  if (day < birthDate) return undefined;
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
