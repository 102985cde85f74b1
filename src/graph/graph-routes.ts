import { type ApolloServer, HeaderMap } from "@apollo/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Log } from "../platform/log.js";
import type { GraphContext } from "./context.js";
import { Refusal } from "./errors.js";
import { NOBODY } from "./identity/caller.js";
import { type ContextOf, refuse, VARY } from "./request-context.js";
import { type ListenElsewhere, registerStreams, type StreamLimits } from "./stream/routes.js";

const METHODS = ["GET", "POST"];

/** A graph and its address. */
export interface Graph {
  /** Where it is asked, e.g. /graphql; its subscriptions, if it has any, are at `/stream` below. */
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly apollo: ApolloServer<GraphContext>;
  /** The page for people who look at the address; absent in production. */
  readonly page?: (() => string) | undefined;
  /** How subscriptions are served that others answer; on the schema itself without. */
  readonly elsewhere?: ListenElsewhere;
  /** In place of STREAM_LIMITS, for tests. */
  readonly streamLimits?: Partial<StreamLimits> | undefined;
}

export interface GraphEdge {
  readonly contextOf: ContextOf;
  readonly now: () => Date;
  readonly log: Log;
}

/** Questions and commands by GET and POST, and subscriptions as streams. */
export function registerGraph(app: FastifyInstance, graph: Graph, edge: GraphEdge): void {
  const { path, schema, apollo, page, elsewhere, streamLimits: limits } = graph;
  if (schema.getSubscriptionType())
    registerStreams(app, { path: `${path}/stream`, schema, limits, elsewhere, ...edge });
  app.route({
    method: METHODS,
    url: path,
    handler: async (request, reply) => {
      if (page !== undefined && wantsPage(request)) return reply.type("text/html; charset=utf-8").send(page());
      return answer(request, reply, { apollo, contextOf: edge.contextOf });
    },
  });
  app.route({
    method: app.supportedMethods.filter((method) => !METHODS.includes(method)),
    url: path,
    handler: async (_request, reply) =>
      reply
        .code(405)
        .header("allow", METHODS.join(", "))
        .send({ errors: [{ message: "Method Not Allowed" }] }),
  });
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { apollo, contextOf }: Pick<Graph, "apollo"> & { readonly contextOf: ContextOf },
) {
  reply.header("vary", VARY);
  const context = await contextOf(request);
  if (context instanceof Refusal) return refuse(request, reply, context);
  if (context.caller !== NOBODY) reply.header("cache-control", "no-store");
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const url = request.url;
  const question = url.indexOf("?");
  const result = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: request.method,
      headers,
      search: question < 0 ? "" : url.slice(question),
      body: request.body,
    },
    context: async () => context,
  });
  for (const [name, value] of result.headers) reply.header(name, value);
  reply.code(result.status ?? 200);
  if (result.body.kind === "complete") return reply.send(result.body.string);
  return reply.code(406).send({ errors: [{ message: "Not Acceptable" }] });
}

/** A browser asking for a page to look at, not a client asking a question. */
function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === "GET" && (headers.accept ?? "").includes("text/html");
}
