import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { GraphContext } from "../../graph/context.js";
import { instant } from "../../graph/instant.js";
import { globalId } from "../../graph/node.js";
import type { DelegationRow, DelegationService } from "./delegation.service.js";
import { DelegatePublishingInput, PublishingDelegation, RevokeDelegationInput } from "./delegation.types.js";

const INPUT = { description: "Lo que se pide. What is asked for." } as const;

@Resolver()
export class DelegationResolver {
  constructor(private readonly delegations: DelegationService) {}

  @Query(() => [PublishingDelegation], {
    complexity: ({ childComplexity }) => 10 + 10 * childComplexity,
    description:
      "Los permisos de publicar que dio o recibió su dependencia, los 100 últimos. The leaves to publish that your agency gave or was given, the last 100.",
  })
  async publishingDelegations(@Ctx() context: GraphContext) {
    return (await this.delegations.list(context)).map(present);
  }

  @Mutation(() => PublishingDelegation, {
    description:
      "Deja que otra dependencia publique los programas de la suya hasta un día. Lets another agency publish the programs of yours until a day.",
  })
  async delegatePublishing(
    @Arg("input", () => DelegatePublishingInput, INPUT) input: DelegatePublishingInput,
    @Ctx() context: GraphContext,
  ) {
    return present(await this.delegations.grant(context, input));
  }

  @Mutation(() => PublishingDelegation, {
    description: "Retira ese permiso al instante. Takes that leave back at once.",
  })
  async revokeDelegation(
    @Arg("input", () => RevokeDelegationInput, INPUT) input: RevokeDelegationInput,
    @Ctx() context: GraphContext,
  ) {
    return present(await this.delegations.revoke(context, input));
  }
}

function present({ id, owner, delegate, until, grantedAt, revokedAt }: DelegationRow) {
  return {
    id: globalId("Delegation", id),
    ownerSlug: owner,
    delegateSlug: delegate,
    until,
    grantedAt: instant(new Date(grantedAt)),
    revokedAt: revokedAt === null ? null : instant(new Date(revokedAt)),
  };
}
