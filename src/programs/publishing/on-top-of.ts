import type { ProgramDocument } from "../document/program-document.js";
import { rebase } from "./compare/rebase.js";
import type { Clash } from "./refuse.js";

interface Sides {
  readonly slug: string;
  /** What was changed; null where the program was new to who changed it. */
  readonly base: ProgramDocument | null;
  readonly mine: ProgramDocument;
  readonly theirs: ProgramDocument;
}

/** Puts a change on top of another edition, and tells which fields both changed. The first day is nobody's change: it goes with the day of publication. */
export function onTopOf({ slug, base, mine, theirs }: Sides): {
  readonly slug: string;
  readonly document: object;
  readonly clashes: readonly Clash[];
} {
  if (base === null) return { slug, document: mine, clashes: [{ program: slug, path: [], base: null, mine, theirs }] };
  const { inForceFrom } = theirs;
  const result = rebase({ ...base, inForceFrom }, { ...mine, inForceFrom }, theirs);
  if ("document" in result) return { slug, document: result.document, clashes: [] };
  return { slug, document: mine, clashes: result.conflicts.map((conflict) => ({ program: slug, ...conflict })) };
}
