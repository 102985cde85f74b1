import { errors, type JWTHeaderParameters, jwtVerify } from "jose";
import { unauthenticated } from "../errors.js";
import type { Caller } from "./caller.js";
import type { IsEnded } from "./ended-access.js";
import type { KeySource } from "./key-set.js";
import { readClaims } from "./read-claims.js";
import { readToken } from "./read-token.js";

/** Type of an access token (RFC 9068): an ID token, which says who signed in somewhere else, is not one. */
export const TOKEN_TYPE = "at+jwt";
/** Longest that a token is taken after it was made, in seconds, whatever it says itself. */
export const LONGEST_LIFE = 3_600;
/** By how much clocks may differ, in seconds. */
const CLOCK_TOLERANCE = 5;
const ALGORITHMS = ["EdDSA", "ES256", "RS256"];

/** Tells whose credential it is; refuses with UNAUTHENTICATED what is not good, and with UNAVAILABLE what cannot be judged now. */
export type VerifyCredential = (text: string, now: Date) => Promise<Caller>;

export interface TokenRules {
  /** Where the keys of each issuer are, by its name. */
  readonly issuers: ReadonlyMap<string, KeySource>;
  readonly audience: string;
  /** Whose access was ended before their tokens end. */
  readonly isEnded: IsEnded;
}

export function createVerifyToken({ issuers, audience, isEnded }: TokenRules): VerifyCredential {
  return async (text, now) => {
    const token = readToken(text);
    const keyOf = token && issuers.get(token.issuer);
    if (token === undefined || keyOf === undefined) throw unauthenticated("INVALID");
    const key = async (header: JWTHeaderParameters) => {
      const found = await keyOf(header, now);
      if (found === undefined) throw new errors.JWKSNoMatchingKey();
      return found;
    };
    const { payload } = await jwtVerify(token.compact, key, {
      algorithms: ALGORITHMS,
      issuer: token.issuer,
      audience,
      typ: TOKEN_TYPE,
      requiredClaims: ["sub", "exp", "iat"],
      maxTokenAge: LONGEST_LIFE,
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: now,
    }).catch(classify);
    const caller = readClaims(payload);
    if (caller === undefined) throw unauthenticated("INVALID");
    if (await isEnded(caller.subject, new Date(1_000 * (payload.iat ?? 0)))) throw unauthenticated("INVALID");
    return { ...caller, expiresAt: new Date(1_000 * Math.min(payload.exp ?? 0, (payload.iat ?? 0) + LONGEST_LIFE)) };
  };
}

/** Only a token whose signature is good is told that it has expired. */
function classify(error: unknown): never {
  if (error instanceof errors.JWTExpired) throw unauthenticated("EXPIRED");
  if (error instanceof errors.JOSEError) throw unauthenticated("INVALID");
  throw error;
}
