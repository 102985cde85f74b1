import { DEFAULT_PAGE, LARGEST_PAGE } from "./connection.js";

interface FieldCost {
  readonly args: { readonly first?: number | null; readonly last?: number | null };
  readonly childComplexity: number;
}

/** Cost of a paged field: its children as many times as the page is long, with variables and defaults as they really are. */
export function pagedCost({ args, childComplexity }: FieldCost): number {
  const size = args.first ?? args.last ?? DEFAULT_PAGE;
  return 5 + Math.min(Math.max(size, 1), LARGEST_PAGE) * childComplexity;
}
