import type { Role } from "../graph/identity/caller.js";
import { openTo, type Policy } from "../graph/identity/policy.js";
import { entryOf, type Move } from "./lifecycle/moves.js";

const WINDOW = ["agency_editor", "agency_reviewer", "agency_approver", "service"] as const satisfies readonly Role[];
const PEOPLE = ["agency_editor", "agency_reviewer", "agency_approver"] as const satisfies readonly Role[];
const READERS = ["business", ...WINDOW, "auditor"] as const satisfies readonly Role[];

/** The mutation that makes each move; who may use it follows from the table of moves. */
const MOVED_BY: Readonly<Record<string, readonly Move[]>> = {
  submitApplication: ["submit"],
  withdrawApplication: ["withdraw"],
  answerInformationRequest: ["answer_information"],
  signAgreement: ["sign_agreement"],
  requestInformation: ["request_information"],
  admitApplication: ["admit"],
  declareIneligible: ["declare_ineligible"],
  beginReview: ["begin_review"],
  recommendApplication: ["recommend", "not_recommend"],
  approveApplication: ["approve"],
  rejectApplication: ["reject"],
  waitlistApplication: ["waitlist"],
  payTranche: ["disburse"],
  beginReporting: ["begin_reporting"],
  closeApplication: ["close"],
  cancelAward: ["cancel"],
  demandRefund: ["demand_refund"],
  settleRefund: ["settle_refund"],
};

/** Who may use the fields of this module. */
export const APPLICATIONS_POLICY: Policy = {
  ...openTo("anyone", "Query", ["call", "agencyStages"]),
  ...openTo(READERS, "Query", ["application", "applications", "applicationCounts"]),
  ...openTo(READERS, "Subscription", ["applicationChanges"]),
  ...openTo([...WINDOW, "auditor"], "Application", ["scores", "assignedTo"]),
  ...openTo(["business"], "Mutation", ["startApplication", "fillApplication", "attachDocument", "reportSpending"]),
  ...openTo(PEOPLE, "Mutation", ["openCall", "closeCall", "assignApplication", "defineStages", "meetMilestone"]),
  ...openTo(WINDOW, "Mutation", ["enterStage"]),
  ...openTo(["agency_reviewer"], "Mutation", ["scoreApplication"]),
  ...openTo(["agency_editor", "agency_approver"], "Mutation", ["recordRepayment"]),
  ...openTo(["business", ...PEOPLE], "Mutation", ["sendMessage"]),
  ...Object.fromEntries(
    Object.entries(MOVED_BY).map(([mutation, moves]) => [
      `Mutation.${mutation}`,
      [...new Set(moves.flatMap((move) => entryOf(move).by))].filter((role) => role !== "system"),
    ]),
  ),
};
