/** Share of the random cases to try: all of them, unless who starts the tests says otherwise, as mutation testing does. */
const SHARE = Number(process.env.RANDOM_CASES_SHARE ?? "1");

/** How many random cases a property is tried on; at least five, however small the share. */
export function runs(count: number): { readonly numRuns: number } {
  return { numRuns: Math.min(count, Math.max(5, Math.round(count * SHARE))) };
}
