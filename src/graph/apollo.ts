import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import type { Log } from "../platform/log.js";
import type { GraphContext } from "./context.js";
import { ERROR_CODES, wrongAddress } from "./errors.js";
import { checkCost, checkShape, LIMITS } from "./limits.js";
import { createErrorMask, inLanguage } from "./mask-errors.js";

/** Executes operations: parsed and validated once, measured against the limits, errors made safe. */
export function createApollo(schema: GraphQLSchema, log: Log): ApolloServer<GraphContext> {
  return new ApolloServer<GraphContext>({
    schema,
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
      ApolloServerPluginLandingPageDisabled(),
      limitsPlugin(),
      errorLanguagePlugin(),
    ],
  });
}

function limitsPlugin(): ApolloServerPlugin<GraphContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request }) {
          if (operation === undefined) return;
          // Executed as a question it would answer, without its guard and only once.
          if (operation.operation === "subscription") throw wrongAddress("/graphql/stream");
          checkShape(document, operation);
          checkCost(schema, document, operation, request.variables ?? {});
        },
      };
    },
  };
}

/** Puts each error's text into the reader's language. */
function errorLanguagePlugin(): ApolloServerPlugin<GraphContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== "single") return;
          const { singleResult } = response.body;
          if (singleResult.errors === undefined) return;
          singleResult.errors = singleResult.errors.map((error) => inLanguage(error, contextValue.language));
          const unavailable = singleResult.errors.some(({ extensions }) => extensions?.code === "UNAVAILABLE");
          if (unavailable) {
            const { status, headers } = ERROR_CODES.UNAVAILABLE;
            response.http.status = status;
            for (const [name, value] of Object.entries(headers)) response.http.headers.set(name, value);
          }
        },
      };
    },
  };
}
