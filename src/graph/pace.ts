import type { Allowances, Spent } from "../platform/allowances.js";
import { digestOf } from "../platform/canonical-json.js";
import { Refusal, textOf } from "./errors.js";
import { type Caller, claimsOf } from "./identity/caller.js";

/** How much of something a caller may do; says when that is used up. */
export type Pace = (caller: Caller, amount?: number) => Promise<Spent | undefined>;

export interface PaceSize {
  readonly name: string;
  readonly amount: number;
  readonly seconds: number;
}

/** A system of an agency speaks for many people. */
const FOR_SYSTEMS = 10;

/** The same for each person, ten times as much for each API key. */
export function createPace(allowances: Allowances, { name, amount, seconds }: PaceSize): Pace {
  const people = allowances({ name: `${name}:people`, amount, seconds });
  const systems = allowances({ name: `${name}:systems`, amount: amount * FOR_SYSTEMS, seconds });
  return (caller, taken) => (caller.role === "service" ? systems : people).take(digestOf(claimsOf(caller)), taken);
}

/** Somebody asks for more than their share; so many seconds later there is some again. */
export function tooManyRequests({ retryAfter }: Spent): Refusal {
  return new Refusal("TOO_MANY_REQUESTS", textOf("TOO_MANY_REQUESTS"), { retryAfter });
}
