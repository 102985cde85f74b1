import type { MandateScope } from "../../src/businesses/vocabulary.js";
import type { Role } from "../../src/graph/identity/caller.js";

/**
 * Who may do what at this window, in words of the law and not of the program: this table knows nothing of the policy in `src`.
 *
 * - `yes`: may, with what is theirs: a firm of its own, an application handed in to their agency, their agency's call or key.
 * - `no`: never, and is told so without a word on whether the thing exists.
 * - Under "mandate" stands the scope that whoever acts for a firm must have been given; `any` takes each of them,
 *   and `unseen` lets none of them know that there is such a thing: it is the owner's alone.
 *
 * What is another firm's or another agency's answers as if it did not exist; drafts do so to agencies and auditors; what is
 * public anyway (a call, a program) is refused by name.
 */
const TABLE = `
                                   owner mandate editor reviewer approver service auditor administrator anonymous

about everybody's catalog
  Query.agencies                   yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.agency                     yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.catalog                    yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.catalogs                   yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.program                    yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.programs                   yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.programChanges             yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.node                       yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.state                      yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.states                     yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.municipality               yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.municipalities             yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.industry                   yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.industries                 yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.checkEligibility           yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.eligibilityFacts           yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.replayVerdict              yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.call                       yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.agencyStages               yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.me                         yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.sources                    yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.harvests                   yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.ledgerHead                 yes   any     yes    yes      yes      yes     yes     yes           yes
  Query.ledgerKeys                 yes   any     yes    yes      yes      yes     yes     yes           yes

about oneself
  Mutation.registerBusiness        yes   any     no     no       no       no      no      no            no
  Mutation.defineStages            no    no      yes    yes      yes      no      no      no            no
  Mutation.endAccess               no    no      no     no       no       no      no      yes           no
  Mutation.delegatePublishing      no    no      no     no       yes      no      no      no            no

about a firm
  Query.business                   yes   any     no     no       no       no      no      no            no
  Query.myBusinesses               yes   any     no     no       no       no      no      no            no
  Query.exportBusiness             yes   no      no     no       no       no      no      no            no
  Mutation.updateBusiness          yes   profile no     no       no       no      no      no            no
  Mutation.suppressBusiness        yes   no      no     no       no       no      no      no            no
  Mutation.grantMandate            yes   no      no     no       no       no      no      no            no
  Mutation.revokeMandate           yes   no      no     no       no       no      no      no            no
  Mutation.giveConsent             yes   no      no     no       no       no      no      no            no
  Mutation.withdrawConsent         yes   no      no     no       no       no      no      no            no
  Mutation.startApplication        yes   apply   no     no       no       no      no      no            no
  Mutation.prepareDocument         yes   apply   no     no       no       no      no      no            no
  Mutation.removeDocument          yes   apply   no     no       no       no      no      no            no

about an application
  Query.application                yes   any     yes    yes      yes      yes     yes     no            no
  Query.applications               yes   any     yes    yes      yes      yes     yes     no            no
  Query.applicationCounts          yes   any     yes    yes      yes      yes     yes     no            no
  Query.ledgerReceipts             yes   any     yes    yes      yes      yes     yes     no            no
  Mutation.fillApplication         yes   apply   no     no       no       no      no      no            no
  Mutation.attachDocument          yes   apply   no     no       no       no      no      no            no
  Mutation.submitApplication       yes   apply   no     no       no       no      no      no            no
  Mutation.withdrawApplication     yes   apply   no     no       no       no      no      no            no
  Mutation.answerInformationRequest yes  apply   no     no       no       no      no      no            no
  Mutation.signAgreement           yes   sign    no     no       yes      no      no      no            no
  Mutation.reportSpending          yes   apply   no     no       no       no      no      no            no
  Mutation.sendMessage             yes   apply   yes    yes      yes      no      no      no            no
  Mutation.assignApplication       no    no      yes    yes      yes      no      no      no            no
  Mutation.enterStage              no    no      yes    yes      yes      yes     no      no            no
  Mutation.requestInformation      no    no      yes    yes      no       yes     no      no            no
  Mutation.admitApplication        no    no      yes    yes      no       yes     no      no            no
  Mutation.declareIneligible       no    no      no     yes      yes      no      no      no            no
  Mutation.beginReview             no    no      no     yes      no       yes     no      no            no
  Mutation.scoreApplication        no    no      no     yes      no       no      no      no            no
  Mutation.recommendApplication    no    no      no     yes      no       no      no      no            no
  Mutation.approveApplication      no    no      no     no       yes      no      no      no            no
  Mutation.rejectApplication       no    no      no     no       yes      no      no      no            no
  Mutation.waitlistApplication     no    no      no     no       yes      no      no      no            no
  Mutation.meetMilestone           no    no      yes    yes      yes      no      no      no            no
  Mutation.payTranche              no    no      no     no       yes      no      no      no            no
  Mutation.beginReporting          no    no      yes    no       yes      no      no      no            no
  Mutation.closeApplication        no    no      no     no       yes      no      no      no            no
  Mutation.cancelAward             no    no      no     no       yes      no      no      no            no
  Mutation.demandRefund            no    no      no     no       yes      no      no      no            no
  Mutation.recordRepayment         no    no      yes    no       yes      no      no      no            no
  Mutation.settleRefund            no    no      no     no       yes      no      no      no            no

about a program or call of an agency
  Mutation.openCall                no    no      yes    yes      yes      no      no      no            no
  Mutation.closeCall               no    no      yes    yes      yes      no      no      no            no
  Query.previewChanges             no    no      yes    yes      yes      yes     no      no            no
  Mutation.draftRevision           no    no      yes    yes      yes      yes     no      no            no
  Mutation.importPrograms          no    no      yes    yes      yes      yes     no      no            no

about the keys of an agency
  Query.apiKeys                    no    no      no     no       yes      no      no      yes           no
  Mutation.createApiKey            no    no      no     no       no       no      no      yes           no
  Mutation.revokeApiKey            no    no      no     no       no       no      no      yes           no

about a revision of an agency
  Query.revision                   no    no      yes    yes      yes      yes     yes     no            no
  Query.revisions                  no    no      yes    yes      yes      yes     yes     no            no
  Query.publishingDelegations      no    no      yes    yes      yes      yes     yes     no            no
  Mutation.editRevision            no    no      yes    yes      yes      yes     no      no            no
  Mutation.rebaseRevision          no    no      yes    yes      yes      yes     no      no            no
  Mutation.submitRevision          no    no      yes    yes      yes      yes     no      no            no
  Mutation.takeBackRevision        no    no      yes    yes      yes      yes     no      no            no
  Mutation.sendBackRevision        no    no      no     yes      yes      no      no      no            no
  Mutation.approveRevision         no    no      no     no       yes      no      no      no            no
  Mutation.rejectRevision          no    no      no     no       yes      no      no      no            no
  Mutation.discardRevision         no    no      yes    yes      yes      yes     no      no            no
  Mutation.callOffRevision         no    no      no     no       yes      no      no      no            no
  Mutation.rollBackRevision        no    no      no     no       yes      no      no      no            no
  Mutation.revokeDelegation        no    no      no     no       yes      no      no      no            no

about a source of an agency
  Query.quarantine                 no    no      yes    yes      yes      yes     yes     yes           no
  Mutation.harvestSource           no    no      yes    yes      yes      yes     no      yes           no
  Mutation.retryItem               no    no      yes    yes      yes      yes     no      yes           no
  Mutation.joinItem                no    no      yes    yes      yes      yes     no      yes           no
  Mutation.separateItem            no    no      yes    yes      yes      yes     no      yes           no

about the webhooks of a firm or agency
  Query.webhooks                   yes   unseen  yes    no       yes      no      no      no            no
  Mutation.createWebhook           yes   unseen  yes    no       yes      no      no      no            no
  Mutation.updateWebhook           yes   unseen  yes    no       yes      no      no      no            no
  Mutation.rotateWebhookSecret     yes   unseen  yes    no       yes      no      no      no            no
  Mutation.deleteWebhook           yes   unseen  yes    no       yes      no      no      no            no
  Mutation.redeliverWebhook        yes   unseen  yes    no       yes      no      no      no            no
`;

/** What a field is about; it decides whose a thing can be. */
export type About =
  | "catalog"
  | "oneself"
  | "firm"
  | "application"
  | "call"
  | "keys"
  | "revision"
  | "source"
  | "webhooks";
const ABOUT: Readonly<Record<string, About>> = {
  "about everybody's catalog": "catalog",
  "about oneself": "oneself",
  "about a firm": "firm",
  "about an application": "application",
  "about a program or call of an agency": "call",
  "about the keys of an agency": "keys",
  "about a revision of an agency": "revision",
  "about a source of an agency": "source",
  "about the webhooks of a firm or agency": "webhooks",
};

/** One line of the table. */
export interface Right {
  readonly field: string;
  readonly about: About;
  /** By role, the owner of a firm under `business`. */
  readonly roles: Readonly<Record<Role, boolean>>;
  readonly mandate: "any" | "no" | "unseen" | MandateScope;
}

const COLUMNS: readonly Role[] = [
  "agency_editor",
  "agency_reviewer",
  "agency_approver",
  "service",
  "auditor",
  "administrator",
  "anonymous",
];

/** The table, read. A line that is not as the head says is a fault. */
export const RIGHTS: readonly Right[] = readTable(TABLE);

function readTable(table: string): readonly Right[] {
  let about: About | undefined;
  return table
    .split("\n")
    .slice(2)
    .flatMap((line) => {
      const section = ABOUT[line.trim()];
      if (section !== undefined) about = section;
      if (section !== undefined || line.trim() === "") return [];
      const [field = "", owner, mandate, ...rest] = line.trim().split(/ +/);
      if (about === undefined || rest.length !== COLUMNS.length || [owner, ...rest].some((word) => !isAnswer(word)))
        throw new Error(`the table cannot be read at: ${line}`);
      const others = Object.fromEntries(COLUMNS.map((role, at) => [role, rest[at] === "yes"]));
      const roles = { business: owner === "yes", ...others } as Right["roles"];
      return [{ field, about, roles, mandate: mandate as Right["mandate"] }];
    });
}

function isAnswer(word: string | undefined): boolean {
  return word === "yes" || word === "no";
}
