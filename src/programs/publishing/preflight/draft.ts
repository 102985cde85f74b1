import type { FindingKind } from "../../checks/codes.js";
import type { Flaw } from "../../checks/flaw.js";
import type { Known } from "../../checks/known.js";
import type { ProgramDocument } from "../../document/program-document.js";
import type { Judge } from "../../ports.js";

/** A drafted change, and all it is looked at beside. */
export interface Draft {
  /** The proposed document, as it came. */
  readonly document: unknown;
  /** The edition in force; null where the program is new. */
  readonly before: ProgramDocument | null;
  readonly known: Known;
  /** The programs in force; one of the same slug is left out of account when it is the edition before. */
  readonly others: readonly ProgramDocument[];
  readonly judge: Judge;
}

/** A draft whose document has the right shape. */
export interface ReadDraft extends Omit<Draft, "document"> {
  readonly document: ProgramDocument;
}

/**
 * Something found in a draft. The path leads into the document.
 */
export interface Finding extends Flaw {
  readonly severity: FindingKind["severity"];
}
