import type { Database } from "../../platform/database.js";
import type { Log } from "../../platform/log.js";
import { type Authenticate, createAuthenticate } from "./authenticate.js";
import { createDevelopmentIssuer, DEVELOPMENT_ISSUER } from "./development-issuer.js";
import { createIsEnded } from "./ended-access.js";
import { createKeySet, fetchJwks, type KeySource } from "./key-set.js";
import { createVerifyApiKey } from "./verify-api-key.js";
import { createVerifyToken } from "./verify-token.js";

export interface IdentityOptions {
  readonly database: Database;
  readonly log: Log;
  readonly audience: string;
  /** The issuer whose tokens are taken, and where its keys are. */
  readonly issuer: { readonly name: string; readonly jwksUrl: string } | undefined;
  /** What the keys of the development issuer are derived from, where it is switched on. */
  readonly developmentSeed: Buffer | undefined;
}

/** Who may be believed, from the settings. Without an issuer every token is refused; API keys and public reads work all the same. */
export function openIdentity({ database, log, audience, issuer, developmentSeed }: IdentityOptions): Authenticate {
  const issuers = new Map<string, KeySource>();
  if (issuer !== undefined)
    issuers.set(
      issuer.name,
      createKeySet(() => fetchJwks(issuer.jwksUrl), log),
    );
  if (developmentSeed !== undefined) {
    issuers.set(DEVELOPMENT_ISSUER, createDevelopmentIssuer(developmentSeed, audience).keyOf);
    log.warn({}, "the development issuer is on: whoever can run `npm run token` here can sign in as anyone");
  }
  return createAuthenticate({
    token: createVerifyToken({ issuers, audience, isEnded: createIsEnded(database) }),
    apiKey: createVerifyApiKey(database),
  });
}
