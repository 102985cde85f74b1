import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { pagedCost } from "../graph/complexity.js";
import { connection, PageArgs, pageRequest } from "../graph/connection.js";
import type { GraphContext } from "../graph/context.js";
import { type Cursors, listQuestion } from "../graph/cursor.js";
import { badInput } from "../graph/errors.js";
import { timed } from "../platform/telemetry/index.js";
import type { EligibilityService } from "./eligibility.service.js";
import type { Catalog, ProgramRules } from "./ports.js";
import { nearMisses } from "./report/near-misses.js";
import type { Ranking, Result } from "./report/report.js";
import { turningDay } from "./report/turning-days.js";
import { VERDICTS, type Verdict } from "./rules/verdict.js";
import { NextQuestion } from "./view/fact.types.js";
import { Program } from "./view/program.stub.js";
import { EligibilityReport, UnderstoodProfile, VerdictCount } from "./view/report.types.js";
import {
  ConditionResult,
  EligibilityOpening,
  EligibilityResult,
  EligibilityResultConnection,
  NearMiss,
  TurningDay,
  VerdictReceipt,
} from "./view/result.types.js";
import { type ReportView, ResultView } from "./view/views.js";
import { ConditionRoleEnum, OutcomeEnum, VerdictEnum } from "./view/vocabulary.types.js";

const QUESTIONS = 5;
const MOST_QUESTIONS = 20;
const MOST_PROGRAMS = 20;

/** The parts of a report; each is worked out only when it is asked for. */
@Resolver(() => EligibilityReport)
export class ReportResolver {
  constructor(private readonly cursors: Cursors) {}

  @FieldResolver(() => UnderstoodProfile, {
    description: "El perfil como se entendió. The profile as it was understood.",
  })
  profile(@Root() { report, facts }: ReportView) {
    return facts.profile(report.firm);
  }

  @FieldResolver(() => [VerdictCount], {
    description: "Cuántos programas de cada dictamen. How many programs of each verdict.",
  })
  counts(@Root() { report, results }: ReportView) {
    return report.counts().map(({ verdict, count, open }) => ({ verdict: results.verdict(verdict), count, open }));
  }

  @FieldResolver(() => EligibilityResultConnection, {
    complexity: pagedCost,
    description:
      "Los programas, del que mejor conviene al que menos: primero el dictamen; luego los que siguen abiertos, lo que se busca, lo más cercano, lo dirigido a una empresa así, y el monto. The programs from the best fit down: the verdict first; then those still open, what is looked for, the nearest, what is aimed at such a firm, and the amount.",
  })
  results(
    @Root() { report, question, results, scope }: ReportView,
    @Arg("verdict", () => [VerdictEnum.values], {
      nullable: true,
      description: "Solo estos dictámenes. These verdicts only.",
    })
    verdicts: Verdict[] | null,
    @Args(() => PageArgs) args: PageArgs,
  ) {
    const page = pageRequest(args);
    const list = listQuestion(this.cursors, () => `${question()} ${(verdicts ?? VERDICTS).join()}`);
    const [beyond] = list.beyond(page) ?? [];
    const ranking = report.ranked(verdicts ?? VERDICTS);
    const { shown, more } = timed("eligibility.evaluation.duration", { part: "ranking" }, () =>
      pageOf(ranking, page, beyond),
    );
    const edges = shown.map((result) =>
      list.edge([result.program.slug], {
        node: new ResultView(result, { results, scope, understood: report.firm.understood }),
      }),
    );
    return { ...connection(edges, more, page), totalCount: ranking.length };
  }

  @FieldResolver(() => [NextQuestion], {
    description: "Qué conviene preguntar, lo que más decide primero. What to ask, the most telling first.",
  })
  nextQuestions(
    @Root() { report, facts }: ReportView,
    @Arg("first", () => Int, { defaultValue: QUESTIONS, description: "Cuántas, de 1 a 20. How many, 1 to 20." })
    first: number,
  ) {
    return report
      .questions()
      .slice(0, needFew(first))
      .map((question) => facts.question(question));
  }

  @FieldResolver(() => [EligibilityOpening], {
    description:
      "Qué puede cambiar la empresa para que se le abran programas que hoy la rechazan, lo más fructífero primero. What the firm can change so that programs that refuse it now would open, the most fruitful first.",
  })
  openings(
    @Root() { report, results, scope }: ReportView,
    @Arg("first", () => Int, { defaultValue: QUESTIONS, description: "Cuántas, de 1 a 20. How many, 1 to 20." })
    first: number,
  ) {
    return report
      .openings()
      .slice(0, needFew(first))
      .map(({ fact, from, to, opens, allows }) => ({
        change: results.change(fact, from, to),
        opensCount: opens.length,
        allowsCount: allows.length,
        opens,
        allows,
        scope,
      }));
  }
}

function needFew(first: number): number {
  if (first >= 1 && first <= MOST_QUESTIONS) return first;
  throw badInput(
    "first",
    { es: `debe ser de 1 a ${MOST_QUESTIONS}`, en: `must be from 1 to ${MOST_QUESTIONS}` },
    { min: 1, max: MOST_QUESTIONS },
  );
}

/** The part of a ranking that a page shows; `beyond` is the slug of the program to begin at. */
function pageOf(
  ranking: Ranking,
  { size, backwards }: ReturnType<typeof pageRequest>,
  beyond: string | undefined,
): { readonly shown: readonly Result[]; readonly more: boolean } {
  const at = beyond === undefined ? undefined : ranking.indexOf(beyond);
  if (backwards) {
    const end = at ?? ranking.length;
    return { shown: ranking.slice(Math.max(0, end - size), end), more: end > size };
  }
  const start = at === undefined ? 0 : at + 1;
  return { shown: ranking.slice(start, start + size), more: start + size < ranking.length };
}

type OpeningView = { readonly opens: readonly ProgramRules[]; readonly allows: readonly ProgramRules[] } & Pick<
  ReportView,
  "scope"
>;

@Resolver(() => EligibilityOpening)
export class OpeningResolver {
  constructor(private readonly catalog: Catalog) {}

  @FieldResolver(() => [Program], {
    description: "Los que se abrirían, hasta 20. Those that would open, up to 20.",
  })
  opens(@Root() { opens, scope }: OpeningView) {
    return this.#present(opens, scope);
  }

  @FieldResolver(() => [Program], {
    description: "Los que dejarían de rechazar, hasta 20. Those that would no longer refuse, up to 20.",
  })
  allows(@Root() { allows, scope }: OpeningView) {
    return this.#present(allows, scope);
  }

  #present(programs: readonly ProgramRules[], scope: ReportView["scope"]) {
    return this.catalog.present(
      programs.slice(0, MOST_PROGRAMS).map(({ versionId }) => versionId),
      scope,
    );
  }
}

/** What leads from a result: its program, and the parts of its explanation. */
@Resolver(() => EligibilityResult)
export class ResultResolver {
  constructor(
    private readonly eligibility: EligibilityService,
    private readonly catalog: Catalog,
  ) {}

  @FieldResolver(() => Program, { description: "El programa. The program." })
  program(@Root() { result, scope }: ResultView) {
    const found = this.catalog.present([result.program.versionId], scope);
    return found instanceof Promise ? found.then(([program]) => program) : found[0];
  }

  @FieldResolver(() => [ConditionResult], {
    description: "Sus condiciones, juzgadas una por una. Its conditions, judged one by one.",
  })
  conditions(
    @Root() { result, results }: ResultView,
    @Arg("role", () => [ConditionRoleEnum.values], {
      nullable: true,
      description: "Solo de estos pesos. Of these roles only.",
    })
    roles: string[] | null,
    @Arg("outcome", () => [OutcomeEnum.values], {
      nullable: true,
      description: "Solo las que resultaron así. Only those that came to this.",
    })
    outcomes: string[] | null,
  ) {
    return result.explanation.conditions
      .map((outcome) => results.condition(outcome))
      .filter(
        ({ role, outcome }) => (roles?.includes(role.code) ?? true) && (outcomes?.includes(outcome.code) ?? true),
      );
  }

  @FieldResolver(() => [NearMiss], {
    description:
      "Qué podría cambiar la empresa para que este programa no la rechace: por cada dato, el menor cambio. What the firm could change so that this program does not refuse it: for each fact, the smallest change.",
  })
  nearMisses(@Root() { result, understood, results }: ResultView) {
    return nearMisses(result.program.conditions, understood.profile).map(({ fact, from, to, verdict }) => ({
      change: results.change(fact, from, to),
      verdict: results.verdict(verdict),
    }));
  }

  @FieldResolver(() => TurningDay, {
    nullable: true,
    description:
      "Cuándo cambiará el dictamen por sí solo; nulo si no lo hará. When the verdict will change by itself; null if it will not.",
  })
  turningDay(@Root() { result, understood, results, scope }: ResultView) {
    const turns = turningDay(result.program.conditions, understood.profile, scope.asOf);
    return turns === null ? null : { ...turns, verdict: results.verdict(turns.verdict) };
  }

  @FieldResolver(() => VerdictReceipt, {
    description: "Con qué volver a este dictamen más adelante. What to come to this verdict again with.",
  })
  receipt(@Root() { result, understood, scope }: ResultView, @Ctx() { now }: GraphContext) {
    return this.eligibility.receiptOf(result, understood, scope.asOf, now);
  }
}
