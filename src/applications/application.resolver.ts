import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, InputType, Query, Resolver, Root } from "type-graphql";
import { needKey } from "../graph/commands.js";
import { pagedCost } from "../graph/complexity.js";
import { type Concept, concept } from "../graph/concept.js";
import { ForwardPageArgs, PageArgs, pageRequest } from "../graph/connection.js";
import type { GraphContext } from "../graph/context.js";
import { Refusal, textOf } from "../graph/errors.js";
import { shownAs } from "../graph/owned-lists.js";
import { DateTimeScalar } from "../graph/scalars.js";
import { needText } from "../graph/text-input.js";
import type { Calendar } from "./calendar/calendar.js";
import { callKey, programKey } from "./calls/call.service.js";
import type { ApplicationRow } from "./entities.js";
import type { FilingService } from "./filing/filing.service.js";
import { gapsOf } from "./filing/gaps.js";
import { STATES, type State } from "./lifecycle/states.js";
import type { Lists } from "./lists.js";
import type { Loaders } from "./loaders.js";
import type { Businesses, Programs } from "./ports.js";
import { applicationKey } from "./record/changes.js";
import type { Sealed } from "./record/sealed.js";
import type { TrackingService } from "./tracking/tracking.service.js";
import { Application, ApplicationConnection, StateCount } from "./view/application.types.js";
import {
  AgencyStage,
  Applicant,
  ApplicationCheck,
  ApplicationEventConnection,
  ApplicationGap,
  ApplicationMessageConnection,
  AttachedDocument,
  Award,
  ClockReading,
  InformationRequest,
  ReviewScore,
  SpendingReport,
  Tranche,
} from "./view/application-parts.types.js";
import { Call } from "./view/call.types.js";
import { type ApplicationView, instant, presentApplication, presentCall } from "./view/present-application.js";
import {
  presentCheck,
  presentClocks,
  presentEvent,
  presentMessage,
  presentReport,
  presentRequests,
  presentTranches,
} from "./view/present-parts.js";
import { Business, Program } from "./view/stubs.js";
import { States } from "./view/vocabulary.types.js";

@InputType({ description: "Qué solicitudes. Which applications." })
export class ApplicationFilterInput {
  @Field(() => [States.values], { nullable: true, description: "En alguno de estos estados. In one of these states." })
  states?: State[] | null;

  @Field(() => ID, { nullable: true, description: "De esta empresa. Of this firm." })
  businessId?: string | null;

  @Field(() => ID, { nullable: true, description: "A este programa. To this program." })
  programId?: string | null;

  @Field(() => ID, { nullable: true, description: "En esta convocatoria. Under this call." })
  callId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Asignadas a esta persona (`subject`). Assigned to this person.",
  })
  assignedTo?: string | null;

  @Field(() => String, { nullable: true, description: "Con este folio. With this number." })
  folio?: string | null;
}

@ArgsType()
export class ApplicationsArgs extends ForwardPageArgs {
  @Field(() => ApplicationFilterInput, { nullable: true, description: "Solo estas. These only." })
  filter?: ApplicationFilterInput | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      "Las que cambiaron desde entonces, también las retiradas y suprimidas (`tombstone`); siga con `after` para no perder ninguna. Those changed since, withdrawn and suppressed ones too (`tombstone`); go on with `after` and miss none.",
  })
  updatedSince?: string | null;
}

export interface ReadingNeeds {
  readonly tracking: TrackingService;
  readonly filing: FilingService;
  readonly loaders: Loaders;
  readonly lists: Lists;
  readonly programs: Programs;
  readonly businesses: Businesses;
  readonly sealed: Sealed;
  readonly calendar: Calendar;
}

const A_LIST = ({ childComplexity }: { childComplexity: number }) => 10 + 5 * childComplexity;

/** Applications as they are read: where each stands, what is asked of it and by when, and all that happened. */
@Resolver(() => Application)
export class ApplicationResolver {
  constructor(private readonly needs: ReadingNeeds) {}

  @Query(() => Application, {
    nullable: true,
    description:
      "Una solicitud; nulo si no existe o no es suya. An application; null if there is none or it is not yours.",
  })
  async application(
    @Arg("id", () => ID, { description: "Identificador global. Global id." }) id: string,
    @Ctx() context: GraphContext,
  ) {
    const row = await this.needs.loaders.application(context).load(applicationKey(id, "id"));
    return row === null ? null : presentApplication(row, context, this.needs.sealed);
  }

  @Query(() => ApplicationConnection, {
    complexity: pagedCost,
    description:
      "Sus solicitudes si es empresa; las que le ingresaron si es dependencia. En el orden de su último cambio. Your applications if you are a firm; those submitted to you if you are an agency. In the order of their last change.",
  })
  async applications(@Args(() => ApplicationsArgs) args: ApplicationsArgs, @Ctx() context: GraphContext) {
    const { filter, updatedSince } = args;
    // A list narrowed by what one may not read would tell it all the same.
    if (filter?.assignedTo && context.caller.role === "business") throw new Refusal("FORBIDDEN", textOf("FORBIDDEN"));
    const page = await this.needs.tracking.list(
      context,
      {
        states: filter?.states ?? null,
        businessKey: filter?.businessId ? needKey("Business", filter.businessId, "filter.businessId") : null,
        programKey: filter?.programId ? programKey(filter.programId, "filter.programId") : null,
        callKey: filter?.callId ? callKey(filter.callId, "filter.callId") : null,
        assignedTo: filter?.assignedTo ? needText("filter.assignedTo", filter.assignedTo, { max: 200 }) : null,
        folio: filter?.folio ? needText("filter.folio", filter.folio, { max: 30 }) : null,
        updatedSince: updatedSince ?? null,
      },
      pageRequest(args),
    );
    const edges = page.edges.map(({ cursor, node }) => ({
      cursor,
      node: presentApplication(node, context, this.needs.sealed),
    }));
    return { ...page, edges, nodes: edges.map(({ node }) => node) };
  }

  @Query(() => [StateCount], {
    description:
      "Cuántas solicitudes hay en cada estado y cuánto llevan. How many applications are in each state and for how long.",
  })
  async applicationCounts(@Ctx() context: GraphContext) {
    const counts = await this.needs.tracking.counts(context);
    return counts.map(({ state, count, oldest, median }) => ({
      state: concept(STATES, state, context.language),
      count,
      oldestDays: oldest,
      medianDays: median,
    }));
  }

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
    return presentCheck(await this.needs.filing.checkNow(context, row), context.language);
  }

  @FieldResolver(() => [ApplicationGap], {
    description: "Lo que falta llenar antes de ingresarla. What is to be filled in before it can be submitted.",
  })
  async gaps(@Root() { row, title, description }: ApplicationView, @Ctx() context: GraphContext) {
    const call = row.state === "draft" ? await this.needs.loaders.call(context).load(row.callId) : null;
    if (call === null) return [];
    const proved = await this.needs.tracking.read(context, (tx) => this.needs.filing.proved(tx, context, row));
    return gapsOf(row, { title, description }, call, proved).map(({ field, texts }) => ({
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

  @Query(() => [AgencyStage], {
    description: "Las etapas que nombró una dependencia. The stages that an agency named.",
  })
  async agencyStages(
    @Arg("agency", () => String, { description: "Slug de la dependencia. Slug of the agency." }) agency: string,
    @Ctx() context: GraphContext,
  ) {
    const stages = await this.needs.loaders.stages(context).load(needText("agency", agency, { max: 80 }));
    return stages.map((stage) => presentStage(stage, context));
  }
}

function presentStage(
  { code, state, ...name }: { code: string; state: State; es: string; en: string },
  { language }: GraphContext,
): { code: string; name: string; state: Concept } {
  return { code, name: name[language], state: concept(STATES, state, language) };
}
