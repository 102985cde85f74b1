import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from "type-graphql";
import { pagedCost } from "../graph/complexity.js";
import type { GraphContext } from "../graph/context.js";
import type { Scope } from "../graph/reading.js";
import { ReadingArgs, scopeOf } from "../graph/reading.js";
import { selectedFields } from "../graph/selection.js";
import type { DirectoryService } from "./directory.service.js";
import type { Places } from "./ports.js";
import { ProgramSearchArgs } from "./program.args.js";
import type { ProgramService } from "./program.service.js";
import { needKnown, needSlug, programSearch } from "./program-search.js";
import type { Dimension } from "./store/facets.js";
import { presentFacets } from "./view/present-facets.js";
import { Program } from "./view/program.types.js";
import { Facet, FacetDimension, ProgramSearchConnection } from "./view/program-search.types.js";

type Found = Awaited<ReturnType<ProgramService["find"]>> & { readonly scope: Scope };

@Resolver(() => ProgramSearchConnection)
export class ProgramResolver {
  constructor(
    private readonly catalog: ProgramService,
    private readonly directory: DirectoryService,
    private readonly places: Places,
  ) {}

  @Query(() => Program, {
    nullable: true,
    description:
      "Un programa por su clave; nulo si no existe o si a esa fecha aún no tenía perfil. One program by its key; null if there is none, or it had no profile yet on that date.",
  })
  program(
    @Arg("slug", () => ID, { description: "Clave del programa, p. ej. prosec. Key of the program, e.g. prosec." })
    slug: string,
    @Args(() => ReadingArgs) args: ReadingArgs,
    @Ctx() context: GraphContext,
  ) {
    return this.catalog.bySlug(context, needSlug(slug), scopeOf(args, context));
  }

  @Query(() => ProgramSearchConnection, {
    complexity: pagedCost,
    description:
      "Los programas que cumplen un filtro o responden a una búsqueda, y cuántos hay de cada valor. The programs that meet a filter or answer a search, and how many there are of each value.",
  })
  async programs(
    @Args(() => ProgramSearchArgs) args: ProgramSearchArgs,
    @Args(() => ReadingArgs) reading: ReadingArgs,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const fields = selectedFields(info);
    const wants = { total: fields.has("totalCount"), facets: fields.has("facets") };
    const search = programSearch(args, reading, context, this.places, wants);
    if (args.filter?.agency || args.filter?.catalog) {
      const { agencies, catalogs } = await this.directory.directory(context);
      needKnown(args.filter.agency, "filter.agency", "agencies", agencies);
      needKnown(args.filter.catalog, "filter.catalog", "catalogs", catalogs);
    }
    return { ...(await this.catalog.find(search)), scope: search.scope };
  }

  @FieldResolver(() => [Facet], {
    description:
      "Cuántos hay de cada valor entre todo lo encontrado con este filtro. How many of each value among all that this filter found.",
  })
  async facets(
    @Root() { facetCounts, scope }: Found,
    @Arg("dimensions", () => [FacetDimension], {
      nullable: true,
      description: "Solo por estas dimensiones; todas si falta. By these dimensions only; all if absent.",
    })
    dimensions: Dimension[] | null,
    @Ctx() context: GraphContext,
  ) {
    const facets = presentFacets(facetCounts ?? {}, scope, this.places, await this.directory.directory(context));
    return dimensions ? facets.filter(({ dimension }) => dimensions.includes(dimension)) : facets;
  }
}
