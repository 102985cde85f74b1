const DAY = 86_400_000;

/** The day in Mexico City so many days from today. */
export function dayFromToday(days: number): string {
  return new Date(Date.now() + days * DAY).toLocaleDateString("sv-SE", { timeZone: "America/Mexico_City" });
}
