import type { IncomingMessage, ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import { count } from "../../platform/telemetry/index.js";
import { ERROR_CODES } from "../errors.js";
import { CREDENTIAL_HEADERS } from "../identity/authenticate.js";
import { interpose } from "../interpose.js";
import { acceptedLanguage, Language } from "../language.js";
import type { Rooms } from "./admission.js";

/** What is asked of a gateway to learn how it is; answered whatever it has to do. */
const PROBES = ["/livez", "/readyz"];

const CREDENTIALS = CREDENTIAL_HEADERS.map((name) => name.toLowerCase());

/** Seconds after which who was sent away may come again. */
const RETRY_AFTER = 1;

const sentAway = (language: Language) => {
  const error = {
    message: ERROR_CODES.UNAVAILABLE[language],
    extensions: { code: "UNAVAILABLE", retryAfter: RETRY_AFTER },
  };
  const body = Buffer.from(JSON.stringify({ errors: [error] }));
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(body.length),
    "retry-after": String(RETRY_AFTER),
    "cache-control": "no-store",
  };
  return { body, headers };
};
const SENT_AWAY = { es: sentAway(Language.ES), en: sentAway(Language.EN) };

/**
 * Sends away whoever would have to wait too long, before anything else is done for them.
 * What was answered before from what is kept does not come by here, so it is to be put there first.
 */
export function standAtDoor(app: FastifyInstance, { anybody, signedIn }: Rooms): void {
  interpose(app, (next) => ({
    stands: undefined,
    handle(request, response) {
      const room = CREDENTIALS.some((name) => request.headers[name] !== undefined) ? signedIn : anybody;
      if (!room.turnsAway() || PROBES.some((probe) => request.url === probe)) next(request, response);
      else sendAway(request, response);
    },
  }));
}

function sendAway({ headers: { "accept-language": languages } }: IncomingMessage, response: ServerResponse): void {
  count("graphql.admission.refused", { reason: "full" });
  const { body, headers } = SENT_AWAY[acceptedLanguage(languages)];
  response.writeHead(ERROR_CODES.UNAVAILABLE.status, headers);
  response.end(body);
}
