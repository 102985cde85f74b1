import { CommandRefused } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import { badInput } from "../../graph/errors.js";
import { moneyOf, needCents } from "../../graph/money.js";
import { needText } from "../../graph/text-input.js";
import type { Transaction } from "../../platform/database.js";
import type { CallService } from "../calls/call.service.js";
import { ApplicationEventSchema, type ApplicationRow, type TrancheRow, TrancheSchema } from "../entities.js";
import { isSettled } from "../lifecycle/refunds.js";
import { checkTranches, decidePayment, TRANCHE_FAULTS, type Tranche } from "../lifecycle/tranches.js";
import type { Change, Changes } from "../record/changes.js";
import { conditionNotMet, needReason, notInThisState } from "../record/refuse.js";
import type {
  ApproveApplicationInput,
  DemandRefundInput,
  OfTrancheInput,
  ReasonedInput,
  RecordRepaymentInput,
} from "./desk.inputs.js";

export interface AwardNeeds {
  readonly calls: CallService;
  readonly changes: Changes;
}

const MOST_TRANCHES = 24;

/** Decisions about money: grants within the budget of the call, payments in parts under four eyes, what is given back. */
export class AwardService {
  constructor(private readonly needs: AwardNeeds) {}

  approve(context: GraphContext, input: ApproveApplicationInput) {
    const why = needReason(input, "approve");
    return this.needs.changes.move(context, "approveApplication", { ...input, ...why }, "approve", async (change) => {
      const { tx, application } = change;
      await needOtherEyes(change, ["recommend", "not_recommend"]);
      const cents = await this.#needAmount(change, input.amount);
      const tranches = readTranches(cents, input);
      await grantFromBudget(tx, application, cents);
      application.awardedCents = cents;
      for (const [index, { amount, milestone, dueOn }] of tranches.entries()) {
        tx.em.create(TrancheSchema, {
          applicationId: application.id,
          number: index + 1,
          amountCents: amount,
          milestone: milestone.es,
          dueOn,
        });
      }
      return { amountCents: cents };
    });
  }

  meetMilestone(context: GraphContext, input: OfTrancheInput) {
    return this.needs.changes.change(context, "meetMilestone", input, async (change) => {
      this.#needPaying(change);
      const tranche = await tranchesOf(change).then((all) => all.find(({ number }) => number === input.number));
      if (tranche === undefined) throw noSuchTranche();
      if (tranche.metBy) throw conditionNotMet(change.application.id, "already_met");
      tranche.metBy = context.caller.subject;
      tranche.metAt = context.now;
      return { what: "meet_milestone", details: { number: input.number } };
    });
  }

  payTranche(context: GraphContext, input: OfTrancheInput) {
    return this.needs.changes.move(context, "payTranche", input, "disburse", async (change) => {
      const { application } = change;
      const tranches = await tranchesOf(change);
      const tranche = tranches.find(({ number }) => number === input.number);
      if (tranche === undefined) throw noSuchTranche();
      const decision = decidePayment(
        tranches.map(({ amountCents, metBy, paidAt }) => ({
          amount: amountCents,
          metBy: metBy ?? null,
          paid: Boolean(paidAt),
        })),
        { number: input.number, approver: context.caller.subject },
      );
      if (!decision.ok) throw conditionNotMet(application.id, decision.why);
      tranche.paidBy = context.caller.subject;
      tranche.paidAt = context.now;
      application.paidCents += tranche.amountCents;
      return { number: input.number, amountCents: tranche.amountCents };
    });
  }

  demandRefund(context: GraphContext, input: DemandRefundInput) {
    const why = needReason(input, "demand_refund");
    return this.needs.changes.move(
      context,
      "demandRefund",
      { ...input, ...why },
      "demand_refund",
      async ({ application }) => {
        const cents = needCents("input.amount", input.amount);
        if (cents > application.paidCents) throw tooMuch(application.paidCents, "lo pagado", "what was paid");
        application.refundCents = cents;
        return { amountCents: cents };
      },
    );
  }

  recordRepayment(context: GraphContext, input: RecordRepaymentInput) {
    return this.needs.changes.change(context, "recordRepayment", input, async (change) => {
      const { application } = change;
      if (application.state !== "refund_due") throw notInThisState(change, NOT_REFUNDING);
      const cents = needCents("input.amount", input.amount);
      const owed = (application.refundCents ?? 0) - application.returnedCents;
      if (cents > owed) throw tooMuch(owed, "lo que falta devolver", "what is still owed");
      application.returnedCents += cents;
      return { what: "repay", details: { amountCents: cents } };
    });
  }

  settleRefund(context: GraphContext, input: ReasonedInput) {
    const why = needReason(input, "settle_refund");
    return this.needs.changes.move(
      context,
      "settleRefund",
      { ...input, ...why },
      "settle_refund",
      async ({ application }) => {
        const { refundCents, returnedCents } = application;
        if (!isSettled({ demanded: refundCents ?? 0, returned: returnedCents }))
          throw conditionNotMet(application.id, "owed");
        return {};
      },
    );
  }

  close(context: GraphContext, input: ReasonedInput) {
    const why = needReason(input, "close");
    return this.needs.changes.move(
      context,
      "closeApplication",
      { ...input, ...why },
      "close",
      async ({ application }) => {
        if (!application.report) throw conditionNotMet(application.id, "no_report");
        return {};
      },
    );
  }

  async #needAmount({ tx, application }: Change, amount: string): Promise<number> {
    const cents = needCents("input.amount", amount);
    const { document } = await this.needs.calls.ofApplication(tx, application);
    const most = Math.min(application.requestedCents ?? 0, document.mostCents ?? Number.MAX_SAFE_INTEGER);
    if (cents > most)
      throw tooMuch(most, "lo pedido y lo que permite la convocatoria", "what was asked for and the call allows");
    return cents;
  }

  #needPaying(change: Change): void {
    const { state } = change.application;
    if (state !== "agreement_signed" && state !== "disbursing") throw notInThisState(change, NOT_PAYING);
  }
}

/**
 * Takes the grant out of the call's budget, in one statement that waits for whoever is granting from the same call and then
 * looks at what is left: however many decide at once, no more is granted than there is.
 */
async function grantFromBudget(tx: Transaction, application: ApplicationRow, cents: number): Promise<void> {
  const taken = await tx.query(
    `update call set granted_cents = granted_cents + $2
      where id = $1 and (budget_cents is null or granted_cents + $2 <= budget_cents) returning id`,
    [application.callId, cents],
  );
  if (taken.length > 0) return;
  const [call] = await tx.query<{ left: string }>(
    "select (budget_cents - granted_cents)::text as left from call where id = $1",
    [application.callId],
  );
  throw new CommandRefused("BudgetExhausted", EXHAUSTED, {
    applicationId: application.id,
    left: moneyOf(Number(call?.left ?? 0)),
  });
}

/** Refuses whoever took one of these steps on the application last: two people stand behind each decision. */
async function needOtherEyes({ tx, context, application }: Change, steps: readonly string[]): Promise<void> {
  const last = await tx.em.findOne(
    ApplicationEventSchema,
    { applicationId: application.id, what: { $in: [...steps] } },
    { orderBy: { version: "desc" } },
  );
  if (last?.actor === context.caller.subject) throw conditionNotMet(application.id, "four_eyes");
}

function tranchesOf({ tx, application }: Change): Promise<TrancheRow[]> {
  return tx.em.find(TrancheSchema, { applicationId: application.id }, { orderBy: { number: "asc" } });
}

function readTranches(award: number, { tranches }: ApproveApplicationInput): readonly Tranche[] {
  if (tranches.length > MOST_TRANCHES) {
    throw badInput(
      "input.tranches",
      { es: `puede tener hasta ${MOST_TRANCHES} elementos`, en: `may have up to ${MOST_TRANCHES} items` },
      { maxItems: MOST_TRANCHES },
    );
  }
  const read = tranches.map(({ amount, milestone, dueOn }, index) => {
    const text = needText(`input.tranches[${index}].milestone`, milestone, { min: 3, max: 300 });
    return { amount: needCents(`input.tranches[${index}].amount`, amount), milestone: { es: text, en: text }, dueOn };
  });
  const [finding] = checkTranches(award, read);
  if (finding === undefined) return read;
  throw badInput(`input.tranches${finding.at === undefined ? "" : `[${finding.at}]`}`, TRANCHE_FAULTS[finding.fault]);
}

function noSuchTranche() {
  return badInput("input.number", { es: "no hay una parte con ese número", en: "there is no part of that number" });
}

function tooMuch(most: number, es: string, en: string) {
  return badInput(
    "input.amount",
    { es: `puede ser a lo más ${es}`, en: `may be at most ${en}` },
    { max: moneyOf(most).amount },
  );
}

const EXHAUSTED = {
  es: "Ya no alcanza el presupuesto de la convocatoria; puede ponerla en lista de espera",
  en: "The call's budget does not suffice any more; you can put it on the waiting list",
};
const NOT_REFUNDING = {
  es: "No se ha exigido ningún reintegro, o ya se dio por cumplido",
  en: "No refund was demanded, or it is settled already",
};
const NOT_PAYING = {
  es: "Todavía no es tiempo de pagar, o ya pasó",
  en: "It is not time to pay yet, or no longer",
};
