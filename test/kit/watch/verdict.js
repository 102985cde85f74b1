/** @typedef {{ told: number, looked: Record<string, number>, leaks: string[] }} Page */

const PLACES = ["line of a log", "error body", "address", "table", "value of Redis", "trace", "event"];

/**
 * What came of looking through everything: a line to print, and what is wrong. Of a whole run, places that were never looked at
 * and canaries that nobody was told are wrong too: such a check shows nothing.
 * @param {string} text the pages, one a line
 * @param {boolean} whole
 * @returns {{ line: string, faults: string[] }}
 */
export function verdictOf(text, whole) {
  /** @type {Page[]} */
  const pages = text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const sum = (of) => pages.reduce((all, page) => all + of(page), 0);
  const told = sum((page) => page.told);
  const looked = PLACES.map((place) => ({ place, count: sum((page) => page.looked[place] ?? 0) }));
  const leaks = [...new Set(pages.flatMap((page) => page.leaks))];
  const blind = whole ? looked.filter(({ count }) => count === 0).map(({ place }) => `no ${place} was looked at`) : [];
  if (whole && told === 0) blind.push("no gateway was told a canary");
  const places = looked.map(({ place, count }) => `${place} ${count}`).join(", ");
  return {
    line: `canaries: told ${told} times, looked at ${places}; ${leaks.length} found\n`,
    faults: [...leaks.map((leak) => `a canary in a ${leak}`), ...blind],
  };
}
