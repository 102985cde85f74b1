import type { Database } from "../../platform/database.js";
import type { Log } from "../../platform/log.js";
import { type Authenticate, createAuthenticate } from "./authenticate.js";
import { createKeySet, fetchJwks, type KeySource } from "./key-set.js";
import { createVerifyApiKey } from "./verify-api-key.js";
import { createVerifyToken } from "./verify-token.js";

export interface IdentityOptions {
  readonly database: Database;
  readonly log: Log;
  readonly audience: string;
  /** The issuer whose tokens are taken, and where its keys are. */
  readonly issuer: { readonly name: string; readonly jwksUrl: string } | undefined;
}

/** Who may be believed, from the settings. Without an issuer every token is refused; API keys and public reads work all the same. */
export function openIdentity({ database, log, audience, issuer }: IdentityOptions): Authenticate {
  const issuers = new Map<string, KeySource>();
  if (issuer !== undefined)
    issuers.set(
      issuer.name,
      createKeySet(() => fetchJwks(issuer.jwksUrl), log),
    );
  return createAuthenticate({
    token: createVerifyToken({ issuers, audience }),
    apiKey: createVerifyApiKey(database),
  });
}
