import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { Log } from "../platform/log.js";
import type { GraphContext } from "./context.js";
import { COME_BACK_LATER, ERROR_CODES, wrongAddress } from "./errors.js";
import { LIMITS } from "./limits.js";
import { createErrorMask, inLanguage } from "./mask-errors.js";
import type { KnownOperation, KnownOperations } from "./operations/known-operations.js";
import { ParsedDocuments } from "./operations/parsed-documents.js";
import { rateLimitFields } from "./pace.js";

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  /** Where subscriptions are. */
  readonly streams: string;
  readonly operations: KnownOperations;
  readonly watching: ApolloServerPlugin<GraphContext> | undefined;
  /**
   * How an answer was come to, for tests of the federation protocol only. Apollo has it on by itself in a subgraph: it would tell
   * whoever asks with a header of every field, and of errors before they are made safe.
   */
  readonly trace?: ApolloServerPlugin | undefined;
  /** Executes operations in place of graphql-js, and says of which schema; for routers. */
  readonly gateway?: ApolloServerOptionsWithGateway<GraphContext>["gateway"] | undefined;
}

/** Apollo Server hands on a copy of the context, with everything in it. */
const WITNESS = Symbol("witness");

/** A context with somebody who is told the operation of an answer without errors. */
export function witnessed(context: GraphContext, witness: (known: KnownOperation) => void): GraphContext {
  return { ...context, [WITNESS]: witness } as GraphContext;
}

function witnessOf(context: GraphContext): ((known: KnownOperation) => void) | undefined {
  return (context as { [WITNESS]?: (known: KnownOperation) => void })[WITNESS];
}

/** Executes operations: parsed and validated once, measured against the limits, errors made safe. */
export function createApollo(options: ApolloOptions): ApolloServer<GraphContext> {
  const { schema, log, gateway, trace = ApolloServerPluginInlineTraceDisabled() } = options;
  return new ApolloServer<GraphContext>({
    ...(gateway === undefined ? { schema } : { gateway }),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    documentStore: new ParsedDocuments(),
    parseOptions: { maxTokens: LIMITS.tokens },
    logger: log,
    formatError: createErrorMask(log, schema),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      trace,
      ApolloServerPluginLandingPageDisabled(),
      limitsPlugin(options),
      errorLanguagePlugin(),
      ...(options.watching === undefined ? [] : [options.watching]),
    ],
  });
}

function limitsPlugin({ streams, operations }: ApolloOptions): ApolloServerPlugin<GraphContext> {
  return {
    async requestDidStart() {
      let known: KnownOperation | undefined;
      return {
        async didResolveOperation({ schema, source, document, operation, request }) {
          if (operation === undefined) return;
          // Executed as a question it would answer, without its guard and only once.
          if (operation.operation === "subscription") throw wrongAddress(streams);
          known = operations.learn({ source, operationName: request.operationName }, { schema, document, operation });
          known.checkCost(request.variables ?? {});
        },
        async willSendResponse({ response: { body }, contextValue }) {
          if (known !== undefined && body.kind === "single" && body.singleResult.errors === undefined)
            witnessOf(contextValue)?.(known);
        },
      };
    },
  };
}

/** Most errors of an operation that was not executed. */
const MOST_FAULTS = 5;

type ForLater = (typeof COME_BACK_LATER)[number];
const isForLater = (code: unknown): code is ForLater => COME_BACK_LATER.some((later) => later === code);

/** Puts each error's text into the reader's language, and says of the whole answer when it is worth asking again. */
function errorLanguagePlugin(): ApolloServerPlugin<GraphContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== "single") return;
          const { singleResult } = response.body;
          if (singleResult.errors === undefined) return;
          // Of what was not executed a few errors say enough; else each null has its own.
          const told =
            singleResult.data === undefined ? singleResult.errors.slice(0, MOST_FAULTS) : singleResult.errors;
          singleResult.errors = told.map((error) => inLanguage(error, contextValue.language));
          // A part of the graph that is away leaves the rest of an answer good: such an error names its subgraph.
          const later = singleResult.errors.find(
            ({ extensions }) => isForLater(extensions?.code) && extensions?.subgraph === undefined,
          );
          if (later === undefined) return;
          const { code, retryAfter } = later.extensions as { code: ForLater; retryAfter?: number };
          const { status, headers } = ERROR_CODES[code];
          response.http.status = status;
          response.http.headers.set("retry-after", String(retryAfter ?? headers["retry-after"]));
          for (const [name, value] of rateLimitFields(later.extensions ?? {})) response.http.headers.set(name, value);
        },
      };
    },
  };
}
