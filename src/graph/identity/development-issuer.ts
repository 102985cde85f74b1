import { createHash, createPublicKey, type KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import { signingKey } from "../../platform/ed25519.js";
import type { KeySource } from "./key-set.js";
import type { TokenRole } from "./read-claims.js";
import { LONGEST_LIFE, TOKEN_TYPE } from "./verify-token.js";

/** Name of the built-in issuer, which no issuer of the settings can bear: theirs are web addresses. */
export const DEVELOPMENT_ISSUER = "urn:ventanilla:development";
/** Name under which the gateways of a database keep what its keys are derived from. */
export const DEVELOPMENT_SECRET = "development-issuer";

/** Whom a token is to speak for. */
export interface Bearer {
  readonly role: TokenRole;
  /** Who it is, e.g. "ana". */
  readonly sub: string;
  /** Slug of the agency; needed by roles of agencies, and by them alone. */
  readonly agency?: string | undefined;
}

export interface DevelopmentIssuer {
  readonly keyOf: KeySource;
  /** A token for anyone at all, good from `now` for so many seconds, an hour at most. */
  token(bearer: Bearer, now: Date, seconds?: number): Promise<string>;
}

/** The issuer of a development gateway: whoever knows the seed can sign in as anyone. */
export function createDevelopmentIssuer(seed: Buffer, audience: string): DevelopmentIssuer {
  const privateKey = signingKey(seed);
  const publicKey = createPublicKey(privateKey);
  const kid = idOf(publicKey);
  return {
    keyOf: async ({ kid: asked, alg }) => (asked === kid && alg === "EdDSA" ? publicKey : undefined),
    token({ role, sub, agency }, now, seconds = LONGEST_LIFE) {
      const issuedAt = Math.floor(now.getTime() / 1_000);
      return new SignJWT({ role, ...(agency === undefined ? {} : { agency }) })
        .setProtectedHeader({ alg: "EdDSA", typ: TOKEN_TYPE, kid })
        .setIssuer(DEVELOPMENT_ISSUER)
        .setAudience(audience)
        .setSubject(sub)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + seconds)
        .sign(privateKey);
    },
  };
}

function idOf(key: KeyObject): string {
  return createHash("sha256")
    .update(key.export({ format: "der", type: "spki" }))
    .digest("base64url")
    .slice(0, 16);
}
