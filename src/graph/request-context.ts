import type { FastifyReply, FastifyRequest } from "fastify";
import { count } from "../platform/telemetry/index.js";
import type { GraphContext } from "./context.js";
import { ERROR_CODES, Refusal, unavailable } from "./errors.js";
import { type Authenticate, CREDENTIAL_HEADERS } from "./identity/authenticate.js";
import { acceptedLanguage, type Language } from "./language.js";
import { isNotNow } from "./mask-errors.js";
import { rateLimitFields } from "./pace.js";
import { tellSpent } from "./telemetry/spent.js";

/** Headers that an answer depends on. */
export const VARY = ["Accept-Language", "Accept", "Accept-Encoding", ...CREDENTIAL_HEADERS].join(", ");

/** Who asks, in which language and when: the same for questions and for streams. A Refusal when it cannot be told who asks. */
export type ContextOf = (request: FastifyRequest) => Promise<GraphContext | Refusal>;

export function createContextOf(authenticate: Authenticate, now: () => Date): ContextOf {
  return async ({ headers }) => {
    const moment = now();
    const caller = await authenticate(headers, moment).catch(refusalOf);
    return caller instanceof Refusal ? caller : { language: languageOf({ headers }), now: moment, caller };
  };
}

/** Why it cannot be told who asks; what is a fault of ours stays one. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (isNotNow(error)) return unavailable(1);
  throw error;
}

export function languageOf({ headers }: Pick<FastifyRequest, "headers">): Language {
  return acceptedLanguage(headers["accept-language"]);
}

/** Refuses a request whole, before anything of it is read. */
export function refuse(request: FastifyRequest, reply: FastifyReply, { code, text, extensions }: Refusal) {
  const { status, headers } = ERROR_CODES[code];
  if (request.routeOptions.config.part) tellSpent(reply);
  else count("graphql.errors", { "error.type": code });
  reply.code(status).headers(headers).header("cache-control", "no-store");
  if (typeof extensions.retryAfter === "number") reply.header("retry-after", String(extensions.retryAfter));
  for (const [name, value] of rateLimitFields(extensions)) reply.header(name, value);
  return reply.send({ errors: [{ message: text[languageOf(request)], extensions }] });
}
