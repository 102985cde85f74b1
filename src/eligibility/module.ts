import type { Cursors } from "../graph/cursor.js";
import { openTo } from "../graph/identity/policy.js";
import type { Module } from "../graph/module.js";
import { scopeOfKey } from "../graph/reading.js";
import type { Database } from "../platform/database.js";
import { createApplicantChecks } from "./applicant-checks.js";
import { eligibilityResolver } from "./eligibility.resolver.js";
import { EligibilityService } from "./eligibility.service.js";
import { AnswerChanges } from "./kept-firms/answer-changes.js";
import type { KeptFirms } from "./kept-firms/kept-firms.js";
import type { Catalog, OfficialCodes, TellOfAnswers } from "./ports.js";
import { ProgramEligibilityResolver } from "./program-eligibility.resolver.js";
import type { Receipts } from "./receipt.js";
import { OpeningResolver, ReportResolver, ResultResolver } from "./report.resolver.js";

export interface EligibilityModuleNeeds {
  readonly catalog: Catalog;
  readonly codes: OfficialCodes;
  readonly cursors: Cursors;
  readonly receipts: Receipts;
  readonly database: Database;
  /** The firms that are kept elsewhere and consented to be judged. */
  readonly firms: KeptFirms;
  readonly tell: TellOfAnswers;
  readonly busy: () => Promise<boolean>;
}

export interface EligibilityModule extends Module {
  /** Has the firms that asked for it told, later, of the answers that a new edition changes. */
  readonly noteEdition: AnswerChanges["note"];
  /** The rules for whoever files applications. */
  readonly applicants: ReturnType<typeof createApplicantChecks>;
}

/** May this firm get it, and why: verdicts, explanations, amounts, what to ask and what to change. */
export function createEligibility(needs: EligibilityModuleNeeds): EligibilityModule {
  const { catalog, codes, cursors, receipts } = needs;
  const answers = new AnswerChanges(needs);
  const eligibility = new EligibilityService({ catalog, codes, receipts });
  const EligibilityResolver = eligibilityResolver(catalog.filterType);
  return {
    name: "eligibility",
    applicants: createApplicantChecks(eligibility),
    policy: openTo("anyone", "Query", ["checkEligibility", "eligibilityFacts", "replayVerdict"]),
    // What somebody tells of a firm is not kept, nor what it was answered.
    openReading: { momentary: ["Query.checkEligibility", "Query.replayVerdict", "Program.eligibility"] },
    references: { Program: ({ id, ...reading }, context) => ({ id, ...scopeOfKey(reading, context) }) },
    noteEdition: (tx, edition) => answers.note(tx, edition),
    jobs: [{ name: "answer changes", everySeconds: 2, run: (now) => answers.tellDue(now) }],
    resolvers: [
      new EligibilityResolver(eligibility, codes),
      new ReportResolver(cursors),
      new OpeningResolver(catalog),
      new ResultResolver(eligibility, catalog),
      new ProgramEligibilityResolver(eligibility, codes),
    ],
  };
}
