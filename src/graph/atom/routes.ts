import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../../platform/log.js";
import { hasTag } from "../conditional.js";
import { unavailable } from "../errors.js";
import type { Language } from "../language.js";
import { isNotNow } from "../mask-errors.js";
import { languageOf, refuse } from "../request-context.js";
import { type AtomFeed, updatedOf, writeAtom } from "./write-atom.js";

export const ATOM_PATH = "/changes.atom";

/** What is told at /changes.atom, in the reader's language: the same to everybody. */
export type ReadFeed = (language: Language) => Promise<AtomFeed>;

/** What changed in the catalog, for feed readers. A reader that has it already is told so, by ETag or by date. */
export function registerAtom(app: FastifyInstance, readFeed: ReadFeed, log: Log): void {
  app.get(ATOM_PATH, async (request, reply) => {
    reply.header("vary", "Accept-Language");
    try {
      return await answer(request, reply, await readFeed(languageOf(request)));
    } catch (error) {
      if (!isNotNow(error)) throw error;
      log.warn({ error: error instanceof Error ? error.message : String(error) }, "the feed cannot be read");
      return refuse(request, reply, unavailable(1));
    }
  });
}

function answer({ headers }: FastifyRequest, reply: FastifyReply, feed: AtomFeed) {
  const body = writeAtom(feed, ATOM_PATH);
  const tag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  const changed = new Date(updatedOf(feed));
  reply.headers({
    etag: tag,
    "last-modified": changed.toUTCString(),
    "cache-control": "public, no-cache",
    "content-language": feed.language,
  });
  if (isKnown(headers, tag, changed)) return reply.code(304).send();
  return reply.type("application/atom+xml; charset=utf-8").header("x-content-type-options", "nosniff").send(body);
}

/** Whether the reader has what there is: the tag decides where it sends one, the date only where it does not (RFC 9110 §13.2.2). */
function isKnown(headers: FastifyRequest["headers"], tag: string, changed: Date): boolean {
  return hasTag(headers, tag) ?? changed.getTime() <= Date.parse(headers["if-modified-since"] ?? "");
}
