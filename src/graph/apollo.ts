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
import { checkCost, checkShape, LIMITS } from "./limits.js";
import { createErrorMask, inLanguage } from "./mask-errors.js";

export interface ApolloOptions {
  /**
   * How an answer was come to, for tests of the federation protocol only. Apollo has it on by itself in a subgraph: it would tell
   * whoever asks with a header of every field, and of errors before they are made safe.
   */
  readonly trace?: ApolloServerPlugin;
  /** Executes operations in place of graphql-js, and says of which schema; for routers. */
  readonly gateway?: ApolloServerOptionsWithGateway<GraphContext>["gateway"] | undefined;
}

/** Executes operations asked at `path`: parsed and validated once, measured against the limits, errors made safe. */
export function createApollo(
  schema: GraphQLSchema,
  log: Log,
  path: string,
  { trace = ApolloServerPluginInlineTraceDisabled(), gateway }: ApolloOptions = {},
): ApolloServer<GraphContext> {
  return new ApolloServer<GraphContext>({
    ...(gateway === undefined ? { schema } : { gateway }),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    logger: log,
    formatError: createErrorMask(log, schema),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      trace,
      ApolloServerPluginLandingPageDisabled(),
      limitsPlugin(`${path}/stream`),
      errorLanguagePlugin(),
    ],
  });
}

function limitsPlugin(streams: string): ApolloServerPlugin<GraphContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (operation === undefined) return;
          // Executed as a question it would answer, without its guard and only once.
          if (operation.operation === "subscription") throw wrongAddress(streams);
          checkShape(document, operation);
          checkCost(schema, document, operation, request.variables ?? {});
        },
      };
    },
  };
}

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
          singleResult.errors = singleResult.errors.map((error) => inLanguage(error, contextValue.language));
          // A part of the graph that is away leaves the rest of an answer good: such an error names its subgraph.
          const later = singleResult.errors.find(
            ({ extensions }) => isForLater(extensions?.code) && extensions?.subgraph === undefined,
          );
          if (later === undefined) return;
          const { code, retryAfter } = later.extensions as { code: ForLater; retryAfter?: number };
          const { status, headers } = ERROR_CODES[code];
          response.http.status = status;
          response.http.headers.set("retry-after", String(retryAfter ?? headers["retry-after"]));
        },
      };
    },
  };
}
