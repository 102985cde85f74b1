import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { isRefused, type RefusalAnswer } from "../../graph/commands.js";
import { pagedCost } from "../../graph/complexity.js";
import { PageArgs, shownAs } from "../../graph/connection.js";
import type { GraphContext } from "../../graph/context.js";
import { Money, moneyOf } from "../../graph/money.js";
import type { Lists } from "../lists.js";
import type { Loaders } from "../loaders.js";
import { TrackedResult } from "../view/award.types.js";
import { Call, CallConnection, CallResult } from "../view/call.types.js";
import { type CallView, presentCall } from "../view/present-application.js";
import { Program } from "../view/stubs.js";
import { CloseCallInput, OpenCallInput } from "./call.inputs.js";
import { type CallService, callKey, programKey } from "./call.service.js";

const INPUT = { description: "Lo que se pide. What is asked for." } as const;

@Resolver(() => Call)
export class CallResolver {
  constructor(
    private readonly calls: CallService,
    private readonly loaders: Loaders,
  ) {}

  @Query(() => Call, { nullable: true, description: "Una convocatoria. A call." })
  async call(
    @Arg("id", () => ID, { description: "Identificador global. Global id." }) id: string,
    @Ctx() context: GraphContext,
  ) {
    const row = await this.loaders.call(context).load(callKey(id, "id"));
    return row === null ? null : presentCall(row, context);
  }

  @FieldResolver(() => Program, {
    nullable: true,
    description: "El programa, como es hoy. The program, as it is today.",
  })
  program(@Root() { row }: CallView, @Ctx() context: GraphContext) {
    return this.loaders.program(context).load(row.programId);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    complexity: 20,
    description:
      "Lo que piden en total las solicitudes ingresadas, sin las retiradas, vencidas o improcedentes; nulo si son de menos de tres empresas. What the submitted applications ask for in all, without those withdrawn, lapsed or ineligible; null if they are of fewer than three firms.",
  })
  async requested(@Root() { row }: CallView, @Ctx() context: GraphContext) {
    const cents = await this.loaders.requested(context).load(row.id);
    return cents === null ? null : moneyOf(cents);
  }

  @Mutation(() => CallResult, {
    deprecationReason:
      "La abre una sola persona; publíquela con una revisión (draftRevision), que aprueba otra. One person alone opens it; publish it by a revision (draftRevision), which a second person approves.",
    description: "Abre una convocatoria de un programa de su dependencia. Opens a call of a program of your agency's.",
  })
  async openCall(@Arg("input", () => OpenCallInput, INPUT) input: OpenCallInput, @Ctx() context: GraphContext) {
    return this.#present(context, await this.calls.open(context, input));
  }

  @Mutation(() => CallResult, { description: "Cierra una convocatoria antes de tiempo. Closes a call early." })
  async closeCall(@Arg("input", () => CloseCallInput, INPUT) input: CloseCallInput, @Ctx() context: GraphContext) {
    return this.#present(context, await this.calls.close(context, input));
  }

  async #present(context: GraphContext, answer: RefusalAnswer | { readonly callId: string }) {
    const { callId } = answer as { readonly callId: string };
    const row = await this.loaders.call(context).load(callId);
    const call = row === null ? null : presentCall(row, context);
    return isRefused(answer) ? { ...answer, call } : { call };
  }
}

/** What applications add to every program. */
@Resolver(() => Program)
export class ProgramCallsResolver {
  constructor(
    private readonly lists: Lists,
    private readonly loaders: Loaders,
  ) {}

  @FieldResolver(() => [TrackedResult], {
    complexity: ({ childComplexity }) => 10 + 5 * childComplexity,
    description:
      "Resultados que reportaron las empresas apoyadas por esta ventanilla; los 50 de más empresas. Results that firms supported through this window reported; the 50 of most firms.",
  })
  trackedResults(@Root() { id }: Program, @Ctx() context: GraphContext) {
    return this.loaders.results(context).load(programKey(id, "id"));
  }

  @FieldResolver(() => CallConnection, {
    complexity: pagedCost,
    description:
      "Sus convocatorias en esta ventanilla, la más reciente primero. Its calls in this window, newest first.",
  })
  async calls(@Root() { id }: Program, @Args(() => PageArgs) page: PageArgs, @Ctx() context: GraphContext) {
    const calls = await this.lists.callsOfProgram(context, programKey(id, "id"), page);
    return shownAs(calls, (row) => presentCall(row, context));
  }
}
