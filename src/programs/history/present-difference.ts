import type { Language } from "../document/text.js";
import type { Difference } from "../publishing/compare/differences.js";
import { labelOf } from "../publishing/compare/label.js";
import { readable } from "../publishing/compare/readable.js";

/** A difference as the API shows it, in the reader's language. */
export function presentDifference({ path, kind, before, after }: Difference, language: Language) {
  const words = (value: Difference["before"]) => (value === null ? null : readable(value, language, path));
  return {
    path: path.map(String),
    label: labelOf(path, language),
    kind,
    before: words(before),
    after: words(after),
    beforeValue: before,
    afterValue: after,
  };
}
