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
import { Agency, AgencyConnection } from "./view/agency.types.js";
import { ProgramConnection } from "./view/program-search.types.js";

@Resolver(() => Agency)
export class AgencyResolver {
  constructor(
    private readonly directory: DirectoryService,
    private readonly catalog: ProgramService,
  ) {}

  @Query(() => Agency, { nullable: true, description: "Una institución por su clave. One institution by its key." })
  agency(
    @Arg("slug", () => ID, { description: "Clave, p. ej. inadem. Key, e.g. inadem." }) slug: string,
    @Args(() => LanguageArgs) args: LanguageArgs,
    @Ctx() context: GraphContext,
  ) {
    return this.directory.agency(context, needSlug(slug), scopeOf(args, context));
  }

  @Query(() => AgencyConnection, {
    complexity: pagedCost,
    description: "Las instituciones, por nombre. The institutions, by name.",
  })
  agencies(
    @Args(() => PageArgs) page: PageArgs,
    @Args(() => LanguageArgs) reading: LanguageArgs,
    @Ctx() context: GraphContext,
  ) {
    return this.directory.agencies(scopeOf(reading, context), pageRequest(page));
  }

  @FieldResolver(() => Agency, { nullable: true, description: "Dependencia de la que cuelga. Ministry it hangs from." })
  parent(@Root() { parentSlug, scope }: Agency, @Ctx() context: GraphContext) {
    return parentSlug === null ? null : this.directory.agency(context, parentSlug, scope);
  }

  @FieldResolver(() => ProgramConnection, {
    complexity: pagedCost,
    description: "Programas en que participa, por nombre. Programs it takes part in, by name.",
  })
  programs(
    @Root() { slug, scope }: Agency,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.catalog.members(context, "agency", slug, {
      scope,
      page: pageRequest(page),
      wantsTotal: selectedFields(info).has("totalCount"),
    });
  }
}
