import type { Commands } from "../graph/commands.js";
import type { Cursors } from "../graph/cursor.js";
import { openTo } from "../graph/identity/policy.js";
import type { Module } from "../graph/module.js";
import type { Database } from "../platform/database.js";
import { AccessResolver } from "./access.resolver.js";
import { ApiKeyService } from "./api-key.service.js";
import { EndedAccessService } from "./ended-access.service.js";
import type { Agencies } from "./ports.js";

export interface AccessNeeds {
  readonly database: Database;
  readonly commands: Commands;
  readonly cursors: Cursors;
  readonly agencies: Agencies;
  readonly guarded: boolean;
}

/** Who may come in: who one is here, and the keys of the systems of agencies. */
export function createAccess(needs: AccessNeeds): Module {
  return {
    name: "access",
    policy: {
      ...openTo("anyone", "Query", ["me"]),
      ...openTo(["administrator", "agency_approver"], "Query", ["apiKeys"]),
      ...openTo(["administrator"], "Mutation", ["createApiKey", "revokeApiKey", "endAccess"]),
    },
    references: {},
    resolvers: [new AccessResolver(new ApiKeyService(needs), new EndedAccessService(needs))],
  };
}
