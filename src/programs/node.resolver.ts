import { Arg, Ctx, ID, Query, Resolver } from "type-graphql";
import type { GraphContext } from "../graph/context.js";
import type { Reference } from "../graph/module.js";
import { Node, readGlobalId } from "../graph/node.js";
import { type Scope, scopeOf, scopeOfKey } from "../graph/reading.js";
import type { DirectoryService } from "./directory.service.js";
import type { ProgramService } from "./program.service.js";

interface Catalogued {
  readonly programs: ProgramService;
  readonly directory: DirectoryService;
}

/** The program, agency or catalog of a global id; null when there is none, or it is another module's. */
function findNode(id: string, scope: Scope, context: GraphContext, { programs, directory }: Catalogued) {
  const { type, key } = readGlobalId(id);
  switch (type) {
    case "Program":
      return programs.byId(context, key, scope);
    case "Agency":
      return directory.agencyById(context, key, scope);
    case "Catalog":
      return directory.catalogById(context, key, scope);
    default:
      return null;
  }
}

type Key = Parameters<Reference>[0];

/** What another subgraph holds the key of: as that key reads it, to the edition of a program. */
export async function findHeld(type: string, held: Key, context: GraphContext, catalog: Catalogued) {
  const { id = "", "version.number": edition, ...reading } = held;
  const scope = scopeOfKey(reading, context);
  if (edition !== undefined) return catalog.programs.byEdition(context, readGlobalId(id).key, edition, scope);
  const found = await findNode(id, scope, context, catalog);
  return found?.nodeType === type ? found : null;
}

@Resolver()
export class NodeResolver {
  readonly #catalog: Catalogued;

  constructor(programs: ProgramService, directory: DirectoryService) {
    this.#catalog = { programs, directory };
  }

  @Query(() => Node, {
    nullable: true,
    description:
      "Cualquier objeto por su identificador global; nulo si no existe. Any object by its global id; null if there is none.",
  })
  node(
    @Arg("id", () => ID, { description: "Identificador que dio un campo id. Id that an id field gave." }) id: string,
    @Ctx() context: GraphContext,
  ) {
    return findNode(id, scopeOf({}, context), context, this.#catalog);
  }
}
