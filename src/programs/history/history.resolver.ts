import type { GraphQLResolveInfo } from "graphql";
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Info,
  InputType,
  Int,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { pagedCost } from "../../graph/complexity.js";
import { ForwardPageArgs, pageRequest } from "../../graph/connection.js";
import type { GraphContext } from "../../graph/context.js";
import { readGlobalId } from "../../graph/node.js";
import { LanguageArgs, scopeOf } from "../../graph/reading.js";
import { selectedFields } from "../../graph/selection.js";
import type { DirectoryService } from "../directory.service.js";
import type { ProgramService } from "../program.service.js";
import { needKnown, needSlug } from "../program-search.js";
import type { ProgramView } from "../view/present-program.js";
import { Program } from "../view/program.types.js";
import type { HistoryService } from "./history.service.js";
import {
  ProgramChange,
  ProgramChangeConnection,
  ProgramDifference,
  ProgramEditionConnection,
} from "./history.types.js";
import { presentDifference } from "./present-difference.js";

@InputType({ description: "De qué cambios se quiere saber. Which changes are wanted." })
export class ProgramChangeFilter {
  @Field(() => ID, {
    nullable: true,
    description: "De los programas de esta institución, por su `slug`. Of the programs of this institution, by `slug`.",
  })
  agency?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "De este programa, por su `slug`; también si se retiró. Of this program, by `slug`; withdrawn ones too.",
  })
  program?: string | null;
}

@ArgsType()
export class ProgramChangesArgs extends ForwardPageArgs {
  @Field(() => ProgramChangeFilter, { nullable: true, description: "Solo estos. These only." })
  filter?: ProgramChangeFilter | null;
}

/** What costs as much as reading and comparing two whole documents. */
const COMPARED = ({ childComplexity }: { readonly childComplexity: number }) => 20 + 5 * childComplexity;

/** What a program was before. */
@Resolver(() => Program)
export class ProgramHistoryResolver {
  constructor(private readonly history: HistoryService) {}

  @FieldResolver(() => ProgramEditionConnection, {
    complexity: pagedCost,
    description: "Todas sus ediciones registradas, la más nueva primero. All its editions on record, newest first.",
  })
  versions(
    @Root() program: ProgramView,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ) {
    return this.history.editions(context, readGlobalId(program.id).key, pageRequest(page));
  }

  @FieldResolver(() => [ProgramDifference], {
    complexity: COMPARED,
    description: "Qué cambió entre dos ediciones, campo por campo. What changed between two editions, field by field.",
  })
  async differences(
    @Root() program: ProgramView,
    @Arg("from", () => Int, { description: "Número de la edición de partida. Number of the edition to begin with." })
    from: number,
    @Arg("to", () => Int, {
      nullable: true,
      description: "Número de la otra; la que se lee si falta. Number of the other; the one being read if absent.",
    })
    to: number | null,
    @Ctx() context: GraphContext,
  ) {
    const key = readGlobalId(program.id).key;
    const found = await this.history.differences(context, key, from, to ?? program.version.number);
    return found.map((difference) => presentDifference(difference, program.scope.language));
  }
}

/** What changed in the catalog. */
@Resolver(() => ProgramChange)
export class ProgramChangesResolver {
  constructor(
    private readonly history: HistoryService,
    private readonly programs: ProgramService,
    private readonly directory: DirectoryService,
  ) {}

  @Query(() => ProgramChangeConnection, {
    complexity: pagedCost,
    description:
      "Lo que cambió en el catálogo, en orden: programas nuevos, ediciones y retiros. Guarde `endCursor` y siga con `after`: no se pierde ninguno. What changed in the catalog, in order: new programs, editions and withdrawals. Keep `endCursor` and go on with `after`: none is missed.",
  })
  async programChanges(
    @Args(() => ProgramChangesArgs) args: ProgramChangesArgs,
    @Args(() => LanguageArgs) reading: LanguageArgs,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const page = pageRequest(args);
    const scope = scopeOf(reading, context);
    const filter = await this.#filter(args.filter ?? {}, context);
    const found = await this.history.changes(filter, page, selectedFields(info).has("totalCount"));
    const edges = found.edges.map(({ cursor, node }) => ({
      cursor,
      node: { ...node, name: scope.language === "es" ? node.nameEs : node.nameEn, scope },
    }));
    return { ...found, edges, nodes: edges.map(({ node }) => node) };
  }

  @FieldResolver(() => Program, {
    nullable: true,
    description:
      "El programa como está hoy; nulo si no tiene edición en vigor. The program as it is today; null if no edition is in force.",
  })
  program(@Root() { programId, scope }: ProgramChange, @Ctx() context: GraphContext) {
    return this.programs.byId(context, programId, scope);
  }

  @FieldResolver(() => [ProgramDifference], {
    complexity: COMPARED,
    description:
      "Qué cambió respecto de la edición anterior; vacío si no es una revisión. What changed since the edition before; empty unless it is a revision.",
  })
  async differences(@Root() { versionId, previousId, scope }: ProgramChange) {
    if (previousId === null) return [];
    const found = await this.history.between(previousId, versionId);
    return found.map((difference) => presentDifference(difference, scope.language));
  }

  async #filter({ agency, program }: ProgramChangeFilter, context: GraphContext) {
    if (program) needSlug(program, "filter.program");
    const agencies = agency ? (await this.directory.directory(context)).agencies : new Map<string, { id: string }>();
    if (agency) needKnown([agency], "filter.agency", "agencies", agencies);
    const programId = program ? await this.history.programId(program) : undefined;
    if (program && programId === undefined) needKnown([program], "filter.program", "programs", new Map());
    return { programId: programId ?? null, agencyId: (agency && agencies.get(agency)?.id) || null };
  }
}
