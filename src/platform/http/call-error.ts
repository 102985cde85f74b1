import { errorName } from "../error-name.js";

/** What can go wrong before there is an answer. */
export type CallError = "refused-address" | "timeout" | "tls" | "bad-answer" | "connection";

/** By the code of the error; what is not listed is `connection`. */
const CLASSES: Readonly<Record<string, CallError>> = {
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

/** Which of them an error is. Its message may quote what was sent, and is not looked at. */
export function callErrorOf(error: unknown): CallError {
  const name = errorName(error);
  const known = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  return known ?? (name.startsWith("HPE_") ? "bad-answer" : "connection");
}
