import type { Config } from "../config.js";
import { createRequestPace, type RequestPace } from "../graph/pace.js";
import type { Manners } from "../graph/server.js";
import { createAllowances } from "../platform/allowances.js";

/** Where a process stands: callers come to it, to a router, or to the router before it. */
export type Place = "alone" | "router" | "behind a router";

/** Seconds in which requests are counted: whoever spends all at once is soon done. */
const REQUESTS_SECONDS = 10;
/** A router waits for others most of the time: one of them that hangs is not to keep all the rest from their turns. */
const TIMES_AT_ONCE: Readonly<Record<Place, number>> = { alone: 1, router: 8, "behind a router": 1 };

/** Whom a process lets in, and how it leaves. */
export function mannersOf(config: Config, place: Place = "alone"): Manners {
  return {
    atOnce: config.OPERATIONS_AT_ONCE * TIMES_AT_ONCE[place],
    longestWait: config.LONGEST_WAIT_MS,
    pace: place === "behind a router" || config.REQUESTS_A_MINUTE === 0 ? undefined : paceOf(config, place),
    proxies: config.TRUSTED_PROXIES,
    notice: config.CLOSING_NOTICE_MS,
  };
}

/** Requests are counted by each process: asking a Redis about each would cost more than most of them. */
function paceOf({ REQUESTS_A_MINUTE: amount }: Config, place: Place): RequestPace {
  const size = { name: "requests", amount: Math.ceil((amount * REQUESTS_SECONDS) / 60), seconds: REQUESTS_SECONDS };
  const pace = createRequestPace(createAllowances(undefined), size);
  if (place !== "router") return pace;
  // A router cannot tell people from systems.
  return { ...pace, ofCaller: (caller) => pace.ofCaller({ ...caller, role: "service" }) };
}
