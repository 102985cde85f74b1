import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { GraphQLSchema } from "graphql";
import { createHandler } from "graphql-sse";
import { changed } from "../../platform/bounded-queue.js";
import type { Log } from "../../platform/log.js";
import type { GraphContext } from "../context.js";
import type { Documents } from "../documents/documents.js";
import { Refusal, unauthenticated } from "../errors.js";
import { NOBODY } from "../identity/caller.js";
import { type ContextOf, languageOf, refuse, VARY } from "../request-context.js";
import type { Results } from "./results.js";
import { createSeats, type SeatLimits } from "./seats.js";
import { createSubscriptions, type Listen, listenBySchema } from "./subscription.js";
import { writeStream } from "./write-stream.js";

const METHODS = ["GET", "POST"];
const EVENT_STREAM = "text/event-stream";
/** Longest that a timer of Node can wait, in milliseconds: 24 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

export interface StreamLimits extends SeatLimits {
  /** Longest wait for a reader that does not read, in milliseconds. */
  readonly patience: number;
}

export const STREAM_LIMITS: StreamLimits = { perSubject: 20, all: 500, patience: 30_000 };

/** How subscriptions are served that others answer. */
export interface ListenElsewhere {
  readonly listen: Listen;
  /** Refuses whoever may not listen at all. */
  admit(context: GraphContext): Promise<Refusal | undefined>;
}

interface StreamEdge {
  readonly path: string;
  readonly schema: GraphQLSchema;
  readonly limits: Partial<StreamLimits> | undefined;
  readonly documents: Pick<Documents, "admit">;
  readonly elsewhere?: ListenElsewhere | undefined;
  readonly part?: boolean | undefined;
  readonly contextOf: ContextOf;
  readonly now: () => Date;
  readonly log: Log;
}

/** One stream, from its request on. */
interface OpenStream {
  readonly context: GraphContext;
  results?: Results;
  cut: boolean;
}

/**
 * Subscriptions as server-sent events, by the protocol of graphql-sse with a connection for each. What is wrong with the operation is
 * told within the stream, where an EventSource of a browser can read it; what is wrong with the request, by its status.
 */
export function registerStreams(app: FastifyInstance, edge: StreamEdge): void {
  const { path, schema, limits, documents, contextOf, now, log, elsewhere, part } = edge;
  const { patience, ...most } = { ...STREAM_LIMITS, ...limits };
  const seats = createSeats(most);
  const listen = elsewhere?.listen ?? listenBySchema(now);
  const subscriptions = createSubscriptions({ schema, log, listen, documents });
  /** Open streams, and how to cut each of them. */
  const open = new Map<OpenStream, () => void>();
  let closing = false;

  const handle = createHandler<FastifyRequest, OpenStream>({
    // No token for a stream: a connection for each operation, and no state between requests.
    authenticate: () => null,
    onSubscribe: async ({ context: stream }, params) => {
      stream.results = await subscriptions.open(params, stream.context);
      return stream.results as never;
    },
  });

  async function serve(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    reply.headers({ vary: VARY, "cache-control": "no-store" });
    const context = await contextOf(request);
    if (context instanceof Refusal) return refuse(request, reply, context);
    const turnedAway = await elsewhere?.admit(context);
    if (turnedAway !== undefined) return refuse(request, reply, turnedAway);
    if (!(request.headers.accept ?? "").includes(EVENT_STREAM)) return wrong(request, reply, 406, "accept");
    const leave = seats.take(seatOf(context, request));
    if (leave instanceof Refusal) return refuse(request, reply, leave);
    const stream: OpenStream = { context, cut: false };
    try {
      const pieces = await begin(request, stream);
      if (pieces === undefined) return await wrong(request, reply, 400, "request");
      await run(stream, reply, pieces);
      return reply;
    } finally {
      await stream.results?.return();
      leave();
    }
  }

  /** What is to be written; undefined for a request that asks for no operation. */
  async function begin(request: FastifyRequest, stream: OpenStream) {
    const header = (name: string) => (name === "accept" ? EVENT_STREAM : String(request.headers[name] ?? ""));
    const { method, url, body } = request;
    const [pieces] = await handle({
      method,
      url,
      headers: { get: header },
      body: (body ?? null) as Record<string, unknown> | null,
      raw: request,
      context: stream,
    });
    return pieces === null || typeof pieces === "string" ? undefined : pieces;
  }

  async function run(stream: OpenStream, reply: FastifyReply, pieces: AsyncIterableIterator<string>): Promise<void> {
    const { context, results } = stream;
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      "content-type": `${EVENT_STREAM}; charset=utf-8`,
      // It ends with its stream, so that a server that closes need not wait for it.
      connection: "close",
      // Proxies of the nginx family would otherwise keep events back until they fill a buffer.
      "x-accel-buffering": "no",
    });
    open.set(stream, () => {
      stream.cut = true;
      // A reader that does not read cannot be told that this is the end.
      if (response.writableNeedDrain) response.destroy();
      void pieces.return?.();
    });
    if (closing) open.get(stream)?.();
    const expired = setTimeout(
      () => results?.end(subscriptions.failure(unauthenticated("EXPIRED"), context.language)),
      timeLeft(context.caller.expiresAt, now()),
    );
    try {
      const shown = changed(pieces, (piece) => (stream.cut ? undefined : piece));
      await writeStream(response, shown, {
        patience,
        written: (piece) => {
          if (piece.startsWith("event: next")) results?.written();
        },
      });
    } finally {
      clearTimeout(expired);
      open.delete(stream);
    }
  }

  app.addHook("preClose", async () => {
    closing = true;
    // Without the event that completes: clients of the protocol connect again by themselves, to another gateway.
    for (const cut of open.values()) cut();
  });
  app.route({ method: METHODS, url: path, config: { part }, handler: serve });
  app.route({
    method: app.supportedMethods.filter((method) => !METHODS.includes(method)),
    url: path,
    handler: async (request, reply) => wrong(request, reply.header("allow", METHODS.join(", ")), 405, "method"),
  });
}

/** Whoever signed in is counted by their subject, wherever they ask from; others by their address. */
function seatOf({ caller }: GraphContext, { ip }: FastifyRequest): string {
  return caller === NOBODY ? `address ${ip}` : `subject ${caller.subject}`;
}

function timeLeft(end: Date | undefined, now: Date): number {
  return end === undefined ? LONGEST_TIMER : Math.min(Math.max(0, end.getTime() - now.getTime()), LONGEST_TIMER);
}

const WRONG = {
  accept: {
    es: "Pida la respuesta con Accept: text/event-stream",
    en: "Ask for the answer with Accept: text/event-stream",
  },
  method: { es: "Se atienden GET y POST", en: "GET and POST are served" },
  request: {
    es: "La solicitud lleva query (texto) y, si hacen falta, variables (objeto) y operationName",
    en: "The request holds query (text) and, where they are needed, variables (an object) and operationName",
  },
} as const;

function wrong(request: FastifyRequest, reply: FastifyReply, status: number, what: keyof typeof WRONG) {
  const message = WRONG[what][languageOf(request)];
  return reply.code(status).send({ errors: [{ message, extensions: { code: "BAD_REQUEST" } }] });
}
