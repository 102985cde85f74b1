import type { Command, MoveCommand, Setting } from "./play.js";

/** What may happen to an application, told anew from the facts of the domain and not from the tables of `src`. */
const WAYS = `
  business: draft -submit> submitted
  business: draft submitted information_requested admitted under_review recommended not_recommended waitlisted approved -withdraw> withdrawn
  business: information_requested -answer_information> submitted
  agency_editor agency_reviewer service: submitted -request_information> information_requested
  agency_editor agency_reviewer service: submitted -admit> admitted
  agency_reviewer agency_approver: submitted -declare_ineligible> ineligible
  agency_reviewer service: admitted -begin_review> under_review
  agency_reviewer: under_review -recommend> recommended
  agency_reviewer: under_review -not_recommend> not_recommended
  agency_approver: recommended not_recommended waitlisted -approve> approved
  agency_approver: recommended not_recommended waitlisted -reject> rejected
  agency_approver: recommended not_recommended -waitlist> waitlisted
  business agency_approver: approved -sign_agreement> agreement_signed
  agency_approver: agreement_signed disbursing -disburse> disbursing
  agency_editor agency_approver: disbursing -begin_reporting> reporting
  agency_approver: reporting -close> closed
  agency_approver: disbursing reporting cancelled -demand_refund> refund_due
  agency_approver: refund_due -settle_refund> closed
  agency_approver: approved agreement_signed disbursing -cancel> cancelled
  system: draft information_requested -lapse> lapsed`;

export const ways = [...WAYS.matchAll(/(\S.*): (.+) -(\w+)> (\w+)/g)].map(
  ([, by = "", from = "", move = "", to = ""]) => ({ by: by.split(" "), from: from.split(" "), move, to }),
);
export const states = [...new Set(ways.flatMap(({ from, to }) => [...from, to]))];
export const roles = [...new Set(ways.flatMap(({ by }) => by)), "anonymous", "auditor", "administrator"];

const total = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0);
const tomorrow = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const newFirm = (parts: readonly number[]) => {
  return { parts, state: "draft", due: "", signed: [""], metBy: [""], paid: 0, demanded: 0, returned: 0 };
};
type Firm = ReturnType<typeof newFirm>;

/** Does what a command says and answers with the state the firm is in afterwards, or with why nothing happened. */
export class Model {
  readonly firms: readonly Firm[];
  today: string;
  left: number;
  constructor(readonly setting: Setting) {
    this.firms = setting.firms.map(newFirm);
    this.today = setting.today;
    this.left = setting.budget;
  }

  fire(command: Command): string {
    if (command.do === "wait") this.today = tomorrow(this.today);
    if (command.do === "wait") return "a day";
    const firm = this.firms[command.firm] as Firm;
    const refused = command.do === "move" ? this.#move(firm, command) : this.#note(firm, command);
    return refused === undefined ? firm.state : `no: ${refused}`;
  }

  #note(firm: Firm, command: Command & { do: "meet" | "give_back" }): string | undefined {
    const meets = command.do === "meet";
    if (!(meets ? ["agreement_signed", "disbursing"] : ["refund_due"]).includes(firm.state)) return "state";
    if (meets && (command.part > firm.parts.length || firm.metBy[command.part])) return "part";
    if (!meets && (command.cents < 1 || command.cents > firm.demanded - firm.returned)) return "cents";
    if (meets) firm.metBy[command.part] = command.who;
    else firm.returned += command.cents;
    return undefined;
  }

  #move(firm: Firm, { move, role, who, part, cents }: MoveCommand): string | undefined {
    const way = ways.find((one) => one.move === move);
    if (!way?.by.includes(role)) return "role";
    if (!way.from.includes(firm.state)) return "state";
    const late = this.today > (firm.state === "draft" ? this.setting.callClosesOn : firm.due);
    if (late && ["submit", "answer_information"].includes(move)) return "late";
    if (!late && move === "lapse") return "early";
    if (move === "approve" && total(firm.parts) > this.left) return "budget";
    if (move === "sign_agreement" && firm.signed.includes(role)) return "signed";
    if (move === "disburse" && (part !== firm.paid + 1 || part > firm.parts.length)) return "part";
    if (move === "disburse" && !firm.metBy[part]) return "milestone";
    if (move === "disburse" && firm.metBy[part] === who) return "four eyes";
    if (move === "demand_refund" && (cents < 1 || cents > total(firm.parts.slice(0, firm.paid)))) return "cents";
    if (move === "settle_refund" && firm.returned < firm.demanded) return "owed";
    if (move === "request_information") firm.due = this.#dayToAnswer();
    if (move === "disburse") firm.paid = part;
    if (move === "demand_refund") firm.demanded = cents;
    if (move === "sign_agreement" && firm.signed.push(role) < 3) return undefined;
    const paying = [firm.state, way.to].map((state) => /approved|agreement_signed|disbursing/.test(state));
    if (way.to === "approved") this.left -= total(firm.parts);
    if (paying[0] && !paying[1]) this.left += total(firm.parts.slice(firm.paid));
    firm.state = way.to;
    return undefined;
  }

  #dayToAnswer(day = this.today, left = this.setting.daysToAnswer): string {
    if (left === 0) return day;
    const next = tomorrow(day);
    const rests = new Date(next).getUTCDay() % 6 === 0 || this.setting.restDays.has(next);
    return this.#dayToAnswer(next, rests ? left : left - 1);
  }
}
