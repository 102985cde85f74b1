import { setTimeout as wait } from "node:timers/promises";
import Fastify, { type FastifyInstance } from "fastify";
import type { Log } from "../platform/log.js";
import type { Revision } from "../platform/revision.js";
import { watchGauges } from "../platform/telemetry/index.js";
import { type TurnLimits, Turns } from "../platform/turns.js";
import { createAdmit } from "./admission/admission.js";
import { standAtDoor } from "./admission/door.js";
import { type ReadFeed, registerAtom } from "./atom/routes.js";
import { createBodyClock, limitBodyTime, limitClosingTime, watchConnections } from "./connection-times.js";
import { type Graph, registerGraph } from "./graph-routes.js";
import type { Authenticate } from "./identity/authenticate.js";
import type { RequestPace } from "./pace.js";
import { type Page, registerPage } from "./page.js";
import { type Publications, registerPublications } from "./publications/routes.js";
import { createContextOf } from "./request-context.js";
import { offerRevision } from "./revision/offer-revision.js";
import { faultOfJson } from "./strict-json.js";
import { watchRequests } from "./telemetry/requests.js";
import { registerTransfers, type Transfers } from "./transfer/routes.js";

/** Largest body of a request, in bytes. */
const BODY_LIMIT = 256 * 1024;
/** Largest set of headers, in bytes. */
const HEADER_LIMIT = 16 * 1024;
/** Longest a client may take to send its headers, and then its JSON, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;
/** Longest any request may take to arrive, files too, in milliseconds. */
const LONGEST_REQUEST = 150_000;
/** Connections that may wait to be taken; what comes beyond is tried again by its own machine a second later. Node's own 511 are few for a burst. */
export const BACKLOG = 4_096;
/** Longest that what was open is waited for when the server closes, in milliseconds. */
const CLOSING_TIME = 8_000;

/** Whom a server lets in, and how it leaves. */
export interface Manners extends TurnLimits {
  /** How many requests one caller may send; any number without. */
  readonly pace?: RequestPace | undefined;
  /** Addresses and networks of proxies, whose word is taken for where a request came from. */
  readonly proxies: readonly string[];
  /** Milliseconds for which it still takes requests after it has said that it is closing. */
  readonly notice: number;
}
const MANNERS: Manners = { atOnce: 16, longestWait: 250, proxies: [], notice: 0 };

export interface ServerOptions {
  readonly graphs: readonly Graph[];
  readonly authenticate: Authenticate;
  readonly log: Log;
  readonly now: () => Date;
  /** Resolves when requests can be answered, with what else is to be said of it; what it rejects with is logged, not shown. */
  readonly ready: () => Promise<object>;
  /** Files by ticket, at /files; there are none without. */
  readonly transfers?: Transfers | undefined;
  /** What changed in the catalog, at /changes.atom; there is none without. */
  readonly feed?: ReadFeed | undefined;
  /** Pages for people, beside those of the graphs. */
  readonly pages?: readonly Page[];
  /** What else is to be read at addresses of its own; there is nothing without. */
  readonly publications?: Publications | undefined;
  /** What routers keep answers by; told to nobody without. */
  readonly revision?: Revision | undefined;
  /** In place of MANNERS. */
  readonly manners?: Partial<Manners>;
}

/** The HTTP edge: graphs with their streams, /files, /changes.atom, publications, /livez and /readyz. */
export function createServer(options: ServerOptions): FastifyInstance {
  const { graphs, authenticate, log, now, ready, pages = [], transfers, feed, publications, revision } = options;
  const { pace, proxies, notice, ...limits } = { ...MANNERS, ...options.manners };
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    requestTimeout: LONGEST_REQUEST,
    http: { maxHeaderSize: HEADER_LIMIT, headersTimeout: REQUEST_TIMEOUT, connectionsCheckingInterval: 1_000 },
    forceCloseConnections: "idle",
    exposeHeadRoutes: false,
    // Whoever has been taken in is answered, also while it closes: by `Connection: close`, as their last.
    return503OnClosing: false,
    trustProxy: proxies.length > 0 && [...proxies],
    logger: false,
  });
  watchRequests(app);
  const connections = watchConnections(app);
  const rooms = {
    anybody: new Turns({ ...limits, taken: connections.taken }),
    signedIn: new Turns({ ...limits, taken: connections.taken }),
  };
  standAtDoor(app, rooms);
  const unwatch = watchGauges(() => [
    ["graphql.operations.waiting", rooms.anybody.waiting, { caller: "anybody" }],
    ["graphql.operations.waiting", rooms.signedIn.waiting, { caller: "signed in" }],
  ]);
  app.addHook("onClose", async () => unwatch());
  readJsonOnly(app);
  const clock = createBodyClock(app, REQUEST_TIMEOUT);
  limitBodyTime(app, clock);
  limitClosingTime(app, CLOSING_TIME);
  const contextOf = createContextOf(authenticate, now);
  const edge = {
    contextOf,
    admit: createAdmit({ contextOf, rooms, pace }),
    now,
    log,
    body: { limit: BODY_LIMIT, clock },
  };
  if (transfers !== undefined) registerTransfers(app, transfers, log);
  for (const graph of graphs) registerGraph(app, graph, edge);
  if (revision !== undefined) offerRevision(app, revision);
  if (feed !== undefined) registerAtom(app, feed, log);
  for (const one of pages) registerPage(app, one, log);
  if (publications !== undefined) registerPublications(app, publications, { now, log });
  let closing = false;
  app.addHook("preClose", async () => {
    closing = true;
    await wait(notice);
    connections.endUnused();
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

  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ errors: [{ message: "Not Found" }] }));
  app.setErrorHandler(async (error: { statusCode?: number; message: string }, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ error: error.message }, "request failed");
    const message = status >= 500 ? "Internal Server Error" : error.message;
    return reply.code(status).send({ errors: [{ message, extensions: { code: "BAD_REQUEST" } }] });
  });
  return app;
}

/** Bodies are JSON in UTF-8 and nothing else, unpacked, and can be understood in one way only. */
function readJsonOnly(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser("error", "error");
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    const { "content-type": type = "", "content-encoding": packing = "identity" } = request.headers;
    if (!isUtf8(type)) return done(refused(415, "The body must be in UTF-8"));
    if (packing !== "identity") return done(refused(400, "The body must not be packed"));
    const text = textOf(body as Buffer);
    if (text === undefined) return done(refused(400, "The body is not valid UTF-8"));
    parseJson(request, text, (error, read) => {
      const fault = error === null ? faultOfJson(text, () => read) : undefined;
      done(fault === undefined ? error : refused(400, `The body ${fault}`), read);
    });
  });
}

/** Whether a media type names no character set but UTF-8. */
function isUtf8(type: string): boolean {
  return [...type.matchAll(/charset\s*=([^;]*)/gi)].every(([, name = ""]) => /^\s*("?)utf-?8\1\s*$/i.test(name));
}

function textOf(body: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

const refused = (statusCode: number, message: string) => Object.assign(new Error(message), { statusCode });
