import type { IncomingHttpHeaders } from "node:http";
import { unauthenticated } from "../errors.js";
import { API_KEY_PREFIX } from "./api-key.js";
import { type Caller, NOBODY } from "./caller.js";
import type { VerifyCredential } from "./verify-token.js";

/**
 * Tells who asks from the headers of a request; NOBODY when they carry no credential.
 * A credential that is there and not good is refused, never overlooked.
 */
export type Authenticate = (headers: IncomingHttpHeaders, now: Date) => Promise<Caller>;

/** Headers whose value decides who asks, as `Vary` names them. */
export const CREDENTIAL_HEADERS = ["Authorization", "X-Api-Key"];

export interface Verifiers {
  readonly token: VerifyCredential;
  readonly apiKey: VerifyCredential;
}

export function createAuthenticate(verify: Verifiers): Authenticate {
  return async (headers, now) => {
    const credential = readCredential(headers);
    return credential === undefined ? NOBODY : verify[credential.kind](credential.text, now);
  };
}

interface Credential {
  readonly kind: keyof Verifiers;
  readonly text: string;
}

function readCredential(headers: IncomingHttpHeaders): Credential | undefined {
  const { authorization, "x-api-key": apiKey } = headers;
  if (authorization === undefined && apiKey === undefined) return undefined;
  // Two credentials may speak for two callers.
  if (authorization !== undefined && apiKey !== undefined) throw unauthenticated("INVALID");
  if (authorization === undefined) return { kind: "apiKey", text: String(apiKey) };
  const [, text] = /^Bearer +([\x21-\x7e]+)$/i.exec(authorization) ?? [];
  if (text === undefined) throw unauthenticated("INVALID");
  return { kind: text.startsWith(API_KEY_PREFIX) ? "apiKey" : "token", text };
}
