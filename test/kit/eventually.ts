import { setTimeout as sleep } from "node:timers/promises";

const REST = 5;

/** Waits until `look` gives something truthy, and returns that; fails after `patience` milliseconds. */
export async function eventually<T>(look: () => T | Promise<T>, patience = 15_000): Promise<NonNullable<T>> {
  const until = performance.now() + patience;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > until) throw new Error(`this never came about: ${look}`);
    await sleep(REST);
  }
}
