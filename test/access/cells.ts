import { MANDATE_SCOPES, type MandateScope } from "../../src/businesses/vocabulary.js";
import { ROLES, type Role } from "../../src/graph/identity/caller.js";
import { type About, RIGHTS, type Right } from "./who-may.js";

/** How somebody stands to the thing they ask about. */
export type Relation =
  | "own"
  | `mandate to ${MandateScope}`
  | "expired mandate"
  | "revoked mandate"
  | "another's"
  | "draft"
  | "missing";

/** What they must be told. */
export type Told = "does it" | "FORBIDDEN" | "UNAUTHENTICATED" | "as if it did not exist";

export interface Cell {
  readonly field: string;
  readonly about: About;
  readonly role: Role;
  readonly relation: Relation;
  readonly told: Told;
}

const MANDATES = (Object.keys(MANDATE_SCOPES) as MandateScope[]).map((scope) => `mandate to ${scope}` as const);
const FIRM: readonly Relation[] = ["own", ...MANDATES, "expired mandate", "revoked mandate", "another's", "missing"];

/** The relations that a role can have to something; those with no bearing are left out. */
function relationsOf(role: Role, { about, field }: Right): readonly Relation[] {
  if (about === "catalog" || about === "oneself") return role === "business" ? ["own", ...MANDATES] : ["own"];
  const alone: readonly Relation[] = hasNoId(field) ? ["own"] : ["own", "missing"];
  if (role === "business") return hasNoId(field) ? FIRM.filter((relation) => relation !== "missing") : FIRM;
  if (role === "anonymous" || role === "administrator") return alone;
  // An agency does not say whose webhook it makes: it can only be its own.
  if (field === "Mutation.createWebhook") return ["own"];
  // Auditors have no list of their own that could be empty: they see all agencies'.
  if (role === "auditor") return about === "application" && !hasNoId(field) ? ["own", "draft", "missing"] : alone;
  // What is not there yet may be brought, by whom it names.
  if (field === "Mutation.importPrograms") return ["own", "another's"];
  const agency: readonly Relation[] = ["own", "another's", ...alone.slice(1)];
  return about === "application" ? [...agency, "draft"] : agency;
}

const hasNoId = (field: string) =>
  [
    "Query.myBusinesses",
    "Query.applicationCounts",
    "Query.webhooks",
    "Query.revisions",
    "Query.publishingDelegations",
  ].includes(field);

function toldTo(right: Right, role: Role, relation: Relation): Told {
  const refusal = role === "anonymous" ? "UNAUTHENTICATED" : "FORBIDDEN";
  const scope = MANDATES.includes(relation as never) ? relation.slice("mandate to ".length) : undefined;
  // Whoever acts by mandate is a business too: the role alone refuses where no firm may.
  if (!right.roles[role]) return refusal;
  if (scope !== undefined && right.mandate === "unseen") return "as if it did not exist";
  if (scope !== undefined && right.mandate !== "any" && right.mandate !== scope) return "FORBIDDEN";
  if (right.about === "catalog" || right.about === "oneself") return "does it";
  if (relation === "missing") return "as if it did not exist";
  // An administrator keeps the keys of every agency.
  if (scope !== undefined || relation === "own") return "does it";
  return right.about === "call" ? "FORBIDDEN" : "as if it did not exist";
}

/** Every cell of the matrix: each root field, each role, each relation. */
export const CELLS: readonly Cell[] = RIGHTS.flatMap((right) =>
  (Object.keys(ROLES) as Role[]).flatMap((role) =>
    relationsOf(role, right).map((relation) => ({
      field: right.field,
      about: right.about,
      role,
      relation,
      told: toldTo(right, role, relation),
    })),
  ),
);
