import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { pagedCost } from "../graph/complexity.js";
import { PageArgs, shownAs } from "../graph/connection.js";
import type { GraphContext } from "../graph/context.js";
import { instant } from "../graph/instant.js";
import type { Calendar } from "./calendar/calendar.js";
import type { ApplicationRow } from "./entities.js";
import { gapsOf } from "./filing/gaps.js";
import type { Lists } from "./lists.js";
import type { Loaders } from "./loaders.js";
import type { Sealed } from "./record/sealed.js";
import { Application } from "./view/application.types.js";
import {
  AgencyStage,
  Applicant,
  ApplicationCheck,
  ApplicationEventConnection,
  ApplicationGap,
  AttachedDocument,
  ClockReading,
  ReviewScore,
  WaitingPlace,
} from "./view/application-parts.types.js";
import { Award, SpendingReport, Tranche } from "./view/award.types.js";
import { Call } from "./view/call.types.js";
import { ApplicationMessageConnection, InformationRequest } from "./view/conversation.types.js";
import { type ApplicationView, presentCall } from "./view/present-application.js";
import {
  presentCheck,
  presentClocks,
  presentEvent,
  presentMessage,
  presentReport,
  presentRequests,
  presentStage,
  presentTranches,
} from "./view/present-parts.js";
import { Business, Program } from "./view/stubs.js";

export interface ReadingNeeds {
  readonly loaders: Loaders;
  readonly lists: Lists;
  readonly sealed: Sealed;
  readonly calendar: Calendar;
}

const A_LIST = ({ childComplexity }: { childComplexity: number }) => 10 + 5 * childComplexity;

/** Applications as they are read: where each stands, what is asked of it and by when, and all that happened. */
@Resolver(() => Application)
export class ApplicationResolver {
  constructor(private readonly needs: ReadingNeeds) {}

  @FieldResolver(() => Program, {
    nullable: true,
    description: "El programa, en la edición con que se comenzó. The program, in the edition it was started under.",
  })
  async program(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    return this.needs.loaders.version(context).load(row.programVersionId);
  }

  @FieldResolver(() => Call, { description: "La convocatoria. The call." })
  async call(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    const call = await this.needs.loaders.call(context).load(row.callId);
    return call === null ? null : presentCall(call, context);
  }

  @FieldResolver(() => Business, {
    nullable: true,
    description:
      "La empresa; la dependencia ve en su lugar `applicant`. The firm; the agency sees `applicant` instead.",
  })
  async business(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    return context.caller.role === "business" ? this.needs.loaders.business(context).load(row.businessId) : null;
  }

  @FieldResolver(() => Applicant, { nullable: true, description: "La empresa al ingresar. The firm when it applied." })
  async applicant(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    await this.#noteAccess(row, context);
    const told = this.needs.sealed.openSnapshot(row)?.told;
    return told === undefined ? null : { name: told.name, rfc: told.rfc, facts: told.facts };
  }

  @FieldResolver(() => ApplicationCheck, {
    nullable: true,
    complexity: A_LIST,
    description: "Qué dicen las reglas. What the rules say.",
  })
  async check(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    await this.#noteAccess(row, context);
    const then = this.needs.sealed.openSnapshot(row);
    if (then !== null) return presentCheck(then.check, context.language);
    if (row.suppressedAt) return null;
    const { loaders } = this.needs;
    const [judge, told] = await Promise.all([
      loaders.rules(context).load(row.programVersionId),
      loaders.told(context).load(row.businessId),
    ]);
    return told === null ? null : presentCheck(judge(context, told), context.language);
  }

  @FieldResolver(() => [ApplicationGap], {
    description: "Lo que falta llenar antes de ingresarla. What is to be filled in before it can be submitted.",
  })
  async gaps(@Root() { row, title, description }: ApplicationView, @Ctx() context: GraphContext) {
    const call = row.state === "draft" ? await this.needs.loaders.call(context).load(row.callId) : null;
    if (call === null) return [];
    const attached = await this.#attached(row, context);
    const proved = attached.flatMap(({ evidence, document }) =>
      document !== null && document.storedAt !== null && !document.expired ? [evidence] : [],
    );
    return gapsOf(row, { title, description }, call, new Set(proved)).map(({ field, texts }) => ({
      field,
      message: texts[context.language],
    }));
  }

  @FieldResolver(() => [ClockReading], {
    complexity: A_LIST,
    description: "Los plazos que corren o corrieron. The terms that run or ran.",
  })
  async clocks(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    const { loaders, calendar } = this.needs;
    const [events, call] = await Promise.all([
      loaders.events(context).load(row.id),
      loaders.call(context).load(row.callId),
    ]);
    return call === null ? [] : presentClocks(events, call, calendar, context);
  }

  @FieldResolver(() => ApplicationEventConnection, {
    complexity: pagedCost,
    description: "Todo lo que pasó, en orden. All that happened, in order.",
  })
  async timeline(@Root() { row }: ApplicationView, @Args(() => PageArgs) page: PageArgs, @Ctx() context: GraphContext) {
    const { lists, sealed } = this.needs;
    return shownAs(await lists.timeline(context, row.id, page), (event) => presentEvent(event, context, sealed));
  }

  @FieldResolver(() => [InformationRequest], {
    complexity: A_LIST,
    description: "Prevenciones. Requests for information.",
  })
  async informationRequests(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    await this.#noteAccess(row, context);
    return presentRequests(await this.needs.loaders.requests(context).load(row.id), context, this.needs.sealed);
  }

  @FieldResolver(() => ApplicationMessageConnection, {
    complexity: pagedCost,
    description: "Los mensajes, en orden. The messages, in order.",
  })
  async messages(@Root() { row }: ApplicationView, @Args(() => PageArgs) page: PageArgs, @Ctx() context: GraphContext) {
    await this.#noteAccess(row, context);
    const { lists, sealed } = this.needs;
    return shownAs(await lists.messages(context, row.id, page), (message) => presentMessage(message, context, sealed));
  }

  @FieldResolver(() => [ReviewScore], {
    nullable: true,
    complexity: A_LIST,
    description: "Calificaciones; solo para la dependencia y auditoría. Scores; for the agency and auditors only.",
  })
  async scores(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    return this.needs.loaders.scores(context).load(row.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "A quién está asignada; solo para la dependencia. Whom it is assigned to; for the agency only.",
  })
  assignedTo(@Root() { row }: ApplicationView) {
    return row.assignedTo ?? null;
  }

  @FieldResolver(() => AgencyStage, {
    nullable: true,
    description: "Etapa propia de la dependencia. The agency's own stage.",
  })
  async stage(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    if (!row.stage) return null;
    const stages = await this.needs.loaders.stages(context).load(row.agency);
    const found = stages.find(({ code }) => code === row.stage);
    return found === undefined ? null : presentStage(found, context);
  }

  @FieldResolver(() => WaitingPlace, {
    nullable: true,
    description: "Su lugar en la lista de espera, si está en ella. Its place on the waiting list, if it is on it.",
  })
  async waiting(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    return row.state === "waitlisted" ? this.needs.loaders.waiting(context).load(row.id) : null;
  }

  @FieldResolver(() => Award, { nullable: true, description: "Lo que se otorgó. What was granted." })
  award(@Root() { award }: ApplicationView) {
    return award;
  }

  @FieldResolver(() => [Tranche], { complexity: A_LIST, description: "Las partes del apoyo. The parts of the award." })
  async tranches(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    return presentTranches(await this.needs.loaders.tranches(context).load(row.id));
  }

  @FieldResolver(() => [AttachedDocument], {
    complexity: A_LIST,
    description: "Los documentos que la sustentan. The documents that stand behind it.",
  })
  async documents(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    await this.#noteAccess(row, context);
    return this.#attached(row, context);
  }

  async #attached(row: ApplicationRow, context: GraphContext) {
    const { loaders } = this.needs;
    const attached = await loaders.attachments(context).load(row.id);
    const documents = await Promise.all(attached.map(({ documentId }) => loaders.document(context).load(documentId)));
    return attached.map(({ evidence, attachedAt }, index) => ({
      evidence,
      document: documents[index] ?? null,
      attachedAt: instant(attachedAt),
    }));
  }

  @FieldResolver(() => SpendingReport, {
    nullable: true,
    description: "La comprobación del gasto. The report of the spending.",
  })
  async report(@Root() { row }: ApplicationView, @Ctx() context: GraphContext) {
    await this.#noteAccess(row, context);
    return presentReport(row, this.needs.sealed);
  }

  /** Whoever is not of the firm is shown nothing that it told before that is written down: once in a request for each application. */
  async #noteAccess({ id, suppressedAt }: ApplicationRow, context: GraphContext): Promise<void> {
    if (context.caller.role !== "business" && !suppressedAt) await this.needs.loaders.access(context).load(id);
  }
}
