import { v7 as newId } from "uuid";
import { CommandRefused, type Commands, forbidden, needKey, notFound } from "../../graph/commands.js";
import type { GraphContext } from "../../graph/context.js";
import { needCents } from "../../graph/money.js";
import { needText } from "../../graph/text-input.js";
import type { Transaction } from "../../platform/database.js";
import { type CallService, callKey, programKey } from "../calls/call.service.js";
import { ApplicationSchema, type CallRow, InformationRequestSchema } from "../entities.js";
import type { Loaders } from "../loaders.js";
import type { Businesses, Programs } from "../ports.js";
import { applicationKey, type Changes, today } from "../record/changes.js";
import { conditionNotMet, notInThisState } from "../record/refuse.js";
import type { Sealed } from "../record/sealed.js";
import type { TrackingService } from "../tracking/tracking.service.js";
import type { AttachmentService } from "./attachment.service.js";
import type {
  AnswerInformationInput,
  ApplicationInput,
  FillApplicationInput,
  ReportSpendingInput,
  StartApplicationInput,
  SubmitApplicationInput,
  WithdrawApplicationInput,
} from "./filing.inputs.js";
import { gapsOf } from "./gaps.js";
import { readResults } from "./read-results.js";
import { whyNotOpen } from "./why-not-open.js";

export interface FilingNeeds {
  readonly commands: Commands;
  readonly programs: Programs;
  readonly businesses: Businesses;
  readonly attachments: AttachmentService;
  readonly calls: CallService;
  readonly tracking: TrackingService;
  readonly loaders: Pick<Loaders, "rules">;
  readonly changes: Changes;
  readonly sealed: Sealed;
  readonly guarded: boolean;
}

/**
 * What a firm does with its applications: starts, fills, hands in, answers, signs, reports, withdraws. What it needs of the catalog
 * is read before its transaction begins: one that waits for a second connection while it holds a first can wait for ever.
 */
export class FilingService {
  constructor(private readonly needs: FilingNeeds) {}

  async start(context: GraphContext, input: StartApplicationInput) {
    const { programs, calls, commands } = this.needs;
    const key = programKey(input.programId, "input.programId");
    const program = await programs.find(key, today(context));
    const [found = []] = await calls.ofPrograms(context, [key]);
    return commands.run(context, "startApplication", input, async (tx) => {
      const businessId = await this.#needBusiness(tx, context, input.businessId);
      if (program === undefined) throw notFound("input.programId");
      const asked = given(input.callId) ? callKey(input.callId, "input.callId") : undefined;
      const wanted = asked === undefined ? found : found.filter(({ id }) => id === asked);
      if (asked !== undefined && wanted.length === 0) throw notFound("input.callId");
      const choice = whyNotOpen(program.over, wanted, today(context));
      if ("why" in choice) {
        throw new CommandRefused("ProgramNotOpen", choice.texts, {
          why: choice.why,
          opensOn: choice.opensOn,
          successorKeys: program.successors,
          similarKeys: program.similar,
        });
      }
      await this.#needNoOther(tx, businessId, choice.call);
      const application = tx.em.create(ApplicationSchema, {
        id: newId(),
        businessId,
        programId: program.key,
        programVersionId: program.versionId,
        rulesDigest: program.digest,
        callId: choice.call.id,
        agency: choice.call.agency,
        state: "draft",
        version: 0,
        startedBy: context.caller.subject,
        createdAt: context.now,
        stateSince: context.now,
        updatedAt: context.now,
      });
      await this.needs.changes.record({ tx, context, application }, "start", "draft");
      return { applicationId: application.id };
    });
  }

  fill(context: GraphContext, input: FillApplicationInput) {
    return this.needs.changes.change(context, "fillApplication", input, async (change) => {
      const { application } = change;
      if (application.state !== "draft") throw notInThisState(change, NOT_A_DRAFT);
      const { sealed } = this.needs;
      const before = sealed.openContent(application);
      const title = given(input.title) ? needText("input.title", input.title, { min: 5, max: 150 }) : before.title;
      const description = given(input.description)
        ? needText("input.description", input.description, { min: 20, max: 5_000, lines: true })
        : before.description;
      application.content = sealed.content(application.id, { title, description });
      if (given(input.requestedAmount)) {
        application.requestedCents = needCents("input.requestedAmount", input.requestedAmount);
      }
      return { what: "fill" };
    });
  }

  async submit(context: GraphContext, input: SubmitApplicationInput) {
    const [found] = await this.needs.tracking.byKeys(context, [applicationKey(input.applicationId)]);
    if (!found) throw notFound("input.applicationId");
    // A version that is pinned stays so; what the firm tells is read in the transaction.
    const judge = await this.needs.loaders.rules(context).load(found.programVersionId);
    return this.needs.changes.move(context, "submitApplication", input, "submit", async (change) => {
      const { tx, application } = change;
      const call = await this.needs.calls.ofApplication(tx, application);
      needOpen(call, context);
      const [told] = await this.needs.businesses.told(tx, context, [application.businessId]);
      if (!told) throw notFound("input.applicationId");
      const snapshot = { told, check: judge(context, told) };
      const [proved] = await this.needs.attachments.proved(tx, context, [application.id]);
      const gaps = gapsOf(application, this.needs.sealed.openContent(application), call, proved);
      const failed = input.insist ? [] : snapshot.check.failed;
      if (gaps.length > 0 || failed.length > 0) {
        throw new CommandRefused("ApplicationNotReady", NOT_READY, {
          applicationId: application.id,
          gaps,
          failed,
        });
      }
      // Last of what can fail, since others who hand in under the same call may wait for it.
      if (!(await this.needs.calls.take(tx, context, application, call))) {
        await tx.em.refresh(call);
        needOpen(call, context);
      }
      const [next] = await tx.query<{ number: string }>("select nextval('application_folio')::text as number");
      application.folio = `VU-${today(context).slice(0, 4)}-${String(next?.number).padStart(7, "0")}`;
      application.submittedAt = context.now;
      application.snapshot = this.needs.sealed.snapshot(application.id, snapshot);
      application.verdict = snapshot.check.verdict;
      application.receipt = snapshot.check.receipt;
      return { folio: application.folio, verdict: snapshot.check.verdict };
    });
  }

  withdraw(context: GraphContext, input: WithdrawApplicationInput) {
    const reason = input.reason ? needText("input.reason", input.reason, { max: 2_000, lines: true }) : null;
    return this.needs.changes.move(context, "withdrawApplication", { ...input, reason }, "withdraw");
  }

  answer(context: GraphContext, input: AnswerInformationInput) {
    const { changes, sealed } = this.needs;
    return changes.move(
      context,
      "answerInformationRequest",
      input,
      "answer_information",
      async ({ tx, application }) => {
        const answer = needText("input.answer", input.answer, { max: 5_000, lines: true });
        if (application.answerDueOn && today(context) > application.answerDueOn)
          throw conditionNotMet(application.id, "late");
        const request = await tx.em.findOneOrFail(
          InformationRequestSchema,
          { applicationId: application.id, answeredAt: null },
          { orderBy: { id: "desc" } },
        );
        request.answer = sealed.answer(request.id, answer);
        request.answeredAt = context.now;
        application.answerDueOn = null;
        return {};
      },
    );
  }

  sign(context: GraphContext, input: ApplicationInput) {
    const { changes } = this.needs;
    const ours = context.caller.role === "business" ? "signedByApplicant" : "signedByAgency";
    const theirs = ours === "signedByApplicant" ? "signedByAgency" : "signedByApplicant";
    return changes.sign(context, input, async ({ application }) => {
      if (application[ours]) throw conditionNotMet(application.id, "signed");
      application[ours] = context.caller.subject;
      return Boolean(application[theirs]);
    });
  }

  report(context: GraphContext, input: ReportSpendingInput) {
    return this.needs.changes.change(context, "reportSpending", input, async (change) => {
      const { application } = change;
      if (application.state !== "reporting") throw notInThisState(change, NOT_REPORTING);
      const summary = needText("input.summary", input.summary, { min: 20, max: 5_000, lines: true });
      const spentCents = needCents("input.spentAmount", input.spentAmount);
      application.report = this.needs.sealed.report(application.id, { summary, spentCents });
      application.results = readResults(input);
      return { what: "report" };
    });
  }

  async #needBusiness(tx: Transaction, context: GraphContext, id: string): Promise<string> {
    const key = needKey("Business", id, "input.businessId");
    const standing = await this.needs.businesses.standing(tx, context, key);
    if (standing === "none") throw notFound("input.businessId");
    if (standing !== "all" && !standing.has("apply") && this.needs.guarded) {
      throw forbidden({ es: "Su mandato no alcanza para esto", en: "Your mandate does not reach this far" });
    }
    return key;
  }

  async #needNoOther(tx: Transaction, businessId: string, call: CallRow): Promise<void> {
    // One firm's applications to one call are started one after another, so that the second sees the first.
    await tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${businessId}/${call.id}`]);
    const [other] = await tx.query<{ id: string }>(
      `select id from application where business_id = $1 and call_id = $2 and state not in
        ('rejected', 'closed', 'cancelled', 'withdrawn', 'lapsed', 'ineligible')`,
      [businessId, call.id],
    );
    if (other !== undefined) throw new CommandRefused("AlreadyApplied", ALREADY, { applicationId: other.id });
  }
}

/** Refuses under a call that takes no applications today. */
function needOpen(call: CallRow, context: GraphContext): void {
  const open = whyNotOpen(false, [call], today(context));
  if (!("why" in open)) return;
  const { texts, why, opensOn } = open;
  throw new CommandRefused("ProgramNotOpen", texts, { why, opensOn, successorKeys: [], similarKeys: [] });
}

function given(value: string | null | undefined): value is string {
  return value !== undefined && value !== null;
}

const NOT_A_DRAFT = {
  es: "Ya se ingresó; ya no se puede llenar",
  en: "It was submitted already; it can no longer be filled in",
};
const NOT_REPORTING = {
  es: "Todavía no es tiempo de comprobar el gasto, o ya pasó",
  en: "It is not time to report the spending yet, or no longer",
};
const NOT_READY = {
  es: "Todavía no se puede ingresar; falta lo que se dice aquí",
  en: "It cannot be submitted yet; what is said here is missing",
};
const ALREADY = {
  es: "La empresa ya tiene una solicitud en esa convocatoria",
  en: "The firm has an application under that call already",
};
