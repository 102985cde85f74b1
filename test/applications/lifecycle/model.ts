/** What should happen to an application, told anew from the domain's facts and not from the tables of `src`. */
const WAYS = `
  business : draft -submit> submitted
  business : draft submitted information_requested admitted under_review recommended not_recommended waitlisted approved -withdraw> withdrawn
  business : information_requested -answer_information> submitted
  agency_editor agency_reviewer service : submitted -request_information> information_requested
  agency_editor agency_reviewer service : submitted -admit> admitted
  agency_reviewer agency_approver : submitted -declare_ineligible> ineligible
  agency_reviewer service : admitted -begin_review> under_review
  agency_reviewer : under_review -recommend> recommended
  agency_reviewer : under_review -not_recommend> not_recommended
  agency_approver : recommended not_recommended waitlisted -approve> approved
  agency_approver : recommended not_recommended waitlisted -reject> rejected
  agency_approver : recommended not_recommended -waitlist> waitlisted
  business agency_approver : approved -sign_agreement> agreement_signed
  agency_approver : agreement_signed disbursing -disburse> disbursing
  agency_editor agency_approver : disbursing -begin_reporting> reporting
  agency_approver : reporting -close> closed
  agency_approver : disbursing reporting cancelled -demand_refund> refund_due
  agency_approver : refund_due -settle_refund> closed
  agency_approver : approved agreement_signed disbursing -cancel> cancelled
  system : draft information_requested -lapse> lapsed`;

interface Way {
  readonly move: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly by: readonly string[];
}

export const ways: readonly Way[] = WAYS.trim()
  .split("\n")
  .map((line) => {
    const [, by = "", from = "", move = "", to = ""] = /^\s*(.+) : (.+) -(\w+)> (\w+)$/.exec(line) ?? [];
    return { move, to, by: by.split(" "), from: from.split(" ") };
  });

export const states = [...new Set(ways.flatMap(({ from, to }) => [...from, to]))];
export const roles =
  "anonymous business agency_editor agency_reviewer agency_approver auditor administrator service system".split(" ");
