import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphContext } from "../graph/context.js";
import { scopeOf } from "../graph/reading.js";
import { FirmArgs, needRate } from "./eligibility.args.js";
import type { EligibilityService } from "./eligibility.service.js";
import type { OfficialCodes } from "./ports.js";
import { FactPresenter } from "./view/present-fact.js";
import { ResultPresenter } from "./view/present-result.js";
import { Program } from "./view/program.stub.js";
import { EligibilityResult } from "./view/result.types.js";
import { ResultView } from "./view/views.js";

/** What eligibility adds to every program, wherever it is reached from. */
@Resolver(() => Program)
export class ProgramEligibilityResolver {
  constructor(
    private readonly service: EligibilityService,
    private readonly codes: OfficialCodes,
  ) {}

  @FieldResolver(() => EligibilityResult, {
    nullable: true,
    complexity: ({ childComplexity }) => 10 + childComplexity,
    description:
      "Si una empresa puede recibir este programa, y por qué; nulo si a esa fecha no tenía perfil. Whether a firm may get this program, and why; null if it had no profile on that date.",
  })
  async eligibility(@Root() program: Program, @Args(() => FirmArgs) firm: FirmArgs, @Ctx() context: GraphContext) {
    const { id, asOf, language } = program;
    const scope = scopeOf({ language, asOf }, context);
    const found = await this.service.checkOne(context, id, {
      profile: firm.profile,
      rate: needRate(firm.exchangeRate),
      scope,
    });
    if (found === null) return null;
    const facts = new FactPresenter(
      scope.language,
      this.codes,
      (await this.service.book(context, scope.asOf)).programCount,
    );
    return new ResultView(found.result, {
      understood: found.understood,
      scope,
      results: new ResultPresenter(facts, this.codes),
    });
  }
}
