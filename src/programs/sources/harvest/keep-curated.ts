import type { ProgramDocument } from "../../document/program-document.js";
import { applyDifferences } from "../../publishing/compare/apply-differences.js";
import { differences } from "../../publishing/compare/differences.js";
import type { Path } from "../../publishing/compare/path.js";
import { rebase } from "../../publishing/compare/rebase.js";

export interface Kept {
  readonly document: ProgramDocument;
  /** Places where the source says something else than an editor made of it. */
  readonly curated: readonly Path[];
}

/**
 * Puts what a source says now on top of the edition in force. What somebody changed since the source last spoke is curated and stays,
 * also where the source changed the same. `before` is what the source said last; null when it never said anything of this program,
 * so that all of the edition is curated and only what it lacks is added.
 */
export function keepCurated(before: ProgramDocument | null, says: ProgramDocument, current: ProgramDocument): Kept {
  const { inForceFrom } = current;
  const said = { ...says, inForceFrom };
  if (before === null) return added(said, current);
  const base = { ...before, inForceFrom };
  const first = rebase(base, said, current);
  if ("document" in first) return { document: first.document, curated: [] };
  const curated = first.conflicts.map(({ path }) => path);
  const news = differences(base, said).filter(({ path }) => !curated.some((place) => overlap(path, place)));
  const rest = rebase(base, applyDifferences(base, news) ?? base, current);
  // Order of lists, and the like, that even then does not fit: nothing of the source is taken rather than something odd.
  return { document: "document" in rest ? rest.document : current, curated };
}

function added(said: ProgramDocument, current: ProgramDocument): Kept {
  const lacks = Object.entries(said).filter(([key]) => !(key in current));
  const curated = differences(current, said)
    .filter(({ path }) => String(path[0]) in current)
    .map(({ path }) => path);
  return { document: { ...current, ...Object.fromEntries(lacks) }, curated };
}

function overlap(one: Path, other: Path): boolean {
  const shorter = Math.min(one.length, other.length);
  return one.slice(0, shorter).every((step, at) => step === other[at]);
}
