import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { needKey } from "../../graph/commands.js";
import { pagedCost } from "../../graph/complexity.js";
import { PageArgs, shownAs } from "../../graph/connection.js";
import type { GraphContext } from "../../graph/context.js";
import { globalId } from "../../graph/node.js";
import type { Lists } from "../lists.js";
import { presentLook } from "../view/present-parts.js";
import { Business } from "../view/stubs.js";
import { DataAccessConnection } from "./access-log.types.js";

/** What applications add to every firm: who looked at what it told. */
@Resolver(() => Business)
export class AccessLogResolver {
  constructor(private readonly lists: Lists) {}

  @FieldResolver(() => DataAccessConnection, {
    complexity: pagedCost,
    description:
      "Quién vio, fuera de la empresa, lo que dijo en sus solicitudes; lo último primero. Who outside the firm looked at what it told in its applications, the last look first.",
  })
  async accesses(@Root() { id }: Business, @Args(() => PageArgs) args: PageArgs, @Ctx() context: GraphContext) {
    const page = await this.lists.accesses(context, needKey("Business", id, "id"), args);
    return shownAs(page, (row) => ({
      ...presentLook(row, context),
      applicationId: globalId("Application", row.application_id),
    }));
  }
}
