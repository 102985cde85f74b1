import { callErrorOf } from "../http/call-error.js";
import { readRetryAfter } from "../http/retry-after.js";
import type { Outcome } from "../outbox/index.js";

/** What an answer means for the delivery. Its body means nothing. */
export function outcomeOfAnswer(status: number, retryAfter: string | undefined, now: Date): Outcome {
  if (status >= 200 && status < 300) return { kind: "delivered" };
  if (status === 410) return { kind: "gone" };
  const error = status >= 300 && status < 400 ? "redirect" : `http-${status}`;
  const mayAsk = status === 429 || status === 503;
  const wait = mayAsk ? readRetryAfter(retryAfter, now) : undefined;
  return { kind: "failed", error, ...(wait === undefined ? {} : { retryAfter: wait }) };
}

/** What an error means for the delivery: something else may come of the next attempt. */
export function outcomeOfError(error: unknown): Outcome {
  return { kind: "failed", error: callErrorOf(error) };
}
