import type { FastifyRequest } from "fastify";
import { count } from "../../platform/telemetry/index.js";
import type { NoTurn, Release, Turns } from "../../platform/turns.js";
import type { GraphContext } from "../context.js";
import { Refusal, textOf, unavailable } from "../errors.js";
import { type Caller, claimsOf, NOBODY } from "../identity/caller.js";
import { type RequestPace, type SpentPace, tooManyRequests } from "../pace.js";
import type { ContextOf } from "../request-context.js";
import { SpentCredentials } from "./spent-credentials.js";
import { subscriberOf } from "./subscriber.js";

/** A request that was let in. */
export interface Admitted {
  readonly context: GraphContext;
  /** To be called when it has been answered. */
  readonly done: Release;
}

/**
 * Lets requests in: as many of a caller as are their share, and as many at once as can be answered in time. A request of which it cannot
 * be told who asks is counted by its address before that is said.
 */
export type Admit = (request: FastifyRequest) => Promise<Admitted | Refusal>;

/**
 * Turns of those who have not signed in, and of those who have: what the first ask for is mostly at hand, what the others ask for is read
 * and written in PostgreSQL, and neither is to wait for the other.
 */
export interface Rooms {
  readonly anybody: Turns;
  readonly signedIn: Turns;
}

export interface AdmissionParts {
  readonly contextOf: ContextOf;
  readonly rooms: Rooms;
  /** How many requests one caller may send; any number without. */
  readonly pace?: RequestPace | undefined;
}

/** Seconds after which who got no turn may come again. */
const RETRY_AFTER = 1;

const NO_TURN: Readonly<Record<NoTurn, () => Refusal>> = {
  full: () => unavailable(RETRY_AFTER),
  enough: () => new Refusal("TOO_MANY_REQUESTS", textOf("TOO_MANY_REQUESTS"), { retryAfter: RETRY_AFTER }),
};

export function createAdmit({ contextOf, rooms, pace }: AdmissionParts): Admit {
  const known = new SpentCredentials();
  const refuseSpent = (spent: SpentPace) => {
    count("graphql.admission.refused", { reason: "pace" });
    return tooManyRequests(spent);
  };
  return async (request) => {
    const before = known.find(request.headers);
    if (before !== undefined) return refuseSpent(before);
    const context = await contextOf(request);
    const caller = context instanceof Refusal ? NOBODY : context.caller;
    const subscriber = caller === NOBODY ? subscriberOf(request) : undefined;
    const spent = pace === undefined ? undefined : await spentOf(pace, caller, subscriber);
    if (spent !== undefined) {
      if (caller !== NOBODY) known.remember(request.headers, spent);
      return refuseSpent(spent);
    }
    if (context instanceof Refusal) return context;
    const turn = await (caller === NOBODY
      ? rooms.anybody.take(subscriber)
      : rooms.signedIn.take(JSON.stringify(claimsOf(caller))));
    if (typeof turn === "function") return { context, done: turn };
    count("graphql.admission.refused", { reason: turn });
    return NO_TURN[turn]();
  };
}

async function spentOf(
  pace: RequestPace,
  caller: Caller,
  subscriber: string | undefined,
): Promise<SpentPace | undefined> {
  if (caller !== NOBODY) return pace.ofCaller(caller);
  return subscriber === undefined ? undefined : pace.ofAddress(subscriber);
}
