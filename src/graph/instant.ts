/** An instant to the second, in UTC, as the API writes it. */
export function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}
