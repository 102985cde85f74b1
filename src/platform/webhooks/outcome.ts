import { errorName } from "../error-name.js";
import type { Outcome } from "../outbox/index.js";

/** The classes of what goes wrong before there is an answer, by the code of the error; what is not listed is `connection`. */
const CLASSES: Readonly<Record<string, string>> = {
  ERR_REFUSED_ADDRESS: "refused-address",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  UND_ERR_ABORTED: "timeout",
  TimeoutError: "timeout",
  AbortError: "timeout",
  ETIMEDOUT: "timeout",
  UND_ERR_HEADERS_OVERFLOW: "bad-answer",
  HTTPParserError: "bad-answer",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "tls",
  CERT_HAS_EXPIRED: "tls",
  CERT_NOT_YET_VALID: "tls",
  EPROTO: "tls",
};

/** What an answer means for the delivery. Its body means nothing. */
export function outcomeOfAnswer(status: number, retryAfter: string | undefined, now: Date): Outcome {
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === 410) return { kind: "gone" };
  const error = status >= 300 && status < 400 ? "redirect" : `http-${status}`;
  const mayAsk = status === 429 || status === 503;
  const wait = mayAsk ? readRetryAfter(retryAfter, now) : undefined;
  return { kind: "failed", error, ...(wait === undefined ? {} : { retryAfter: wait }) };
}

/** What an error means for the delivery: something else may come of the next attempt. */
export function outcomeOfError(error: unknown): Outcome {
  const name = errorName(error);
  if (Object.hasOwn(CLASSES, name)) return { kind: "failed", error: CLASSES[name]! };
  return { kind: "failed", error: name.startsWith("HPE_") ? "bad-answer" : "connection" };
}

/** Milliseconds that a Retry-After header asks for, as seconds or as a date; undefined when it makes no sense. */
export function readRetryAfter(text: string | undefined, now: Date): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  // Dates of HTTP only (RFC 9110): the parser takes many other texts for some date.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)) return undefined;
  const wait = Date.parse(text) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
