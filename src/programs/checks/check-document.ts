import type { ProgramDocument } from "../document/program-document.js";
import { checkAmounts } from "./check-amounts.js";
import { checkCitations } from "./check-citations.js";
import { checkNames } from "./check-names.js";
import { checkPlaces } from "./check-places.js";
import { checkRelations } from "./check-relations.js";
import { checkRepeats } from "./check-repeats.js";
import { checkRules } from "./check-rules.js";
import { checkTexts } from "./check-texts.js";
import { checkTimes } from "./check-times.js";
import type { Flaw } from "./flaw.js";
import type { Known } from "./known.js";

/** What the shape alone cannot say of a program, each in a file of its own. */
const CHECKS: readonly ((program: ProgramDocument, known: Known) => readonly Flaw[])[] = [
  checkPlaces,
  checkTimes,
  checkRelations,
  checkNames,
  checkRepeats,
  checkCitations,
  checkRules,
  checkAmounts,
  checkTexts,
];

/** Everything wrong with a document of the right shape, wherever it comes from; nothing in it keeps it from being served when there is none. */
export function checkDocument(program: ProgramDocument, known: Known): readonly Flaw[] {
  return CHECKS.flatMap((check) => check(program, known));
}
