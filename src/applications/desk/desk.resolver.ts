import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { concept } from "../../graph/concept.js";
import type { GraphContext } from "../../graph/context.js";
import type { PresentAnswer } from "../filing/filing.resolver.js";
import { STATES } from "../lifecycle/states.js";
import { ApplicationResult } from "../view/application.types.js";
import { AgencyStage } from "../view/application-parts.types.js";
import type { AwardService } from "./award.service.js";
import {
  ApproveApplicationInput,
  AssignApplicationInput,
  DefineStagesInput,
  DemandRefundInput,
  EnterStageInput,
  OfTrancheInput,
  ReasonedInput,
  RecommendApplicationInput,
  RecordRepaymentInput,
  RequestInformationInput,
  ScoreApplicationInput,
} from "./desk.inputs.js";
import type { ReviewService } from "./review.service.js";
import type { WindowService } from "./window.service.js";

const INPUT = { description: "Lo que se pide. What is asked for." } as const;

/** What agencies do with the applications that were submitted to them. */
@Resolver()
export class DeskResolver {
  constructor(
    private readonly window: WindowService,
    private readonly review: ReviewService,
    private readonly award: AwardService,
    private readonly present: PresentAnswer,
  ) {}

  @Mutation(() => ApplicationResult, {
    description: "Asigna una solicitud a una persona. Assigns an application to a person.",
  })
  async assignApplication(
    @Arg("input", () => AssignApplicationInput, INPUT) input: AssignApplicationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.window.assign(context, input));
  }

  @Mutation(() => [AgencyStage], {
    description: "Nombra las etapas propias de la dependencia. Names the agency's own stages.",
  })
  async defineStages(
    @Arg("input", () => DefineStagesInput, INPUT) input: DefineStagesInput,
    @Ctx() context: GraphContext,
  ) {
    await this.window.defineStages(context, input);
    return input.stages.map(({ code, state, ...name }) => ({
      code,
      name: name[context.language],
      state: concept(STATES, state, context.language),
    }));
  }

  @Mutation(() => ApplicationResult, {
    description: "Pasa una solicitud a otra etapa. Moves an application to another stage.",
  })
  async enterStage(@Arg("input", () => EnterStageInput, INPUT) input: EnterStageInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.window.enterStage(context, input));
  }

  @Mutation(() => ApplicationResult, {
    description: "Pide lo que falta, con fecha límite. Asks for what is missing, with a deadline.",
  })
  async requestInformation(
    @Arg("input", () => RequestInformationInput, INPUT) input: RequestInformationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.window.requestInformation(context, input));
  }

  @Mutation(() => ApplicationResult, { description: "Admite una solicitud completa. Admits a complete application." })
  async admitApplication(@Arg("input", () => ReasonedInput, INPUT) input: ReasonedInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.window.plain(context, "admitApplication", input, "admit"));
  }

  @Mutation(() => ApplicationResult, { description: "La declara no elegible. Declares it ineligible." })
  async declareIneligible(
    @Arg("input", () => ReasonedInput, INPUT) input: ReasonedInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.window.plain(context, "declareIneligible", input, "declare_ineligible"));
  }

  @Mutation(() => ApplicationResult, { description: "Comienza la evaluación. Begins the review." })
  async beginReview(@Arg("input", () => ReasonedInput, INPUT) input: ReasonedInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.window.plain(context, "beginReview", input, "begin_review"));
  }

  @Mutation(() => ApplicationResult, {
    description: "Califica los criterios que publicó la convocatoria. Scores the criteria that the call published.",
  })
  async scoreApplication(
    @Arg("input", () => ScoreApplicationInput, INPUT) input: ScoreApplicationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.review.score(context, input));
  }

  @Mutation(() => ApplicationResult, { description: "Dictamina a favor o en contra. Recommends for or against." })
  async recommendApplication(
    @Arg("input", () => RecommendApplicationInput, INPUT) input: RecommendApplicationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.review.recommend(context, input));
  }

  @Mutation(() => ApplicationResult, {
    description:
      "Aprueba un apoyo, dentro del presupuesto de la convocatoria. Approves support, within the call's budget.",
  })
  async approveApplication(
    @Arg("input", () => ApproveApplicationInput, INPUT) input: ApproveApplicationInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.award.approve(context, input));
  }

  @Mutation(() => ApplicationResult, { description: "Rechaza una solicitud. Rejects an application." })
  async rejectApplication(
    @Arg("input", () => ReasonedInput, INPUT) input: ReasonedInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.window.plain(context, "rejectApplication", input, "reject"));
  }

  @Mutation(() => ApplicationResult, { description: "La pone en lista de espera. Puts it on the waiting list." })
  async waitlistApplication(
    @Arg("input", () => ReasonedInput, INPUT) input: ReasonedInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.window.plain(context, "waitlistApplication", input, "waitlist"));
  }

  @Mutation(() => ApplicationResult, {
    description: "Hace constar que se cumplió lo acordado para un pago. Records that a payment's milestone was met.",
  })
  async meetMilestone(@Arg("input", () => OfTrancheInput, INPUT) input: OfTrancheInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.award.meetMilestone(context, input));
  }

  @Mutation(() => ApplicationResult, {
    description:
      "Paga la parte que sigue; lo hace otra persona que quien hizo constar que se cumplió. Pays the next part; somebody else than who recorded the milestone does.",
  })
  async payTranche(@Arg("input", () => OfTrancheInput, INPUT) input: OfTrancheInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.award.payTranche(context, input));
  }

  @Mutation(() => ApplicationResult, { description: "Pasa a comprobación. Begins the reporting." })
  async beginReporting(@Arg("input", () => ReasonedInput, INPUT) input: ReasonedInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.window.plain(context, "beginReporting", input, "begin_reporting"));
  }

  @Mutation(() => ApplicationResult, { description: "Concluye lo comprobado. Closes what was reported." })
  async closeApplication(@Arg("input", () => ReasonedInput, INPUT) input: ReasonedInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.award.close(context, input));
  }

  @Mutation(() => ApplicationResult, {
    description:
      "Cancela un apoyo; lo no pagado vuelve a la convocatoria. Cancels an award; what is unpaid returns to the call.",
  })
  async cancelAward(@Arg("input", () => ReasonedInput, INPUT) input: ReasonedInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.window.plain(context, "cancelAward", input, "cancel"));
  }

  @Mutation(() => ApplicationResult, { description: "Exige un reintegro. Demands a refund." })
  async demandRefund(
    @Arg("input", () => DemandRefundInput, INPUT) input: DemandRefundInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.award.demandRefund(context, input));
  }

  @Mutation(() => ApplicationResult, { description: "Hace constar dinero devuelto. Records money given back." })
  async recordRepayment(
    @Arg("input", () => RecordRepaymentInput, INPUT) input: RecordRepaymentInput,
    @Ctx() context: GraphContext,
  ) {
    return this.present(context, await this.award.recordRepayment(context, input));
  }

  @Mutation(() => ApplicationResult, { description: "Da por cumplido el reintegro. Settles the refund." })
  async settleRefund(@Arg("input", () => ReasonedInput, INPUT) input: ReasonedInput, @Ctx() context: GraphContext) {
    return this.present(context, await this.award.settleRefund(context, input));
  }
}
