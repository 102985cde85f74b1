import { Arg, Args, Ctx, ID, Query, Resolver } from "type-graphql";
import { needKey } from "../../graph/commands.js";
import { pagedCost } from "../../graph/complexity.js";
import { concept } from "../../graph/concept.js";
import { pageRequest, shownAs } from "../../graph/connection.js";
import type { GraphContext } from "../../graph/context.js";
import { Refusal, textOf } from "../../graph/errors.js";
import { needText } from "../../graph/text-input.js";
import { callKey, programKey } from "../calls/call.service.js";
import { STATES } from "../lifecycle/states.js";
import type { Loaders } from "../loaders.js";
import { applicationKey } from "../record/changes.js";
import type { Sealed } from "../record/sealed.js";
import { Application, ApplicationConnection, StateCount } from "../view/application.types.js";
import { AgencyStage } from "../view/application-parts.types.js";
import { presentApplication } from "../view/present-application.js";
import { presentStage } from "../view/present-parts.js";
import { ApplicationsArgs } from "./find.args.js";
import type { TrackingService } from "./tracking.service.js";

export interface FindNeeds {
  readonly tracking: TrackingService;
  readonly loaders: Loaders;
  readonly sealed: Sealed;
}

/** Applications found: one by its id, those of a firm or in an agency's queue, how many are where. */
@Resolver()
export class FindResolver {
  constructor(private readonly needs: FindNeeds) {}

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
    return shownAs(page, (row) => presentApplication(row, context, this.needs.sealed));
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
