import type { FindingKind } from "../../checks/codes.js";
import type { Flaw } from "../../checks/flaw.js";
import type { Known } from "../../checks/known.js";
import type { ProgramDocument } from "../../document/program-document.js";
import type { Judge, Verdict } from "../../ports.js";

/**
 * A firm of which it was agreed beforehand what the program's rules must come to. It stays with the program, so that no
 * change to a rule turns anybody away, or lets anybody in, unseen.
 */
export interface GoldenCase {
  readonly title: string;
  /** Value by fact, written as the eligibility API takes it. */
  readonly profile: Readonly<Record<string, unknown>>;
  readonly expected: Verdict;
  /** Day the firm is judged as of (YYYY-MM-DD); the document's first day where there is none. */
  readonly asOf?: string | undefined;
}

/** A drafted change, and all it is looked at beside. */
export interface Draft {
  /** The proposed document, as it came. */
  readonly document: unknown;
  /** The edition in force; null where the program is new. */
  readonly before: ProgramDocument | null;
  readonly known: Known;
  /** The programs in force; one of the same slug is left out of account when it is the edition before. */
  readonly others: readonly ProgramDocument[];
  readonly cases: readonly GoldenCase[];
  readonly judge: Judge;
}

/** A draft whose document has the right shape. */
export interface ReadDraft extends Omit<Draft, "document"> {
  readonly document: ProgramDocument;
}

/**
 * Something found in a draft. The path leads into the document, or, for a golden case, begins with "cases" and its position.
 */
export interface Finding extends Flaw {
  readonly severity: FindingKind["severity"];
}
