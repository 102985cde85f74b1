import DataLoader from "dataloader";
import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { needKey } from "../../graph/commands.js";
import { concept } from "../../graph/concept.js";
import { ForwardPageArgs, type PageRequest, pageRequest } from "../../graph/connection.js";
import { type GraphContext, perRequest } from "../../graph/context.js";
import { globalId } from "../../graph/node.js";
import { instant } from "../view/present-application.js";
import { Business } from "../view/stubs.js";
import { ACTORS } from "../vocabulary.js";
import type { AccessLogService, AccessRow } from "./access-log.service.js";
import { DataAccessConnection } from "./access-log.types.js";

/** What applications add to every firm: who looked at what it told. */
@Resolver(() => Business)
export class AccessLogResolver {
  /** One loader for each page that is asked for, so that the firms of a list are read together. */
  readonly #pages = perRequest((context) => {
    const loaders = new Map<string, ReturnType<AccessLogResolver["loaderOf"]>>();
    return (page: PageRequest) => {
      const name = JSON.stringify(page);
      const loader = loaders.get(name) ?? this.loaderOf(context, page);
      loaders.set(name, loader);
      return loader;
    };
  });

  constructor(private readonly log: AccessLogService) {}

  @FieldResolver(() => DataAccessConnection, {
    complexity: ({ args, childComplexity }) => 10 + (args.first ?? 20) * childComplexity,
    description:
      "Quién vio, fuera de la empresa, lo que dijo en sus solicitudes; lo último primero. Who outside the firm looked at what it told in its applications, the last look first.",
  })
  async accesses(
    @Root() { id }: Business,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ) {
    const page = await this.#pages(context)(pageRequest(args)).load(needKey("Business", id, "id"));
    const shown = (row: AccessRow) => ({
      at: instant(new Date(row.at)),
      by: concept(ACTORS, row.role as keyof typeof ACTORS, context.language),
      agencySlug: row.agency,
      applicationId: globalId("Application", row.application_id),
    });
    const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: shown(node) }));
    return { ...page, edges, nodes: edges.map(({ node }) => node) };
  }

  loaderOf(context: GraphContext, page: PageRequest) {
    return new DataLoader((keys: readonly string[]) => this.log.pages(context, keys, page));
  }
}
