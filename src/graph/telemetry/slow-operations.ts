import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { Log } from "../../platform/log.js";
import { count, type Watch } from "../../platform/telemetry/index.js";
import type { GraphContext } from "../context.js";
import type { Role } from "../identity/caller.js";
import { sizeOf } from "../limits.js";

/** What kind of caller a role is: enough to know whom to talk to, and no person. */
const KINDS: Readonly<Record<Role, string>> = {
  anonymous: "anonymous",
  business: "firm",
  agency_editor: "agency",
  agency_reviewer: "agency",
  agency_approver: "agency",
  service: "service",
  auditor: "auditor",
  administrator: "administrator",
};

/** An operation that took long, for whoever wants to know why. */
export interface SlowOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode | undefined;
  readonly operation: OperationDefinitionNode | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** SHA-256 of the document, in hexadecimal. */
  readonly digest: () => string | undefined;
  readonly context: GraphContext;
}

interface Slow {
  readonly name: string;
  readonly type: string;
  /** In milliseconds. */
  readonly took: number;
  readonly tally: Watch["tally"] | undefined;
}

/** One line of the log for a slow operation: what it was and what it cost. Its document is told by its digest, its variables not at all. */
export function sayThatItWasSlow(
  log: Log,
  { schema, document, operation, variables, digest, context }: SlowOperation,
  { name, type, took, tally }: Slow,
): void {
  count("graphql.operations.slow");
  const known = document !== undefined && operation !== undefined;
  const size = known ? sizeOf(schema, document, operation, variables) : {};
  log.warn(
    {
      operation: name,
      type,
      ms: Math.round(took),
      ...size,
      ...(tally === undefined ? {} : { statements: tally.statements, statementsMs: Math.round(tally.statementMs) }),
      documentSha256: digest(),
      caller: KINDS[context.caller.role],
    },
    "slow operation",
  );
}
