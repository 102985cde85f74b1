import type { FastifyInstance } from "fastify";
import type { Log } from "../platform/log.js";
import { unavailable } from "./errors.js";
import type { Language } from "./language.js";
import { isNotNow } from "./mask-errors.js";
import { languageOf, refuse } from "./request-context.js";

/** A page for people, in the reader's language: the same to everybody. */
export interface Page {
  readonly path: string;
  readonly read: (language: Language) => Promise<string>;
}

/** Nothing but its own styles: no script runs in it, and nobody frames it. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

export function registerPage(app: FastifyInstance, { path, read }: Page, log: Log): void {
  app.get(path, async (request, reply) => {
    const language = languageOf(request);
    reply.headers({ vary: "Accept-Language", "content-language": language });
    try {
      const page = await read(language);
      reply.headers({
        "cache-control": "public, max-age=10",
        "content-security-policy": POLICY,
        "x-content-type-options": "nosniff",
      });
      return reply.type("text/html; charset=utf-8").send(page);
    } catch (error) {
      if (!isNotNow(error)) throw error;
      log.warn({ error: error instanceof Error ? error.message : String(error) }, "a page cannot be read");
      return refuse(request, reply, unavailable(1));
    }
  });
}
