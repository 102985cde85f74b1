import fc from "fast-check";

/** The same things in an order that the seed alone decides. */
export function shuffled<T>(things: readonly T[], seed: number): readonly T[] {
  const [order = []] = fc.sample(fc.shuffledSubarray([...things], { minLength: things.length }), { seed, numRuns: 1 });
  return order;
}
