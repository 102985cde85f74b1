import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { isRefused, needKey } from "../../graph/commands.js";
import { pagedCost } from "../../graph/complexity.js";
import { PageArgs, pageRequest, shownAs } from "../../graph/connection.js";
import { type GraphContext, todayIn } from "../../graph/context.js";
import { scopeOf } from "../../graph/reading.js";
import type { ProgramService } from "../program.service.js";
import { needSlug } from "../program-search.js";
import type { CallDesk } from "./calls/call-desk.js";
import { dayOf } from "./day-of.js";
import type { PresentResult } from "./present-result.js";
import { presentChange, presentEvent, presentFinding, presentRevision, type RevisionView } from "./present-revision.js";
import type { Publisher } from "./publisher.js";
import { RevisionsArgs } from "./revision.args.js";
import { ReasonedRevisionInput, RebaseRevisionInput, RevisionInput, RollBackRevisionInput } from "./revision.inputs.js";
import type { RevisionReader } from "./revision.reader.js";
import type { Preflight, RevisionService } from "./revision.service.js";
import {
  PreflightFinding,
  Revision,
  RevisionChange,
  RevisionConnection,
  RevisionEventConnection,
} from "./revision.types.js";
import { RevisionResult } from "./revision-result.types.js";

const INPUT = { description: "Lo que se pide. What is asked for." } as const;

/** The desk of an agency's editors: they draft changes to programs, and a second person approves them. */
@Resolver(() => Revision)
export class RevisionResolver {
  constructor(
    private readonly desk: RevisionService,
    private readonly reader: RevisionReader,
    private readonly publisher: Publisher,
    private readonly preflight: Preflight,
    private readonly callDesk: CallDesk,
    private readonly programs: ProgramService,
    private readonly present: PresentResult,
  ) {}

  @Query(() => Revision, {
    nullable: true,
    description:
      "Una revisión de su dependencia; nulo si no hay tal. A revision of your agency; null if there is none.",
  })
  async revision(
    @Arg("id", () => ID, { description: "Identificador global. Global id." }) id: string,
    @Ctx() context: GraphContext,
  ) {
    const row = await this.reader.byKey(context).load(needKey("Revision", id, "id"));
    return row === null ? null : presentRevision(row, context);
  }

  @Query(() => RevisionConnection, {
    complexity: pagedCost,
    description:
      "Las revisiones de su dependencia, la última que cambió primero. The revisions of your agency, the last changed first.",
  })
  async revisions(@Args(() => RevisionsArgs) args: RevisionsArgs, @Ctx() context: GraphContext) {
    const program = args.program ? needSlug(args.program, "program") : null;
    const filter = { states: args.states ?? null, program };
    const page = await this.reader.list(context, filter, pageRequest(args));
    return shownAs(page, (row) => presentRevision(row, context));
  }

  @FieldResolver(() => [RevisionChange], {
    complexity: ({ childComplexity }) => 10 + 10 * childComplexity,
    description: "Los programas que cambian juntos. The programs that change together.",
  })
  async changes(@Root() { row }: RevisionView, @Ctx() context: GraphContext) {
    const scope = scopeOf({}, context);
    const items = await this.reader.itemsOf(context).load(row.id);
    return Promise.all(
      items.map(async (item) => ({
        ...presentChange(item, context.language),
        program: await this.programs.bySlug(context, item.slug, scope),
      })),
    );
  }

  @FieldResolver(() => [PreflightFinding], {
    complexity: 200,
    description:
      "Lo que se revisa antes de enviarla: forma, textos, reglas, citas, umbrales, parecidos, convocatorias. What is checked before it is submitted.",
  })
  async findings(@Root() { row }: RevisionView, @Ctx() context: GraphContext) {
    const items = await this.reader.itemsOf(context).load(row.id);
    const calls = await this.reader.callsOf(context).load(row.id);
    const findings = [
      ...(await this.preflight(items, todayIn(context.now))),
      ...this.callDesk.findings(calls, dayOf(row, context.now)),
    ];
    return findings.map((finding) => presentFinding(finding, context.language));
  }

  @FieldResolver(() => RevisionEventConnection, {
    complexity: pagedCost,
    description: "Todo lo que pasó con ella, en orden. All that happened to it, in order.",
  })
  async timeline(@Root() { row }: RevisionView, @Args(() => PageArgs) page: PageArgs, @Ctx() context: GraphContext) {
    return shownAs(await this.reader.timeline(context, row.id, page), (event) => presentEvent(event, context));
  }

  @Mutation(() => RevisionResult, {
    description:
      "Pone un borrador sobre lo que se publicó entretanto; dice campo por campo si choca. Puts a draft on top of what was published meanwhile; says field by field if it conflicts.",
  })
  async rebaseRevision(
    @Arg("input", () => RebaseRevisionInput, INPUT) input: RebaseRevisionInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.desk.rebase(context, input));
  }

  @Mutation(() => RevisionResult, {
    description: "Envía un borrador sin errores a aprobación. Submits a draft without errors for approval.",
  })
  async submitRevision(@Arg("input", () => RevisionInput, INPUT) input: RevisionInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.desk.submit(context, input));
  }

  @Mutation(() => RevisionResult, { description: "La devuelve a borrador quien la envió. Takes it back into a draft." })
  async takeBackRevision(@Arg("input", () => RevisionInput, INPUT) input: RevisionInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.desk.takeBack(context, input));
  }

  @Mutation(() => RevisionResult, {
    description: "La devuelve con observaciones; hay que decirlas. Sends it back with remarks, which must be given.",
  })
  async sendBackRevision(
    @Arg("input", () => ReasonedRevisionInput, INPUT) input: ReasonedRevisionInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.desk.sendBack(context, input));
  }

  @Mutation(() => RevisionResult, {
    description:
      "La aprueba quien no trabajó en ella: se publica al instante o en su día. Approved by somebody who did not work on it: published at once or on its day.",
  })
  async approveRevision(@Arg("input", () => RevisionInput, INPUT) input: RevisionInput, @Ctx() context: GraphContext) {
    const answer = await this.desk.approve(context, input);
    if (!isRefused(answer)) await this.publisher.publishDue(context.now, answer.revisionId);
    return this.present(context, answer);
  }

  @Mutation(() => RevisionResult, {
    description: "La rechaza; hay que decir por qué. Rejects it; the reason must be given.",
  })
  async rejectRevision(
    @Arg("input", () => ReasonedRevisionInput, INPUT) input: ReasonedRevisionInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.desk.reject(context, input));
  }

  @Mutation(() => RevisionResult, { description: "Descarta un borrador. Discards a draft." })
  async discardRevision(@Arg("input", () => RevisionInput, INPUT) input: RevisionInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.desk.discard(context, input));
  }

  @Mutation(() => RevisionResult, {
    description:
      "Cancela una revisión aprobada antes de su día; hay que decir por qué. Calls off an approved revision before its day; the reason must be given.",
  })
  async callOffRevision(
    @Arg("input", () => ReasonedRevisionInput, INPUT) input: ReasonedRevisionInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.desk.callOff(context, input));
  }

  @Mutation(() => RevisionResult, {
    description:
      "Prepara el borrador que deshace una revisión publicada, sobre lo que vino después. Drafts what undoes a published revision, on top of what came later.",
  })
  async rollBackRevision(
    @Arg("input", () => RollBackRevisionInput, INPUT) input: RollBackRevisionInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.desk.rollBack(context, input));
  }
}
