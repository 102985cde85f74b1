import { type Calendar, createCalendar } from "../../../src/applications/calendar/calendar.js";
import { addNaturalDays } from "../../../src/applications/calendar/day.js";
import type { StateChange } from "../../../src/applications/lifecycle/clock-runs.js";
import { draftLapses, lapses, readClocks } from "../../../src/applications/lifecycle/clocks.js";
import { decideMove } from "../../../src/applications/lifecycle/decide-move.js";
import type { Move, Mover } from "../../../src/applications/lifecycle/moves.js";
import { decideDemand, decideReturn, isSettled } from "../../../src/applications/lifecycle/refunds.js";
import { decideSigning, type Side } from "../../../src/applications/lifecycle/signatures.js";
import type { State } from "../../../src/applications/lifecycle/states.js";
import {
  decidePayment,
  leftToPay,
  paidSoFar,
  type TrancheProgress,
} from "../../../src/applications/lifecycle/tranches.js";
import { decideGrant, heldBy } from "./budget.js";
import type { Command, MoveCommand, Setting } from "./play.js";

interface Case {
  changes: StateChange[];
  tranches: TrancheProgress[];
  signed: readonly Side[];
  demanded: number;
  returned: number;
}
type Check = (one: Case, command: MoveCommand) => string | undefined;

/** The pure core put together the way the gateway does, without database or network, to be held against the model. */
export class Core {
  readonly cases: Case[];
  today: string;
  readonly #calendar: Calendar;

  constructor(readonly setting: Setting) {
    this.today = setting.today;
    this.#calendar = createCalendar({ alsoClosed: [...setting.restDays] });
    this.cases = setting.firms.map((parts) => ({
      changes: [{ to: "draft", on: setting.today }],
      tranches: parts.map((amount) => ({ amount, metBy: null, paid: false })),
      signed: [],
      demanded: 0,
      returned: 0,
    }));
  }

  get left(): number {
    return this.setting.budget - this.#granted();
  }

  stateOf(firm: number): State {
    return stateOf(this.cases[firm] as Case);
  }

  fire(command: Command): string {
    if (command.do === "wait") {
      this.today = addNaturalDays(this.today, 1);
      return "a day";
    }
    const one = this.cases[command.firm] as Case;
    if (command.do === "meet") return meet(one, command.part, command.who);
    if (command.do === "give_back") return giveBack(one, command.cents);
    const move = command.move as Move;
    const decision = decideMove({ state: stateOf(one), move, role: command.role as Mover });
    if (!decision.ok) return `no: ${decision.why}`;
    const instead = this.#checks[move]?.(one, command);
    if (instead !== undefined) return instead;
    one.changes.push({ to: decision.to, on: this.today });
    return decision.to;
  }

  readonly #checks: Partial<Record<Move, Check>> = {
    submit: (one) => (this.#isLate(one) ? "no: late" : undefined),
    answer_information: (one) => (this.#isLate(one) ? "no: late" : undefined),
    lapse: (one) => (this.#isLate(one) ? undefined : "no: early"),
    approve: (one) => {
      const requested = leftToPay(one.tranches);
      if (!decideGrant({ budget: this.setting.budget, granted: this.#granted(), requested }).ok) return "no: budget";
      return undefined;
    },
    sign_agreement: (one, { role }) => {
      const decision = decideSigning(one.signed, role as Mover);
      if (!decision.ok) return "no: signed";
      one.signed = decision.signed;
      return decision.complete ? undefined : stateOf(one);
    },
    disburse: (one, { part, who }) => {
      const decision = decidePayment(one.tranches, { number: part, approver: who });
      if (!decision.ok) return REFUSED_PAYMENTS[decision.why];
      one.tranches = one.tranches.map((tranche, at) => (at === part - 1 ? { ...tranche, paid: true } : tranche));
      return undefined;
    },
    demand_refund: (one, { cents }) => {
      if (!decideDemand({ paid: paidSoFar(one.tranches), amount: cents }).ok) return "no: cents";
      one.demanded = cents;
      return undefined;
    },
    settle_refund: (one) => (isSettled(one) ? undefined : "no: owed"),
  };

  #isLate({ changes }: Case): boolean {
    const state = changes.at(-1)?.to as State;
    if (draftLapses(state, this.setting.callClosesOn, this.today)) return true;
    const terms = { answer: { days: this.setting.daysToAnswer, count: "working" } } as const;
    const clocks = readClocks({ changes, terms, calendar: this.#calendar, today: this.today });
    return lapses(
      state,
      clocks.find(({ clock }) => clock === "answer"),
      this.today,
    );
  }

  #granted(): number {
    return this.cases.reduce((all, one) => {
      const paid = paidSoFar(one.tranches);
      return all + heldBy({ state: stateOf(one), award: paid + leftToPay(one.tranches), paid });
    }, 0);
  }
}

const REFUSED_PAYMENTS = { not_next: "no: part", milestone_open: "no: milestone", four_eyes: "no: four eyes" } as const;

function stateOf({ changes }: Case): State {
  return changes.at(-1)?.to as State;
}

function meet(one: Case, part: number, who: string): string {
  if (!["agreement_signed", "disbursing"].includes(stateOf(one))) return "no: state";
  const tranche = one.tranches[part - 1];
  if (tranche === undefined || tranche.metBy !== null) return "no: part";
  one.tranches = one.tranches.map((other) => (other === tranche ? { ...tranche, metBy: who } : other));
  return stateOf(one);
}

function giveBack(one: Case, cents: number): string {
  if (stateOf(one) !== "refund_due") return "no: state";
  if (!decideReturn({ demanded: one.demanded, returned: one.returned, amount: cents }).ok) return "no: cents";
  one.returned += cents;
  return stateOf(one);
}
