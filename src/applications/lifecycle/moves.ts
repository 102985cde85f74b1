import type { Role } from "../../graph/identity/caller.js";
import type { State } from "./states.js";

/** Who can make a move: a role, or this window itself when a day has passed. */
export type Mover = Role | "system";

export interface MoveEntry {
  readonly es: string;
  readonly en: string;
  readonly from: readonly State[];
  readonly to: State;
  /** Either of them may; for `sign_agreement` both must, and the second signature makes the move. */
  readonly by: readonly Mover[];
  /** The firm must be told why, in words. */
  readonly needsReason: boolean;
  /** Says something about the firm's rights or money, so it goes into the ledger. */
  readonly decision: boolean;
  /** Final states that this move may leave all the same. */
  readonly reopens?: readonly State[];
}

const WINDOW = ["agency_editor", "agency_reviewer", "service"] as const;

/**
 * What can happen to an application, after FNE, PROSOFT and Fondo PYME practice. Where that practice is silent, ours by default:
 * - A firm may withdraw until both sides have signed; afterwards only the agency ends it, since money and duties hang on the agreement.
 * - Nothing but a missed answer or a call that closed over a draft makes an application lapse: what an agency leaves
 *   lying must not cost the firm its place.
 * - A refund may be asked for while paying as well as afterwards, and of a cancelled support, which otherwise stays as it is:
 *   what was cancelled before any payment has nothing to close.
 * - A dictamen is entered as a decision: what was granted must be explained by it.
 */
export const MOVES = {
  submit: {
    es: "Ingresar",
    en: "Submit",
    from: ["draft"],
    to: "submitted",
    by: ["business"],
    needsReason: false,
    decision: false,
  },
  withdraw: {
    es: "Desistir",
    en: "Withdraw",
    from: [
      "draft",
      "submitted",
      "information_requested",
      "admitted",
      "under_review",
      "recommended",
      "not_recommended",
      "waitlisted",
      "approved",
    ],
    to: "withdrawn",
    by: ["business"],
    needsReason: false,
    decision: false,
  },
  request_information: {
    es: "Prevenir",
    en: "Request information",
    from: ["submitted"],
    to: "information_requested",
    by: WINDOW,
    needsReason: true,
    decision: false,
  },
  answer_information: {
    es: "Desahogar la prevención",
    en: "Answer the request for information",
    from: ["information_requested"],
    to: "submitted",
    by: ["business"],
    needsReason: false,
    decision: false,
  },
  admit: {
    es: "Admitir",
    en: "Admit",
    from: ["submitted"],
    to: "admitted",
    by: WINDOW,
    needsReason: false,
    decision: false,
  },
  declare_ineligible: {
    es: "Declarar no elegible",
    en: "Declare ineligible",
    from: ["submitted"],
    to: "ineligible",
    by: ["agency_reviewer", "agency_approver"],
    needsReason: true,
    decision: true,
  },
  begin_review: {
    es: "Comenzar la evaluación",
    en: "Begin the review",
    from: ["admitted"],
    to: "under_review",
    by: ["agency_reviewer", "service"],
    needsReason: false,
    decision: false,
  },
  recommend: {
    es: "Dictaminar a favor",
    en: "Recommend",
    from: ["under_review"],
    to: "recommended",
    by: ["agency_reviewer"],
    needsReason: true,
    decision: true,
  },
  not_recommend: {
    es: "Dictaminar en contra",
    en: "Not recommend",
    from: ["under_review"],
    to: "not_recommended",
    by: ["agency_reviewer"],
    needsReason: true,
    decision: true,
  },
  approve: {
    es: "Aprobar",
    en: "Approve",
    from: ["recommended", "not_recommended", "waitlisted"],
    to: "approved",
    by: ["agency_approver"],
    needsReason: false,
    decision: true,
  },
  reject: {
    es: "Rechazar",
    en: "Reject",
    from: ["recommended", "not_recommended", "waitlisted"],
    to: "rejected",
    by: ["agency_approver"],
    needsReason: true,
    decision: true,
  },
  waitlist: {
    es: "Poner en lista de espera",
    en: "Put on the waiting list",
    from: ["recommended", "not_recommended"],
    to: "waitlisted",
    by: ["agency_approver"],
    // The state says it: the budget did not suffice.
    needsReason: false,
    decision: true,
  },
  sign_agreement: {
    es: "Firmar el convenio",
    en: "Sign the agreement",
    from: ["approved"],
    to: "agreement_signed",
    by: ["business", "agency_approver"],
    needsReason: false,
    decision: true,
  },
  disburse: {
    es: "Ministrar",
    en: "Disburse",
    from: ["agreement_signed", "disbursing"],
    to: "disbursing",
    by: ["agency_approver"],
    needsReason: false,
    decision: true,
  },
  begin_reporting: {
    es: "Pasar a comprobación",
    en: "Begin reporting",
    from: ["disbursing"],
    to: "reporting",
    by: ["agency_editor", "agency_approver"],
    needsReason: false,
    decision: false,
  },
  close: {
    es: "Concluir",
    en: "Close",
    from: ["reporting"],
    to: "closed",
    by: ["agency_approver"],
    needsReason: false,
    decision: true,
  },
  demand_refund: {
    es: "Exigir el reintegro",
    en: "Demand a refund",
    from: ["disbursing", "reporting", "cancelled"],
    to: "refund_due",
    by: ["agency_approver"],
    needsReason: true,
    decision: true,
    reopens: ["cancelled"],
  },
  settle_refund: {
    es: "Dar por reintegrado",
    en: "Settle the refund",
    from: ["refund_due"],
    to: "closed",
    by: ["agency_approver"],
    needsReason: false,
    decision: true,
  },
  cancel: {
    es: "Cancelar",
    en: "Cancel",
    from: ["approved", "agreement_signed", "disbursing"],
    to: "cancelled",
    by: ["agency_approver"],
    needsReason: true,
    decision: true,
  },
  lapse: {
    es: "Caducar",
    en: "Lapse",
    from: ["draft", "information_requested"],
    to: "lapsed",
    by: ["system"],
    // The state says it: a deadline passed.
    needsReason: false,
    decision: true,
  },
} as const satisfies Readonly<Record<string, MoveEntry>>;
export type Move = keyof typeof MOVES;

export const MOVE_CODES = Object.keys(MOVES) as readonly Move[];

/** The move as the table has it, for readers that go over many. */
export function entryOf(move: Move): MoveEntry {
  return MOVES[move];
}
