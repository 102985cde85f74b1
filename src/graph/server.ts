import { type ApolloServer, HeaderMap } from "@apollo/server";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type { Log } from "../platform/log.js";
import { type ReadFeed, registerAtom } from "./atom/routes.js";
import { limitBodyTime, limitClosingTime } from "./connection-times.js";
import type { GraphContext } from "./context.js";
import { Refusal } from "./errors.js";
import type { Authenticate } from "./identity/authenticate.js";
import { NOBODY } from "./identity/caller.js";
import { type Page, registerPage } from "./page.js";
import { type Publications, registerPublications } from "./publications/routes.js";
import { type ContextOf, createContextOf, refuse, VARY } from "./request-context.js";
import { registerStreams, type Streams } from "./stream/routes.js";
import { registerTransfers, type Transfers } from "./transfer/routes.js";

/** Largest body of a request, in bytes. */
const BODY_LIMIT = 256 * 1024;
/** Largest set of headers, in bytes. */
const HEADER_LIMIT = 16 * 1024;
/** Longest a client may take to send its headers, and then its JSON, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;
/** Longest any request may take to arrive, files too, in milliseconds. */
const LONGEST_REQUEST = 150_000;
/** Longest that what was open is waited for when the server closes, in milliseconds. */
const CLOSING_TIME = 8_000;

const METHODS = ["GET", "POST"];

export interface ServerOptions {
  readonly apollo: ApolloServer<GraphContext>;
  readonly authenticate: Authenticate;
  readonly log: Log;
  readonly now: () => Date;
  /** Resolves when requests can be answered, with what else is to be said of it; what it rejects with is logged, not shown. */
  readonly ready: () => Promise<object>;
  /** The page for people at GET /graphql; absent in production. */
  readonly page: (() => string) | undefined;
  /** Files by ticket, at /files; there are none without. */
  readonly transfers?: Transfers | undefined;
  /** Subscriptions, at /graphql/stream; there are none without. */
  readonly streams?: Streams | undefined;
  /** What changed in the catalog, at /changes.atom; there is none without. */
  readonly feed?: ReadFeed | undefined;
  /** Pages for people, beside the one of /graphql. */
  readonly pages?: readonly Page[];
  /** What else is to be read at addresses of its own; there is nothing without. */
  readonly publications?: Publications | undefined;
}

/** The HTTP edge: /graphql, /graphql/stream, /files, /changes.atom, publications, /livez and /readyz. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { apollo, authenticate, log, now, ready, page, pages = [], transfers, streams, feed, publications } = options;
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: LONGEST_REQUEST,
    http: { maxHeaderSize: HEADER_LIMIT, headersTimeout: REQUEST_TIMEOUT, connectionsCheckingInterval: 1_000 },
    forceCloseConnections: "idle",
    exposeHeadRoutes: false,
    logger: false,
  });
  readJsonOnly(app);
  limitBodyTime(app, REQUEST_TIMEOUT);
  limitClosingTime(app, CLOSING_TIME);
  const contextOf = createContextOf(authenticate, now);
  if (transfers !== undefined) registerTransfers(app, transfers, log);
  if (streams !== undefined) registerStreams(app, { ...streams, contextOf, now, log });
  if (feed !== undefined) registerAtom(app, feed, log);
  for (const one of pages) registerPage(app, one, log);
  if (publications !== undefined) registerPublications(app, publications, { now, log });
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
  });

  app.get("/livez", async () => ({ status: "ok" }));
  app.get("/readyz", async (_request, reply) => {
    if (closing) return reply.code(503).send({ status: "closing" });
    try {
      return { status: "ok", ...(await ready()) };
    } catch (error) {
      log.warn({ error: error instanceof Error ? error.message : String(error) }, "not ready");
      return reply.code(503).header("retry-after", "1").send({ status: "unavailable" });
    }
  });

  app.route({
    method: METHODS,
    url: "/graphql",
    handler: async (request, reply) => {
      if (page !== undefined && wantsPage(request)) return reply.type("text/html; charset=utf-8").send(page());
      return answer(request, reply, { apollo, contextOf });
    },
  });
  app.route({
    method: app.supportedMethods.filter((method) => !METHODS.includes(method)),
    url: "/graphql",
    handler: async (_request, reply) =>
      reply
        .code(405)
        .header("allow", METHODS.join(", "))
        .send({ errors: [{ message: "Method Not Allowed" }] }),
  });
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ errors: [{ message: "Not Found" }] }));
  app.setErrorHandler(async (error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ error: error.message }, "request failed");
    const message = status >= 500 ? "Internal Server Error" : error.message;
    return reply.code(status).send({ errors: [{ message, extensions: { code: "BAD_REQUEST" } }] });
  });
  return app;
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { apollo, contextOf }: { readonly apollo: ApolloServer<GraphContext>; readonly contextOf: ContextOf },
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

/** Bodies are JSON in UTF-8 and nothing else; what is not is refused before it is read. */
function readJsonOnly(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    const charset = /charset\s*=\s*"?([\w-]+)/i.exec(request.headers["content-type"] ?? "")?.[1] ?? "utf-8";
    if (!/^utf-?8$/i.test(charset)) {
      done(Object.assign(new Error("The body must be in UTF-8"), { statusCode: 415 }));
      return;
    }
    try {
      parseJson(request, new TextDecoder("utf-8", { fatal: true }).decode(body as Buffer), done);
    } catch {
      done(Object.assign(new Error("The body is not valid UTF-8"), { statusCode: 400 }));
    }
  });
}
