/** How things are sorted: by each key in turn, the smaller first, and those that are equal in all of them by `tie`. */
export interface Order<T> {
  readonly keys: readonly ((thing: T) => number)[];
  readonly tie: (one: T, other: T) => number;
}

/**
 * The things that stand from one place to before another in their order. A key is asked only of those whose place within that part hangs
 * on it: most of a long list is never looked at closely.
 */
export function sliceInOrder<T>(things: readonly T[], order: Order<T>, from: number, to: number): readonly T[] {
  if (from >= Math.min(to, things.length)) return [];
  const [key, ...keys] = order.keys;
  if (things.length === 1) return things;
  if (key === undefined) return [...things].sort(order.tie).slice(from, to);
  const groups = Map.groupBy(things, key);
  if (groups.size === 1) return sliceInOrder(things, { keys, tie: order.tie }, from, to);
  const found: T[] = [];
  let passed = 0;
  for (const value of [...groups.keys()].sort(ascending)) {
    const group = groups.get(value) ?? [];
    const [start, end] = [Math.max(0, from - passed), to - passed];
    if (end <= 0) break;
    found.push(...sliceInOrder(group, { keys, tie: order.tie }, start, end));
    passed += group.length;
  }
  return found;
}

/** How many things stand before one of them. */
export function indexInOrder<T>(things: readonly T[], order: Order<T>, thing: T): number {
  let [before, equal] = [0, things];
  for (const key of order.keys) {
    const own = key(thing);
    const values = equal.map(key);
    before += values.filter((value) => value < own).length;
    equal = equal.filter((_, index) => values[index] === own);
    if (equal.length === 1) return before;
  }
  return before + equal.filter((other) => order.tie(other, thing) < 0).length;
}

const ascending = (one: number, other: number) => one - other;
