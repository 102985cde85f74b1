import type { ApolloServerPlugin, GraphQLRequestContext } from "@apollo/server";
import type { GraphQLFormattedError } from "graphql";
import type { Log } from "../../platform/log.js";
import { withoutPersonal } from "../../platform/log.js";
import {
  beginSpan,
  count,
  createBoundedNames,
  currentWatch,
  record,
  type Span,
  type Watch,
} from "../../platform/telemetry/index.js";
import type { GraphContext } from "../context.js";
import { ERROR_CODES } from "../errors.js";
import { endGroups } from "./resolver-groups.js";
import { type SlowOperation, sayThatItWasSlow } from "./slow-operations.js";

export interface OperationsOptions {
  readonly log: Log;
  /** From how many milliseconds on an operation is slow; 0 when none is. */
  readonly slowMs: number;
}

/** Names of operations that are told apart by what measures them: names come from clients. */
const MOST_NAMES = 200;
const LONGEST_NAME = 80;
const ANONYMOUS = "anonymous";

/** Codes of Apollo's, beside our own. */
const CODES = new Set([
  ...Object.keys(ERROR_CODES),
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
]);

/** An operation under way, by the name that its client gave it. */
export interface Running {
  readonly name: string | undefined;
  readonly type: string;
}

/** How an operation ended. */
export interface Ended extends SlowOperation {
  readonly errors: readonly GraphQLFormattedError[];
}

/** Watches operations, by whatever means they are executed. */
export interface OperationsWatch {
  readonly plugin: ApolloServerPlugin<GraphContext>;
  /** Watches one that has begun at a time of `performance.now()`; returns how to say that it is over, or was given up for another way. */
  begin(operation: Running, begun: number): (ended: Ended | undefined) => void;
}

/** Watches each operation: span, duration by name, errors by code, limits that refused one, and a line of the log for a slow one. */
export function watchOperations({ log, slowMs }: OperationsOptions): OperationsWatch {
  const bounded = createBoundedNames(MOST_NAMES);
  const begin: OperationsWatch["begin"] = ({ name, type }, begun) => {
    const watch = currentWatch();
    const above = watch?.span;
    const running = { name: shownName(name), type };
    const span = openSpan(running, begun, watch);
    return (ended) => {
      const took = performance.now() - begun;
      if (watch !== undefined) {
        watch.span = above;
        endGroups(watch);
      }
      if (ended === undefined) return span?.end();
      const [first] = ended.errors;
      if (first !== undefined) span?.fail(codeOf(first));
      span?.end();
      const labels = { "graphql.operation.name": bounded(running.name), "graphql.operation.type": type };
      record("graphql.operation.duration", took / 1_000, labels);
      if (slowMs > 0 && took >= slowMs) sayThatItWasSlow(log, ended, { ...running, took, tally: watch?.tally });
    };
  };
  const plugin: ApolloServerPlugin<GraphContext> = {
    async requestDidStart() {
      const begun = performance.now();
      let end: ReturnType<typeof begin> | undefined;
      return {
        async didResolveOperation({ operation, operationName }) {
          if (operation === undefined) return;
          end = begin({ name: operationName ?? undefined, type: operation.operation }, begun);
        },
        async willSendResponse(request) {
          const errors = errorsOf(request);
          countErrors(errors);
          const { schema, document, operation, queryHash, contextValue: context } = request;
          const variables = request.request.variables ?? {};
          end?.({ errors, schema, document, operation, variables, digest: () => queryHash, context });
        },
      };
    },
  };
  return { plugin, begin };
}

/** From here on, what is done for the request is done for its operation: there is one in a request. */
function openSpan(
  { name, type }: { readonly name: string; readonly type: string },
  begun: number,
  watch: Watch | undefined,
): Span | undefined {
  const attributes = { "graphql.operation.name": name, "graphql.operation.type": type };
  const span = beginSpan(`${type} ${name}`, { begun, attributes });
  if (span !== undefined && watch !== undefined) watch.span = span;
  return span;
}

/** A name as it may be shown: whoever names an operation after a person is not repeated. */
function shownName(name: string | undefined): string {
  return name ? withoutPersonal(name.slice(0, LONGEST_NAME)) : ANONYMOUS;
}

function errorsOf({ response }: GraphQLRequestContext<GraphContext>): readonly GraphQLFormattedError[] {
  return response.body?.kind === "single" ? (response.body.singleResult.errors ?? []) : [];
}

function countErrors(errors: readonly GraphQLFormattedError[]): void {
  for (const error of errors) {
    const code = codeOf(error);
    count("graphql.errors", { "error.type": code });
    const limit = limitOf(error, code);
    if (limit !== undefined) count("graphql.limits.refused", { limit });
  }
}

function codeOf({ extensions }: GraphQLFormattedError): string {
  const code = String(extensions?.code);
  return CODES.has(code) ? code : "other";
}

/** Tokens are counted by graphql-js itself, while it parses. */
function limitOf({ message, extensions }: GraphQLFormattedError, code: string): string | undefined {
  if (code === "OPERATION_TOO_COMPLEX" && typeof extensions?.limit === "string") return extensions.limit;
  return code === "GRAPHQL_PARSE_FAILED" && /contains more that \d+ tokens/.test(message) ? "tokens" : undefined;
}
