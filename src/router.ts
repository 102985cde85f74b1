import type { AddressInfo } from "node:net";
import { createGatewayRuntime, type GatewayPlugin } from "@graphql-hive/gateway-runtime";
import httpTransport from "@graphql-mesh/transport-http";
import type { FastifyRequest } from "fastify";
import { GraphQLError, getOperationAST } from "graphql";
import { ERROR_CODES, Refusal, textOf, wrongAddress } from "./graph/errors.js";
import { CREDENTIAL_HEADERS } from "./graph/identity/authenticate.js";
import { NOBODY } from "./graph/identity/caller.js";
import { acceptedLanguage } from "./graph/language.js";
import { checkShape, LIMITS } from "./graph/limits.js";
import { VARY } from "./graph/request-context.js";
import { createServer } from "./graph/server.js";
import { urlOf } from "./house.js";
import type { Log } from "./platform/log.js";

export interface RouterOptions {
  readonly supergraph: string;
  /** Names of the subgraphs that are told who asks; the others are asked as by anybody. */
  readonly trusted: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly log: Log;
}

/** Longest that a subgraph is waited for, in milliseconds: one of ours, and one of others. */
const PATIENCE = { ours: 20_000, theirs: 3_000 };
/** What a request tells our subgraphs of who asks, and in what language; others are told the language. */
const LANGUAGE = "accept-language";
const OURS = [LANGUAGE, "traceparent", ...CREDENTIAL_HEADERS.map((name) => name.toLowerCase())];
const THEIRS = [LANGUAGE];
/** Where subscriptions are: each process of subgraphs gives those of its modules. */
const STREAMS = "/<module>/graphql/stream";

/** Hive Gateway over a supergraph, behind the edge that our other servers have: it answers questions and commands at POST /graphql. */
export async function startRouter({ supergraph, trusted, host, port, log }: RouterOptions) {
  const isOurs = (name: string) => trusted.includes(name);
  const runtime = createGatewayRuntime({
    supergraph,
    transports: { http: { default: httpTransport } },
    // Equal questions at once are otherwise asked once, for whoever asks.
    transportEntries: { "*.http": { options: { deduplicateInflightRequests: false } } },
    propagateHeaders: {
      fromClientToSubgraphs: ({ request, subgraphName }) =>
        Object.fromEntries((isOurs(subgraphName) ? OURS : THEIRS).map((name) => [name, request.headers.get(name)])),
    },
    upstreamTimeout: ({ subgraphName = "" }) => (isOurs(subgraphName) ? PATIENCE.ours : PATIENCE.theirs),
    plugins: () => [limits(), safeErrors(log, isOurs)],
    landingPage: false,
    graphiql: false,
    cors: false,
    logging: false,
  });
  const server = createServer({
    graphs: [],
    authenticate: async () => NOBODY,
    log,
    now: () => new Date(),
    async ready() {
      await runtime.getSchema();
      return {};
    },
  });
  server.post("/graphql", async (request, reply) => {
    const response = await runtime.fetch("http://router/graphql", {
      method: "POST",
      headers: headersOf(request),
      body: JSON.stringify(askedBy(request)),
    });
    if (request.headers.authorization ?? request.headers["x-api-key"]) reply.header("cache-control", "no-store");
    return reply
      .code(response.status)
      .header("vary", VARY)
      .header("content-type", response.headers.get("content-type") ?? "application/json")
      .send(await response.text());
  });
  await server.listen({ host, port });
  return {
    url: urlOf(host, server.server.address() as AddressInfo),
    async close() {
      await server.close();
      await runtime[Symbol.asyncDispose]();
    },
  };
}

/** No other part of the body goes on: Hive Gateway takes addresses and headers of subgraphs from `extensions`. */
function askedBy({ body }: FastifyRequest) {
  const { query, variables, operationName } = Object(body) as Record<string, unknown>;
  return { query, variables, operationName };
}

function headersOf({ headers }: FastifyRequest): Record<string, string> {
  const passed = ["accept", "content-type", ...OURS].map((name) => [name, headers[name]] as const);
  return Object.fromEntries(passed.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** The limits of the gateway; what an operation costs is counted by the subgraphs, each for its part. */
function limits(): GatewayPlugin {
  return {
    onParse({ params }) {
      params.options = { ...params.options, maxTokens: LIMITS.tokens };
    },
    onExecute({ args }) {
      const operation = getOperationAST(args.document, args.operationName);
      if (operation) checkShape(args.document, operation);
    },
    onSubscribe() {
      throw wrongAddress(STREAMS);
    },
  };
}

/** Refusals of our subgraphs are told as they are. All else is logged, and told as that part being away: no address, no text of others. */
function safeErrors(log: Log, isOurs: (name: string) => boolean): GatewayPlugin {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone({ result, setResult }) {
        if (!("errors" in result) || result.errors === undefined) return;
        const language = acceptedLanguage(args.contextValue.request.headers.get(LANGUAGE) ?? undefined);
        const safe = (error: GraphQLError): GraphQLError => {
          const { message, path, extensions } = error;
          const { code, serviceName = "", ...facts } = extensions as Record<string, unknown>;
          const subgraph = String(serviceName);
          const at = path === undefined ? {} : { path };
          if (error instanceof Refusal) return error;
          if (isOurs(subgraph) && Object.hasOwn(ERROR_CODES, String(code)))
            return new GraphQLError(message, { ...at, extensions: { ...facts, code } });
          log.warn({ subgraph, code, path, error: message }, "a subgraph did not answer well");
          return new GraphQLError(textOf("UNAVAILABLE")[language], {
            ...at,
            extensions: { code: "UNAVAILABLE", subgraph },
          });
        };
        setResult({ ...result, errors: result.errors.map(safe) });
      },
    }),
  };
}
