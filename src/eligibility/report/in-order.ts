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
  const values = things.map(key);
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  const rest = { keys, tie: order.tie };
  if (sizes.size === 1) return sliceInOrder(things, rest, from, to);
  const found: T[] = [];
  let passed = 0;
  for (const value of [...sizes.keys()].sort(ascending)) {
    const size = sizes.get(value) ?? 0;
    const [start, end] = [Math.max(0, from - passed), to - passed];
    if (end <= 0) break;
    passed += size;
    if (start >= size) continue;
    const group = things.filter((_, index) => values[index] === value);
    found.push(...sliceInOrder(group, rest, start, end));
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
