import type { z } from "zod";
import { explainIssues } from "./explain-issue.js";
import type { Flaw } from "./flaw.js";

export type Reading<T> =
  | { readonly value: T; readonly flaws: readonly [] }
  | { readonly value: undefined; readonly flaws: readonly Flaw[] };

/** A value of a shape, or what keeps it from having that shape. */
export function readAs<T>(shape: z.ZodType<T>, content: unknown): Reading<T> {
  const result = shape.safeParse(content);
  if (result.success) return { value: result.data, flaws: [] };
  return { value: undefined, flaws: explainIssues(result.error.issues, { shape, content }) };
}
