import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { GraphContext } from "../graph/context.js";
import { Node, readGlobalId } from "../graph/node.js";
import { scopeOf } from "../graph/reading.js";
import type { DirectoryService } from "./directory.service.js";
import type { ProgramService } from "./program.service.js";

/** The program, agency or catalog of a global id; null when there is none, or it is another module's. */
export function findNode(id: string, context: GraphContext, catalog: ProgramService, directory: DirectoryService) {
  const { type, key } = readGlobalId(id);
  const scope = scopeOf({}, context);
  switch (type) {
    case "Program":
      return catalog.byId(context, key, scope);
    case "Agency":
      return directory.agencyById(context, key, scope);
    case "Catalog":
      return directory.catalogById(context, key, scope);
    default:
      return null;
  }
}

@Resolver()
export class NodeResolver {
  constructor(
    private readonly catalog: ProgramService,
    private readonly directory: DirectoryService,
  ) {}

  @Query(() => Node, {
    nullable: true,
    description:
      "Cualquier objeto por su identificador global; nulo si no existe. Any object by its global id; null if there is none.",
  })
  node(
    @Arg("id", () => ID, { description: "Identificador que dio un campo id. Id that an id field gave." }) id: string,
    @Ctx() context: GraphContext,
  ) {
    return findNode(id, context, this.catalog, this.directory);
  }
}
