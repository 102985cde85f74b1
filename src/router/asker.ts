import { createHash } from "node:crypto";
import type { GraphContext } from "../graph/context.js";
import { type Authenticate, CREDENTIAL_HEADERS } from "../graph/identity/authenticate.js";
import { type Caller, NOBODY } from "../graph/identity/caller.js";
import { currentTraceparent } from "../platform/telemetry/index.js";

/** Somebody with a credential; what it is good for is said by the subgraphs. */
interface Asker extends Caller {
  readonly credentials: Readonly<Record<string, string>>;
}

const NAMES = CREDENTIAL_HEADERS.map((name) => name.toLowerCase());

/** Takes credentials along without looking into them. Told apart, for what is counted by caller, by their digest. */
export const takeCredentials: Authenticate = async (headers) => {
  const given = NAMES.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])] as const]));
  if (given.length === 0) return NOBODY;
  const subject = createHash("sha256").update(JSON.stringify(given)).digest("base64url");
  return { ...NOBODY, subject, credentials: Object.fromEntries(given) } satisfies Asker;
};

/** What subgraphs are told of a request: the reader's language, the credentials that came with it, and the trace it belongs to. */
export function headersFor({ caller, language }: GraphContext): Readonly<Record<string, string>> {
  const credentials = "credentials" in caller ? (caller as Asker).credentials : {};
  const traceparent = currentTraceparent();
  return { "accept-language": language.toLowerCase(), ...credentials, ...(traceparent && { traceparent }) };
}
