import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import { beforeDeadline } from "../platform/deadline.js";
import type { Log } from "../platform/log.js";
import { NotNow } from "../platform/not-now.js";
import type { Admit } from "./admission/admission.js";
import type { Front, FrontOptions, Passed } from "./answers/front.js";
import { send } from "./answers/send.js";
import { standBefore } from "./answers/stand-before.js";
import type { BodyClock } from "./connection-times.js";
import type { GraphContext } from "./context.js";
import type { Documents } from "./documents/documents.js";
import { resolveDocument } from "./documents/resolve-document.js";
import { Refusal, unavailable } from "./errors.js";
import type { Execution, Said } from "./execution.js";
import { NOBODY } from "./identity/caller.js";
import { type ContextOf, refuse, VARY } from "./request-context.js";
import { type ListenElsewhere, registerStreams, type StreamLimits } from "./stream/routes.js";
import { checkAddress } from "./strict-json.js";
import { tellSpent } from "./telemetry/spent.js";

const METHODS = ["GET", "POST"];
/** Longest that an operation is waited for, in milliseconds: clients are told to wait for 10 s. */
const OPERATION_TIME = 8_000;

/** A graph and its address. */
export interface Graph {
  /** Where it is asked, e.g. /graphql; its subscriptions, if it has any, are at `/stream` below. */
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly execution: Execution;
  /** Documents that requests may name in place of sending them. */
  readonly documents: Documents;
  /** Answers that are kept for whoever asks the same; each is made anew without. */
  readonly kept?: Pick<FrontOptions, "answers" | "freshness" | "counted" | "answered"> | undefined;
  /** The page for people who look at the address; absent in production. */
  readonly page?: (() => string) | undefined;
  /** How subscriptions are served that others answer; on the schema itself without. */
  readonly elsewhere?: ListenElsewhere;
  /** Whether a router asks, for parts of operations that it watches itself. */
  readonly part?: boolean | undefined;
  /** In place of STREAM_LIMITS, for tests. */
  readonly streamLimits?: Partial<StreamLimits> | undefined;
  /** In place of OPERATION_TIME, for tests. */
  readonly operationTime?: number | undefined;
}

export interface GraphEdge {
  readonly admit: Admit;
  readonly contextOf: ContextOf;
  readonly now: () => Date;
  readonly log: Log;
  /** Longest body, in bytes, and who watches over bodies on their way. */
  readonly body: { readonly limit: number; readonly clock: BodyClock };
}

/** Questions and commands by GET and POST, and subscriptions as streams. */
export function registerGraph(app: FastifyInstance, graph: Graph, edge: GraphEdge): void {
  const { path, schema, page, documents, kept, elsewhere, part, streamLimits: limits } = graph;
  if (schema.getSubscriptionType()) {
    registerStreams(app, { path: `${path}/stream`, schema, limits, documents, elsewhere, part, ...edge });
  }
  const { limit: bodyLimit, clock } = edge.body;
  const front = kept === undefined ? undefined : standBefore(app, { ...kept, path, bodyLimit, clock });
  app.route({
    method: METHODS,
    url: path,
    config: { part },
    handler: async (request, reply) => {
      if (page !== undefined && wantsPage(request)) return reply.type("text/html; charset=utf-8").send(page());
      reply.header("vary", VARY).header("cache-control", "no-store");
      const admitted = await edge.admit(request);
      if (admitted instanceof Refusal) return refuse(request, reply, admitted);
      try {
        return await answer(request, reply, admitted.context, graph, front);
      } catch (error) {
        if (error instanceof Refusal) return refuse(request, reply, error);
        throw error;
      } finally {
        admitted.done();
      }
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
  context: GraphContext,
  { execution, documents, kept, part, operationTime = OPERATION_TIME }: Graph,
  front: Front | undefined,
) {
  const { method, headers, url, body } = request;
  const question = url.indexOf("?");
  const asked = { method, headers, search: question < 0 ? "" : url.slice(question), body };
  if (method === "GET") checkAddress(asked.search);
  const resolved = await resolveDocument(asked, documents);
  const said = await beforeDeadline(operationTime, () => execution.answer(resolved, context)).catch((error) => {
    throw error instanceof NotNow ? unavailable(1) : error;
  });
  if (part) tellSpent(reply, context.caller);
  if (said.status === 200 && method === "POST") documents.register(Object(body));
  const passed = context.caller === NOBODY ? front?.passed(request.raw) : undefined;
  const lasting = keepFor(passed, said);
  if (passed === undefined || lasting === undefined || kept === undefined) {
    for (const [name, value] of said.headers) reply.header(name, value);
    return reply.code(said.status).send(Buffer.from(said.text));
  }
  // As it is sent to all others who ask the same.
  reply.hijack();
  send(request.raw, reply.raw, lasting, { head: passed.head, freshness: kept.freshness });
  return reply;
}

/** The answer as it is for everybody who waits for it; undefined when it is for one alone. */
function keepFor(passed: Passed | undefined, { text, reach }: Said) {
  return reach === undefined ? undefined : passed?.opening?.settle(text, reach);
}

/** A browser asking for a page to look at, not a client asking a question. */
function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === "GET" && (headers.accept ?? "").includes("text/html");
}
