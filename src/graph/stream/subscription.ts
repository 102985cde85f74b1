import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  Kind,
  parse,
  validate,
} from "graphql";
import { changed, QueueOverflow } from "../../platform/bounded-queue.js";
import type { Log } from "../../platform/log.js";
import type { GraphContext } from "../context.js";
import type { Documents } from "../documents/documents.js";
import { unavailable, wrongAddress } from "../errors.js";
import type { Language } from "../language.js";
import { checkCost, checkShape, LIMITS } from "../limits.js";
import { createErrorMask, inLanguage } from "../mask-errors.js";
import { createResults, type Results, type StreamResult } from "./results.js";

/** One operation, as a client asks for it. */
export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** Several errors at once. */
class RequestErrors extends Error {
  constructor(
    readonly errors: readonly GraphQLError[],
    readonly code?: string,
  ) {
    super("the request cannot be served");
  }
}

export interface Subscriptions {
  /** The results of an operation; one result with errors, in the reader's language, for one that cannot be served. Never rejects. */
  open(request: SubscriptionRequest, context: GraphContext): Promise<Results>;
  /** What an error looks like to a client. */
  failure(error: unknown, language: Language): StreamResult;
}

/** An operation that is valid and within the limits. */
export interface CheckedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variableValues: Readonly<Record<string, unknown>>;
}

/** Begins to listen, and gives a result for each event. */
export type Listen = (operation: CheckedOperation, context: GraphContext) => Promise<AsyncIterator<ExecutionResult>>;

/** Executes each event on the schema itself, with a context of its own: what was loaded for one is not remembered in the next. */
export function listenBySchema(now: () => Date): Listen {
  return async (operation, context) => {
    const events = await createSourceEventStream({ ...operation, contextValue: context });
    if (!(Symbol.asyncIterator in events)) throw new RequestErrors(events.errors ?? []);
    return changed(events[Symbol.asyncIterator](), async (event) => {
      const contextValue: GraphContext = { ...context, now: now() };
      return (await execute({ ...operation, rootValue: event, contextValue })) as ExecutionResult;
    });
  };
}

export interface SubscriptionsNeeds {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  readonly listen: Listen;
  readonly documents: Pick<Documents, "admit">;
}

/** Serves subscriptions by the same limits, and with the same care for what errors tell, as questions are served. */
export function createSubscriptions({ schema, log, listen, documents }: SubscriptionsNeeds): Subscriptions {
  const mask = createErrorMask(log, schema);

  function safe(error: unknown, language: Language, code?: string) {
    const { message, extensions, ...where } =
      error instanceof GraphQLError ? error.toJSON() : { message: "", extensions: {} };
    const known = code ?? codeOf(error);
    const formatted = {
      ...where,
      // Guesses would tell of a schema, or of a value, what was not asked for.
      message: message.replace(/ ?Did you mean(.+?)\?$/, ""),
      extensions: { ...extensions, ...(known === undefined ? {} : { code: known }) },
    };
    return inLanguage(mask(formatted, error), language);
  }
  function failure(error: unknown, language: Language): StreamResult {
    if (error instanceof RequestErrors) return { errors: error.errors.map((one) => safe(one, language, error.code)) };
    // Whoever reads too slowly may come back and read again; nothing of ours has failed.
    return { errors: [safe(error instanceof QueueOverflow ? unavailable(1) : error, language)] };
  }

  async function source(request: SubscriptionRequest, context: GraphContext) {
    documents.admit(request.query);
    const document = parsed(request.query);
    const faults = validate(schema, document);
    if (faults.length > 0) throw new RequestErrors(faults, "GRAPHQL_VALIDATION_FAILED");
    const { operationName, variables = {} } = request;
    checkOperation(document, operationName, variables);
    const events = await listen({ schema, document, operationName, variableValues: variables }, context);
    return changed(events, (result) => withSafeErrors(result, context.language));
  }
  function withSafeErrors({ data, errors }: ExecutionResult, language: Language): StreamResult {
    const shown = data === undefined ? {} : { data };
    return errors === undefined ? shown : { ...shown, errors: errors.map((error) => safe(error, language)) };
  }
  function checkOperation(
    document: DocumentNode,
    name: string | undefined,
    variables: Readonly<Record<string, unknown>>,
  ): void {
    const operation = getOperationAST(document, name);
    if (operation == null) {
      const unknown = new GraphQLError("The operation to run must be named, and be in the document");
      throw new RequestErrors([unknown], "OPERATION_RESOLUTION_FAILURE");
    }
    if (operation.operation !== "subscription") throw wrongAddress("/graphql");
    checkShape(document, operation);
    checkCost(schema, document, operation, variables);
  }

  return {
    failure,
    async open(request, context) {
      const failed = (error: unknown) => failure(error, context.language);
      try {
        return createResults(await source(request, context), failed);
      } catch (error) {
        return createResults(only(failed(error)), failed);
      }
    },
  };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) throw new RequestErrors([error], "GRAPHQL_PARSE_FAILED");
    throw error;
  }
}

/** graphql-js tells faults of variables from others only by where they point. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof GraphQLError)) return undefined;
  if (error.nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION) return "BAD_USER_INPUT";
  return error.extensions.code as string | undefined;
}

async function* only<T>(thing: T): AsyncGenerator<T, undefined> {
  yield thing;
}
