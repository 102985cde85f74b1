import { Arg, Args, type ClassType, Ctx, Query, Resolver } from "type-graphql";
import type { GraphContext } from "../graph/context.js";
import { ReadingArgs, type Scope, scopeOf } from "../graph/reading.js";
import { digestOf } from "../platform/canonical-json.js";
import { FirmArgs, needRate } from "./eligibility.args.js";
import type { EligibilityService } from "./eligibility.service.js";
import { FACTS } from "./facts/index.js";
import type { OfficialCodes } from "./ports.js";
import { EligibilityFact } from "./view/fact.types.js";
import { FactPresenter } from "./view/present-fact.js";
import { ResultPresenter } from "./view/present-result.js";
import { ProfileInput } from "./view/profile-input.types.js";
import { VerdictReplay } from "./view/replay.types.js";
import { EligibilityReport } from "./view/report.types.js";
import { type ReportView, ResultView } from "./view/views.js";

/** Judging the whole catalog costs more than reading a field. */
const CHECK_COST = 200;

/** The questions a firm asks. The filter is the one that readers of the catalog know. */
export function eligibilityResolver(filterType: ClassType<object>) {
  @Resolver()
  class EligibilityResolver {
    constructor(
      private readonly eligibility: EligibilityService,
      private readonly codes: OfficialCodes,
    ) {}

    @Query(() => EligibilityReport, {
      complexity: ({ childComplexity }) => CHECK_COST + childComplexity,
      description:
        "Qué programas puede recibir una empresa, sin que tenga que conocer ninguno. Anónima: no se guarda nada. Which programs a firm may get, without its having to know any. Anonymous: nothing is kept.",
    })
    async checkEligibility(
      @Args(() => FirmArgs) firm: FirmArgs,
      @Arg("filter", () => filterType, {
        nullable: true,
        description: "Solo entre estos programas. Among these programs only.",
      })
      filter: object | null | undefined,
      @Args(() => ReadingArgs) reading: ReadingArgs,
      @Ctx() context: GraphContext,
    ): Promise<ReportView> {
      const scope = scopeOf(reading, context);
      const rate = needRate(firm.exchangeRate);
      const report = await this.eligibility.check(context, {
        profile: firm.profile,
        filter: filter ?? null,
        rate,
        scope,
      });
      const facts = await this.#facts(scope, context);
      return {
        asOf: scope.asOf,
        scope,
        report,
        question: () => digestOf(["eligibility", firm, filter, reading.asOf ?? null]),
        facts,
        results: new ResultPresenter(facts, this.codes),
      };
    }

    @Query(() => [EligibilityFact], {
      description:
        "El cuestionario: todos los datos de los que puede depender un programa, en el orden en que se preguntarían. The questionnaire: every fact a program may depend on, in the order one would ask.",
    })
    async eligibilityFacts(@Args(() => ReadingArgs) reading: ReadingArgs, @Ctx() context: GraphContext) {
      const facts = await this.#facts(scopeOf(reading, context), context);
      return Object.keys(FACTS).map((key) => facts.fact(key));
    }

    @Query(() => VerdictReplay, {
      complexity: ({ childComplexity }) => CHECK_COST + childComplexity,
      description:
        "Vuelve a dictaminar lo que dice un comprobante, con la edición del programa que se aplicó entonces. Comes again to what a receipt tells of, by the edition of the program that was applied then.",
    })
    async replayVerdict(
      @Arg("receipt", () => String, { description: "El `token` del comprobante. The `token` of the receipt." })
      receipt: string,
      @Arg("profile", () => ProfileInput, {
        description: "El perfil con que se emitió. The profile it was issued for.",
      })
      profile: ProfileInput,
      @Args(() => ReadingArgs) reading: ReadingArgs,
      @Ctx() context: GraphContext,
    ) {
      const replayed = await this.eligibility.replay(receipt, profile);
      const scope = { ...scopeOf(reading, context), asOf: replayed.receipt.asOf };
      const facts = await this.#facts(scope, context);
      const results = new ResultPresenter(facts, this.codes);
      const { verdict, engine } = replayed.receipt;
      return {
        same: verdict === replayed.result.explanation.verdict,
        original: results.verdict(verdict),
        originalEngineVersion: engine,
        asOf: scope.asOf,
        result: new ResultView(replayed.result, { understood: replayed.understood, scope, results }),
      };
    }

    async #facts({ language, asOf }: Scope, context: GraphContext) {
      const { programCount } = await this.eligibility.book(context, asOf);
      return new FactPresenter(language, this.codes, programCount);
    }
  }
  return EligibilityResolver;
}
