import { todayIn } from "../../graph/context.js";
import type { RevisionRow } from "./rows.js";

/** The day a revision would hold from if all went well now: its own, or today where that has passed or it has none. */
export function dayOf({ effectiveOn }: Pick<RevisionRow, "effectiveOn">, now: Date): string {
  const today = todayIn(now);
  return effectiveOn !== null && effectiveOn > today ? effectiveOn : today;
}
