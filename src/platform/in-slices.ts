import { setImmediate as afterOthers } from "node:timers/promises";

/** Long work that can be broken off wherever it yields, so that others get their turn. */
export type Sliced<T> = Generator<void, T>;

/** Milliseconds that work in slices may hold the thread for. */
const SLICE = 12;

/** Does all of it without letting anybody else have a turn. */
export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does it slice by slice; what waits for the thread comes in between. */
export async function inSlices<T>(work: Sliced<T>): Promise<T> {
  let begun = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() - begun < SLICE) continue;
    await afterOthers();
    begun = performance.now();
  }
}

/** Items dealt with between two looks at the clock. */
const SOME = 200;

/** `map` that can be broken off between items. */
export function* mapping<T, U>(items: readonly T[], map: (item: T, index: number) => U): Sliced<U[]> {
  const mapped: U[] = new Array(items.length);
  for (let index = 0; index < items.length; index++) {
    mapped[index] = map(items[index] as T, index);
    if (index % SOME === SOME - 1) yield;
  }
  return mapped;
}
