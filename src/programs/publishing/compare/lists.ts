import { isRecord, type Json, keysOf, same } from "./json.js";

type List = readonly Json[];

/** What an item is known by wherever in its list it stands: its id, or itself where the list is one of codes. */
export function nameOf(item: Json): string | undefined {
  if (typeof item === "string") return item;
  return isRecord(item) && typeof item.id === "string" ? item.id : undefined;
}

/** The items of each list by name; undefined where an item has none or two share one, so that only positions tell them apart. */
export function named(lists: readonly List[]): readonly ReadonlyMap<string, Json>[] | undefined {
  const maps = lists.map((list) => new Map(list.map((item) => [nameOf(item), item])));
  const sound = maps.every((map, at) => map.size === lists[at]?.length && !map.has(undefined));
  const kinds = new Set(lists.flat().map((item) => typeof item));
  return sound && kinds.size <= 1 ? (maps as Map<string, Json>[]) : undefined;
}

/** Lists of which more pairs would have to be compared are not aligned: it would keep everybody waiting. */
const MOST_COMPARED = 10_000;

export type Pairs = readonly (readonly [number, number])[];

/**
 * Which items of two lists without names are the same one or the same one edited: pairs of positions, rising on both sides,
 * that leave the least unexplained. An item in no pair was removed or added. Undefined when the lists are too long to tell.
 */
export function aligned(before: List, after: List): Pairs | undefined {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && same(before[head], after[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && same(before.at(-1 - tail), after.at(-1 - tail))) tail += 1;
  const middle = alignedMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  if (middle === undefined) return undefined;
  const heads = Array.from({ length: head }, (_, at) => [at, at] as const);
  const tails = Array.from({ length: tail }, (_, at) => [before.length - tail + at, after.length - tail + at] as const);
  return [...heads, ...middle.map(([one, other]) => [one + head, other + head] as const), ...tails];
}

function alignedMiddle(before: List, after: List): Pairs | undefined {
  if (before.length * after.length > MOST_COMPARED) return undefined;
  const likeness = before.map((item) => after.map((other) => likenessOf(item, other)));
  const width = after.length + 1;
  const best = new Float64Array((before.length + 1) * width);
  const bestAt = (one: number, other: number) => best[one * width + other] ?? 0;
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) {
      const alike = likeness[one]?.[other] ?? 0;
      const paired = alike > 0 ? alike + bestAt(one + 1, other + 1) : 0;
      best[one * width + other] = Math.max(paired, bestAt(one + 1, other), bestAt(one, other + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let one = 0, other = 0; one < before.length && other < after.length; ) {
    const alike = likeness[one]?.[other] ?? 0;
    if (alike > 0 && bestAt(one, other) === alike + bestAt(one + 1, other + 1)) {
      pairs.push([one, other]);
      one += 1;
      other += 1;
    } else if (bestAt(one, other) === bestAt(one + 1, other)) one += 1;
    else other += 1;
  }
  return pairs;
}

/** 3 for the same, 1 to 2 for records that share at least half of their fields, else 0: two edited ones never outweigh a same one. */
function likenessOf(one: Json, other: Json): number {
  if (same(one, other)) return 3;
  if (!isRecord(one) || !isRecord(other)) return 0;
  const keys = keysOf(one);
  const shared = keys.filter((key) => same(one[key], other[key])).length;
  const share = shared / Math.max(keys.length, keysOf(other).length);
  return share >= 0.5 ? 1 + share : 0;
}
