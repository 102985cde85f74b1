import { request as askHttp, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as askHttps } from "node:https";
import { pipeline } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ERROR_CODES } from "../graph/errors.js";
import { languageOf } from "../graph/request-context.js";
import type { Log } from "../platform/log.js";
import { createTurns, isNotReached } from "./balance.js";

/** Longest silence of whoever is asked, in milliseconds. */
const SILENCE = 60_000;
/** What belongs to one connection and not to what is said over it, and who asks: at these addresses nobody signs in. */
const KEPT_BACK = new Set([
  ...["connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding"],
  ...["upgrade", "host", "expect", "authorization", "x-api-key", "cookie"],
]);

export interface PassedOn {
  /** Addresses as fastify writes them. */
  readonly paths: readonly string[];
  /** Where they are answered: replicas, which are interchangeable. */
  readonly origins: readonly string[];
}

/** Passes requests on as they are, and their answers back, without reading either. */
export function registerPassing(app: FastifyInstance, { paths, origins }: PassedOn, log: Log): void {
  const turns = createTurns();
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    for (const origin of turns.next(origins)) {
      try {
        return await pass(request, reply, origin);
      } catch (error) {
        log.warn({ path: request.url, error: String(error) }, "what was passed on was not answered");
        if (!isNotReached(error)) break;
        turns.rest(origin);
      }
    }
    refuse(request, reply);
  };
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Whatever a body is, it is left unread.
    scope.addContentTypeParser("*", (_request, _body, done) => done(null));
    for (const url of paths) scope.route({ method: ["GET", "HEAD", "PUT"], url, config: { ownPace: true }, handler });
  });
}

/** Rejects when there is no answer; nothing of the body has been read when nobody was reached. */
function pass({ raw, method, url, headers }: FastifyRequest, reply: FastifyReply, origin: string): Promise<void> {
  const ask = origin.startsWith("https:") ? askHttps : askHttp;
  return new Promise((resolve, reject) => {
    // Not resolved against the origin: a path that begins with two slashes would name another host.
    const asked = ask(`${origin}${url}`, { method, headers: passed(headers), timeout: SILENCE });
    asked.once("response", (answer: IncomingMessage) => {
      reply.raw.writeHead(answer.statusCode ?? 502, passed(answer.headers));
      pipeline(answer, reply.raw, () => resolve());
    });
    asked.once("socket", (socket) => {
      const send = () => raw.pipe(asked);
      if (socket.connecting) socket.once("connect", send);
      else send();
    });
    asked.once("timeout", () => asked.destroy(new Error("no answer in time")));
    // Whoever refuses a body before its end closes the connection after the answer: this comes after it and changes nothing.
    asked.on("error", (error) => {
      if (!reply.raw.headersSent) reject(error);
    });
    asked.once("close", () => {
      raw.unpipe(asked);
      // What was not read is read away, so that the answer can be; of what may be asked of another nothing has been read.
      if (reply.raw.headersSent) raw.resume();
    });
    reply.raw.once("close", () => asked.destroy());
  });
}

function passed(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const entries = Object.entries(headers).filter(([name, value]) => value !== undefined && !KEPT_BACK.has(name));
  return Object.fromEntries(entries) as Record<string, string | string[]>;
}

function refuse(request: FastifyRequest, { raw }: FastifyReply): void {
  if (raw.destroyed) return;
  const { status, headers, ...texts } = ERROR_CODES.UNAVAILABLE;
  const error = { message: texts[languageOf(request)], extensions: { code: "UNAVAILABLE" } };
  raw.writeHead(status, { ...headers, "content-type": "application/json; charset=utf-8", connection: "close" });
  raw.end(JSON.stringify({ errors: [error] }));
}
