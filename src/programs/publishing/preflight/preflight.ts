import { checkDocument } from "../../checks/check-document.js";
import { FINDING_KINDS, type Severity } from "../../checks/codes.js";
import type { Flaw } from "../../checks/flaw.js";
import { readAs } from "../../checks/read-document.js";
import { ProgramDocument } from "../../document/program-document.js";
import { checkBounds } from "./check-bounds.js";
import { checkCases } from "./check-cases.js";
import { checkEdition } from "./check-edition.js";
import { checkReadability } from "./check-readability.js";
import { checkSimilar } from "./check-similar.js";
import { checkThresholds } from "./check-thresholds.js";
import type { Draft, Finding, ReadDraft } from "./draft.js";

/** What is looked at once a document has the right shape, in the order it is told. */
const CHECKS: readonly ((draft: ReadDraft) => readonly Flaw[])[] = [
  ({ document, known }) => checkDocument(document, known),
  checkEdition,
  checkThresholds,
  checkCases,
  checkSimilar,
  ({ document }) => checkReadability(document),
];

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/**
 * All that is wrong or doubtful in a drafted change, errors first; empty when there is nothing. A document of the wrong shape is
 * told of its shape alone, since nothing else can be read from it. Pure: the same draft gives the same findings.
 */
export function preflight(draft: Draft): readonly Finding[] {
  return flawsOf(draft)
    .map((flaw) => ({ severity: FINDING_KINDS[flaw.code].severity, ...flaw }))
    .sort((one, other) => ORDER[one.severity] - ORDER[other.severity]);
}

function flawsOf(draft: Draft): readonly Flaw[] {
  const outside = checkBounds(draft.document);
  if (outside.length > 0) return outside;
  const { value: document, flaws } = readAs(ProgramDocument, draft.document);
  if (document === undefined) return flaws;
  return CHECKS.flatMap((check) => check({ ...draft, document }));
}
