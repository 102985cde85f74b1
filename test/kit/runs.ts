/** Share of the random cases to try: fewer for mutation testing, ten or a hundred times as many to look for a rare one. */
const SHARE = Number(process.env.RANDOM_CASES_SHARE ?? "1");

/** How many random cases a property is tried on; at least five, however small the share. */
export function runs(count: number): { readonly numRuns: number } {
  return { numRuns: Math.max(5, Math.round(count * SHARE)) };
}
