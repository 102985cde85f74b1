import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from "graphql";
import type { Log } from "../../platform/log.js";
import { count, type Watch } from "../../platform/telemetry/index.js";
import type { GraphContext } from "../context.js";
import { sizeOf } from "../limits.js";
import { kindOf } from "./caller-kind.js";
import { toldKind } from "./spent.js";

/** How the line begins: of an operation, or of what a router asked of a subgraph for one. */
const WORDS = { whole: "slow operation", part: "slow part of an operation" } as const;

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
  readonly watch: Watch | undefined;
  /** Where a router asked for it, of a part; undefined for a whole operation. */
  readonly part: string | undefined;
}

/** One line of the log for a slow operation, or a slow part of one: what it was and what it cost. Its document is told by its digest, its variables not at all. */
export function sayThatItWasSlow(
  log: Log,
  { schema, document, operation, variables, digest, context }: SlowOperation,
  { name, type, took, watch, part }: Slow,
): void {
  const tally = watch?.tally;
  if (part === undefined) count("graphql.operations.slow");
  const known = document !== undefined && operation !== undefined;
  const size = known ? sizeOf(schema, document, operation, variables) : {};
  log.warn(
    {
      operation: name,
      type,
      ...(part === undefined ? {} : { part }),
      ms: Math.round(took),
      ...size,
      ...(tally === undefined ? {} : { statements: tally.statements, statementsMs: Math.round(tally.statementMs) }),
      documentSha256: digest(),
      caller: (watch && toldKind(watch)) ?? kindOf(context.caller),
    },
    part === undefined ? WORDS.whole : WORDS.part,
  );
}
