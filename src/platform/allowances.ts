import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { createPatience, REDIS_PATIENCE } from "./patience.js";
import type { Redis } from "./redis.js";

/** So much of something for each caller in a stretch of time. */
export interface Allowance {
  /** Takes `amount` for somebody; says when there is no more, and for how long. */
  take(who: string, amount?: number): Promise<Spent | undefined>;
}

/** An allowance that is used up. */
export interface Spent {
  /** Whole seconds until there is some again. */
  readonly retryAfter: number;
  /** True for the one that went over it, false for those after. */
  readonly first: boolean;
}

export interface AllowanceSize {
  readonly name: string;
  readonly amount: number;
  readonly seconds: number;
}

export type Allowances = (size: AllowanceSize) => Allowance;

/**
 * Counts what callers use, together with the other gateways where there is a Redis, and in this process alone while there is none:
 * an allowance is then as large for each gateway.
 */
export function createAllowances(redis: Redis | undefined): Allowances {
  const patience = createPatience(REDIS_PATIENCE);
  return ({ name, amount, seconds }) => {
    const own = new RateLimiterMemory({ keyPrefix: name, points: amount, duration: seconds });
    const together =
      redis === undefined
        ? undefined
        : new RateLimiterRedis({
            storeClient: redis,
            useRedisPackage: true,
            rejectIfRedisNotReady: true,
            keyPrefix: `ventanilla:${name}`,
            points: amount,
            duration: seconds,
          });
    return {
      async take(who, taken = 1) {
        const shared =
          together === undefined ? undefined : await patience(() => outcomeOf(together.consume(who, taken)));
        const { refused } = shared?.value ?? (await outcomeOf(own.consume(who, taken)));
        if (refused === undefined) return undefined;
        return {
          retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)),
          first: refused.consumedPoints - taken <= amount,
        };
      },
    };
  };
}

/** What is refused is an outcome like another; that nothing could be counted is a failure. */
async function outcomeOf(consumed: Promise<unknown>): Promise<{ readonly refused?: RateLimiterRes }> {
  try {
    await consumed;
    return {};
  } catch (error) {
    if (error instanceof RateLimiterRes) return { refused: error };
    throw error;
  }
}
