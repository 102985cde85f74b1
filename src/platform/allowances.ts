import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
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
  return ({ name, amount, seconds }) => {
    const own = new RateLimiterMemory({ keyPrefix: name, points: amount, duration: seconds });
    const limiter =
      redis === undefined
        ? own
        : new RateLimiterRedis({
            storeClient: redis,
            useRedisPackage: true,
            rejectIfRedisNotReady: true,
            insuranceLimiter: own,
            keyPrefix: `ventanilla:${name}`,
            points: amount,
            duration: seconds,
          });
    return {
      async take(who, taken = 1) {
        try {
          await limiter.consume(who, taken);
          return undefined;
        } catch (refused) {
          if (!(refused instanceof RateLimiterRes)) throw refused;
          return {
            retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)),
            first: refused.consumedPoints - taken <= amount,
          };
        }
      },
    };
  };
}
