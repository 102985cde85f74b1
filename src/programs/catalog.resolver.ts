import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from "type-graphql";
import { pagedCost } from "../graph/complexity.js";
import { ForwardPageArgs, PageArgs, pageRequest } from "../graph/connection.js";
import type { GraphContext } from "../graph/context.js";
import { LanguageArgs, scopeOf } from "../graph/reading.js";
import { selectedFields } from "../graph/selection.js";
import type { DirectoryService } from "./directory.service.js";
import type { ProgramService } from "./program.service.js";
import { needSlug } from "./program-search.js";
import { Agency, Catalog, CatalogConnection } from "./view/agency.types.js";
import { ProgramConnection } from "./view/program-search.types.js";

@Resolver(() => Catalog)
export class CatalogResolver {
  constructor(
    private readonly directory: DirectoryService,
    private readonly programList: ProgramService,
  ) {}

  @Query(() => Catalog, { nullable: true, description: "Un catálogo por su clave. One catalog by its key." })
  catalog(
    @Arg("slug", () => ID, { description: "Clave, p. ej. prosec. Key, e.g. prosec." }) slug: string,
    @Args(() => LanguageArgs) args: LanguageArgs,
    @Ctx() context: GraphContext,
  ) {
    return this.directory.catalog(context, needSlug(slug), scopeOf(args, context));
  }

  @Query(() => CatalogConnection, {
    complexity: pagedCost,
    description: "Los catálogos reunidos, por nombre. The catalogs gathered here, by name.",
  })
  catalogs(
    @Args(() => PageArgs) page: PageArgs,
    @Args(() => LanguageArgs) reading: LanguageArgs,
    @Ctx() context: GraphContext,
  ) {
    return this.directory.catalogs(scopeOf(reading, context), pageRequest(page));
  }

  @FieldResolver(() => Agency, {
    nullable: true,
    description: "Institución que responde por él, si hay una. Institution that answers for it, if there is one.",
  })
  publisher(@Root() { publisherSlug, scope }: Catalog, @Ctx() context: GraphContext) {
    return publisherSlug === null ? null : this.directory.agency(context, publisherSlug, scope);
  }

  @FieldResolver(() => ProgramConnection, {
    complexity: pagedCost,
    description: "Sus programas, por nombre. Its programs, by name.",
  })
  programs(
    @Root() { slug, scope }: Catalog,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.programList.members(context, "catalog", slug, {
      scope,
      page: pageRequest(page),
      wantsTotal: selectedFields(info).has("totalCount"),
    });
  }
}
