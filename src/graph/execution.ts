import type { IncomingHttpHeaders } from "node:http";
import { type ApolloServer, HeaderMap } from "@apollo/server";
import type { GraphQLSchema } from "graphql";
import type { Log } from "../platform/log.js";
import type { Reach } from "./answers/opening.js";
import { type ApolloOptions, createApollo, witnessed } from "./apollo.js";
import type { GraphContext } from "./context.js";
import { sha256 } from "./documents/read-manifest.js";
import { answerType } from "./media-type.js";
import { CompiledOperations } from "./operations/compiled-operations.js";
import { type KnownOperation, KnownOperations } from "./operations/known-operations.js";
import { hasOwnWords } from "./operations/lifetime.js";
import type { OperationsWatch } from "./telemetry/operations.js";

/** A question or command as it came over HTTP. */
export interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** What is behind the question mark of the address, that included. */
  readonly search: string;
  /** The body of a POST as JSON has it; of a GET, the same parts of its address where its document is a trusted one. */
  readonly body: unknown;
}

export interface Said {
  readonly status: number;
  readonly headers: Iterable<readonly [string, string]>;
  readonly text: string;
  /** For whom else it holds; undefined for an answer that says nothing of what others would get. */
  readonly reach: Reach | undefined;
}

/** The parts of a request that say what is asked, as JSON has them. */
interface Params {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

const NO_VARIABLES = {};

export interface ExecutionOptions {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  /** Where the graph is asked. */
  readonly path: string;
  readonly watching?: OperationsWatch | undefined;
  /** For routers, which answer by asking others. */
  readonly gateway?: ApolloOptions["gateway"];
  /** For tests of the federation protocol. */
  readonly trace?: ApolloOptions["trace"];
}

/** Answers what a graph is asked: what is asked often in compiled form, all else by Apollo Server. */
export class Execution {
  readonly #operations: KnownOperations;
  readonly #compiled: CompiledOperations | undefined;
  readonly #apollo: ApolloServer<GraphContext>;
  readonly #options: ExecutionOptions;

  constructor(options: ExecutionOptions) {
    const { schema, log, path, watching, gateway, trace } = options;
    this.#options = options;
    this.#operations = new KnownOperations();
    this.#compiled = gateway === undefined ? new CompiledOperations(schema) : undefined;
    this.#apollo = createApollo({
      schema,
      log,
      streams: `${path}/stream`,
      operations: this.#operations,
      watching: watching?.plugin,
      gateway,
      trace,
    });
  }

  start(): Promise<void> {
    return this.#apollo.start();
  }

  stop(): Promise<void> {
    return this.#apollo.stop();
  }

  /** Rejects never, but for faults of ours. */
  async answer(asked: Asked, context: GraphContext): Promise<Said> {
    return (await this.#answerCompiled(asked, context)) ?? this.#answerByApollo(asked, context);
  }

  async #answerCompiled({ headers, body }: Asked, context: GraphContext): Promise<Said | undefined> {
    const params = paramsIn(body);
    const type = answerType(headers.accept);
    if (params === undefined || type === undefined) return undefined;
    const { query: source, variables, operationName } = params;
    const known = this.#operations.find({ source, operationName });
    if (known === undefined) return undefined;
    // Whoever asks for too much is told so in the ordinary way.
    try {
      known.checkCost(variables);
    } catch {
      return undefined;
    }
    const compiled = this.#compiled?.find(known);
    if (compiled === undefined) return undefined;
    const { schema, watching } = this.#options;
    const { document, operation } = known;
    const end = watching?.begin({ name: operationName, type: operation.operation }, performance.now());
    const data = await compiled(variables, context);
    end?.(
      data === undefined
        ? undefined
        : { errors: [], schema, document, operation, variables, digest: () => sha256(source), context },
    );
    if (data === undefined) return undefined;
    const text = `${JSON.stringify({ data })}\n`;
    return { status: 200, headers: [["content-type", type]], text, reach: reachOf(known, variables) };
  }

  async #answerByApollo({ method, headers, search, body }: Asked, context: GraphContext): Promise<Said> {
    const given = new HeaderMap();
    for (const [name, value] of Object.entries(headers)) {
      if (value !== undefined) given.set(name, Array.isArray(value) ? value.join(", ") : value);
    }
    let known: KnownOperation | undefined;
    const result = await this.#apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers: given, search, body },
      context: async () =>
        witnessed(context, (operation) => {
          known = operation;
        }),
    });
    const status = result.status ?? 200;
    if (result.body.kind !== "complete") {
      const text = JSON.stringify({ errors: [{ message: "Not Acceptable" }] });
      return { status: 406, headers: [["content-type", "application/json; charset=utf-8"]], text, reach: undefined };
    }
    const reach = known === undefined || status !== 200 ? undefined : reachOf(known, variablesIn(body, search));
    return { status, headers: result.headers, text: result.body.string, reach };
  }
}

function reachOf({ lifetime }: KnownOperation, variables: Readonly<Record<string, unknown>> | undefined): Reach {
  if (!lifetime.lasts) return "nobody";
  return variables === undefined || hasOwnWords(lifetime, variables) ? "everybody here" : "everybody";
}

/** Undefined for whatever Apollo Server would have something to say about. */
function paramsIn(body: unknown): Params | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { query, variables, operationName, extensions } = body as Record<string, unknown>;
  if (typeof query !== "string" || extensions != null) return undefined;
  if (variables != null && (typeof variables !== "object" || Array.isArray(variables))) return undefined;
  if (operationName != null && typeof operationName !== "string") return undefined;
  return {
    query,
    variables: (variables as Params["variables"] | null | undefined) ?? NO_VARIABLES,
    operationName: operationName ?? undefined,
  };
}

/** Undefined where they cannot be told: then they may hold anything. */
function variablesIn(body: unknown, search: string): Readonly<Record<string, unknown>> | undefined {
  const inBody = paramsIn(body)?.variables;
  if (inBody !== undefined) return inBody;
  return new URLSearchParams(search).has("variables") ? undefined : NO_VARIABLES;
}
