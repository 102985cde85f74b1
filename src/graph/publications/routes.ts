import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../../platform/log.js";
import { hasTag } from "../conditional.js";
import { ERROR_CODES, Refusal, unavailable } from "../errors.js";
import { isNotNow } from "../mask-errors.js";
import { languageOf, refuse } from "../request-context.js";
import type { Asked, Publication, Published } from "./publication.js";

/** Seconds for which what is published may be shown without asking again. */
const FRESH_SECONDS = 60;
/** Most long publications that are being written at once, in one process. */
const MOST_WRITTEN = 16;
/** Longest a reader may leave what is written for it untouched, in milliseconds. */
const READER_PAUSE = 30_000;

export interface Publications {
  readonly all: readonly Publication[];
  /** Where the gateway is reached, without a slash at the end. */
  readonly baseUrl: () => string;
}

interface Surroundings {
  readonly now: () => Date;
  readonly log: Log;
}

/** GET and HEAD of everything that is published beside the graph. Whoever has it already is told so. */
export function registerPublications(app: FastifyInstance, { all, baseUrl }: Publications, { now, log }: Surroundings) {
  const seats = createSeats(MOST_WRITTEN);
  for (const publication of all) {
    app.route({
      method: ["GET", "HEAD"],
      url: publication.path,
      handler: async (request, reply) => {
        try {
          const asked = { ...askedBy(request), now: now(), baseUrl: baseUrl() };
          return await answer(request, reply, await publication.read(asked), seats, log);
        } catch (error) {
          for (const name of FOUND_HEADERS) reply.removeHeader(name);
          reply.header("cache-control", "no-store");
          return sayRefusal(publication, refusalOf(error, log), request, reply);
        }
      },
    });
  }
}

function askedBy(request: FastifyRequest): Pick<Asked, "params" | "query" | "language"> {
  const { params, query } = request as { params: Asked["params"]; query: Asked["query"] };
  return { params, query, language: languageOf(request) };
}

async function answer(request: FastifyRequest, reply: FastifyReply, found: Published, seats: Seats, log: Log) {
  const tag = `"${found.tag}"`;
  reply.headers({
    etag: tag,
    "cache-control": `public, max-age=${FRESH_SECONDS}`,
  });
  if (found.language !== undefined) reply.headers({ vary: "Accept-Language", "content-language": found.language });
  if (hasTag(request.headers, tag) === true) return reply.code(304).send();
  reply.type(found.mediaType).header("x-content-type-options", "nosniff");
  if (request.method === "HEAD") return reply.send();
  const body = found.body();
  // As bytes: a type of JSON would be given a charset of its own, and the head of the same has none.
  if (body instanceof Promise) return reply.send(Buffer.from(await body));
  if (!seats.take()) throw unavailable(2);
  reply.raw.once("close", () => seats.give());
  reply.raw.setTimeout(READER_PAUSE, () => reply.raw.destroy());
  const pieces = Readable.from(body, { objectMode: false });
  pieces.on("error", (error) => log.error({ path: request.url, error: error.message }, "a publication broke off"));
  return reply.send(pieces);
}

interface Seats {
  take(): boolean;
  give(): void;
}

function createSeats(most: number): Seats {
  let taken = 0;
  return {
    take() {
      if (taken >= most) return false;
      taken += 1;
      return true;
    },
    give() {
      taken -= 1;
    },
  };
}

function refusalOf(error: unknown, log: Log): Refusal {
  if (error instanceof Refusal) return error;
  if (!isNotNow(error)) throw error;
  log.warn({ error: error instanceof Error ? error.message : String(error) }, "what is published cannot be read");
  return unavailable(1);
}

/** Headers that speak of what was found, and not of why it was not. */
const FOUND_HEADERS = ["etag", "content-language", "content-type"];

function sayRefusal(publication: Publication, refusal: Refusal, request: FastifyRequest, reply: FastifyReply) {
  reply.header("vary", "Accept-Language");
  if (publication.sayRefusal === undefined) return refuse(request, reply, refusal);
  const { status, headers } = ERROR_CODES[refusal.code];
  const said = publication.sayRefusal(refusal, status, languageOf(request));
  return reply.code(status).headers(headers).send(said);
}
