import type { AllowanceSize, Allowances, Spent } from "../platform/allowances.js";
import { digestOf } from "../platform/canonical-json.js";
import { Refusal, textOf } from "./errors.js";
import { type Caller, claimsOf } from "./identity/caller.js";

/** What a caller has used up, and of how much. */
export interface SpentPace extends Spent {
  readonly limit: AllowanceSize;
}

/** How much of something a caller may do; says when that is used up. */
export type Pace = (caller: Caller, amount?: number) => Promise<SpentPace | undefined>;

/** How many requests may come from somebody. */
export interface RequestPace {
  readonly ofCaller: Pace;
  /** From an address whose callers have not signed in. */
  ofAddress(address: string): Promise<SpentPace | undefined>;
}

/** A system of an agency speaks for many people. */
const FOR_SYSTEMS = 10;

/** The same for each person, ten times as much for each API key. */
export function createPace(allowances: Allowances, { name, amount, seconds }: AllowanceSize): Pace {
  const people = sized(allowances, name, { name: `${name}:people`, amount, seconds });
  const systems = sized(allowances, name, { name: `${name}:systems`, amount: amount * FOR_SYSTEMS, seconds });
  return (caller, taken) => (caller.role === "service" ? systems : people)(digestOf(claimsOf(caller)), taken);
}

/** The same for each person and for each address, ten times as much for each API key. */
export function createRequestPace(allowances: Allowances, size: AllowanceSize): RequestPace {
  const ofAddress = sized(allowances, size.name, { ...size, name: `${size.name}:addresses` });
  return { ofCaller: createPace(allowances, size), ofAddress: (address) => ofAddress(address) };
}

function sized(allowances: Allowances, name: string, size: AllowanceSize) {
  const allowance = allowances(size);
  const limit = { ...size, name };
  return async (who: string, taken?: number): Promise<SpentPace | undefined> => {
    const spent = await allowance.take(who, taken);
    return spent === undefined ? undefined : { ...spent, limit };
  };
}

/** Somebody asks for more than their share; so many seconds later there is some again. */
export function tooManyRequests({ retryAfter, limit }: SpentPace): Refusal {
  return new Refusal("TOO_MANY_REQUESTS", textOf("TOO_MANY_REQUESTS"), { retryAfter, limit });
}

/** What an error says of a limit, as the fields RateLimit-Policy and RateLimit of draft-ietf-httpapi-ratelimit-headers have it. */
export function rateLimitFields(extensions: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  const { limit, retryAfter } = extensions as { limit?: AllowanceSize; retryAfter?: number };
  if (limit === undefined || retryAfter === undefined) return [];
  const { name, amount, seconds } = limit;
  return [
    ["ratelimit-policy", `"${name}";q=${amount};w=${seconds}`],
    ["ratelimit", `"${name}";r=0;t=${retryAfter}`],
  ];
}
