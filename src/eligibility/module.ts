import type { Cursors } from "../graph/cursor.js";
import { openTo } from "../graph/identity/policy.js";
import type { Module } from "../graph/module.js";
import { createApplicantChecks } from "./applicant-checks.js";
import { eligibilityResolver } from "./eligibility.resolver.js";
import { EligibilityService } from "./eligibility.service.js";
import type { Catalog, OfficialCodes } from "./ports.js";
import { ProgramEligibilityResolver } from "./program-eligibility.resolver.js";
import type { Receipts } from "./receipt.js";
import { OpeningResolver, ReportResolver, ResultResolver } from "./report.resolver.js";

export interface EligibilityModuleNeeds {
  readonly catalog: Catalog;
  readonly codes: OfficialCodes;
  readonly cursors: Cursors;
  readonly receipts: Receipts;
}

export interface EligibilityModule extends Module {
  /** The rules for whoever files applications. */
  readonly applicants: ReturnType<typeof createApplicantChecks>;
}

/** May this firm get it, and why: verdicts, explanations, amounts, what to ask and what to change. */
export function createEligibility({ catalog, codes, cursors, receipts }: EligibilityModuleNeeds): EligibilityModule {
  const eligibility = new EligibilityService({ catalog, codes, receipts });
  const EligibilityResolver = eligibilityResolver(catalog.filterType);
  return {
    name: "eligibility",
    applicants: createApplicantChecks(eligibility),
    policy: openTo("anyone", "Query", ["checkEligibility", "eligibilityFacts", "replayVerdict"]),
    references: { Program: (key) => key },
    resolvers: [
      new EligibilityResolver(eligibility, codes),
      new ReportResolver(cursors),
      new OpeningResolver(catalog),
      new ResultResolver(eligibility, catalog),
      new ProgramEligibilityResolver(eligibility, codes),
    ],
  };
}
