import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from "type-graphql";
import { pagedCost } from "../graph/complexity.js";
import { concept } from "../graph/concept.js";
import { ForwardPageArgs, pageRequest } from "../graph/connection.js";
import type { GraphContext } from "../graph/context.js";
import { ROLES } from "../graph/identity/caller.js";
import { LanguageArgs } from "../graph/reading.js";
import {
  ApiKeyConnection,
  CreateApiKeyInput,
  CreateApiKeyResult,
  EndAccessInput,
  EndAccessResult,
  Me,
  RevokeApiKeyInput,
  RevokeApiKeyResult,
} from "./access.types.js";
import type { ApiKeyService } from "./api-key.service.js";
import type { EndedAccessService } from "./ended-access.service.js";

@Resolver()
export class AccessResolver {
  constructor(
    private readonly keys: ApiKeyService,
    private readonly endedAccess: EndedAccessService,
  ) {}

  @Query(() => Me, {
    nullable: true,
    description: "Quién consulta; nulo si nadie se ha identificado. Who asks; null if nobody signed in.",
  })
  me(@Args(() => LanguageArgs) { language }: LanguageArgs, @Ctx() { caller, language: accepted }: GraphContext) {
    return caller.role === "anonymous" ? null : { ...caller, role: concept(ROLES, caller.role, language ?? accepted) };
  }

  @Query(() => ApiKeyConnection, {
    complexity: pagedCost,
    description:
      "Las claves de una institución, la más nueva primero: para quien administra y para quien decide en ella. The keys of an agency, the newest first: for administrators and for its approvers.",
  })
  apiKeys(
    @Arg("agency", () => ID, {
      description: "Clave de la institución, p. ej. inadem. Key of the agency, e.g. inadem.",
    })
    agency: string,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: GraphContext,
  ) {
    return this.keys.list(context, agency, pageRequest(page));
  }

  @Mutation(() => CreateApiKeyResult, {
    description:
      "Crea una clave para el sistema de una institución; su secreto se dice solo esta vez. Makes a key for the system of an agency; its secret is told this once only.",
  })
  createApiKey(
    @Arg("input", () => CreateApiKeyInput, { description: "La clave que se crea. The key to make." })
    input: CreateApiKeyInput,
    @Ctx() context: GraphContext,
  ) {
    return this.keys.create(context, input);
  }

  @Mutation(() => RevokeApiKeyResult, {
    description:
      "Revoca una clave: deja de valer en ese instante y para siempre. Revokes a key: it is no longer good from that instant on, for ever.",
  })
  revokeApiKey(
    @Arg("input", () => RevokeApiKeyInput, { description: "La clave que se revoca. The key to revoke." })
    input: RevokeApiKeyInput,
    @Ctx() context: GraphContext,
  ) {
    return this.keys.revoke(context, input);
  }

  @Mutation(() => EndAccessResult, {
    description:
      "Termina al instante lo que alguien puede hacer con las credenciales que ya tiene, en todos sus papeles. Ends at once what somebody may do with the tokens they have, in all of their roles.",
  })
  endAccess(
    @Arg("input", () => EndAccessInput, { description: "De quién. Whose." }) input: EndAccessInput,
    @Ctx() context: GraphContext,
  ) {
    return this.endedAccess.end(context, input);
  }
}
