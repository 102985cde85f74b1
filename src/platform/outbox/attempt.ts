import type { Deliver, Delivery, Outcome } from "./destination.js";

/**
 * Makes one attempt, of at most `deadline` milliseconds. Whatever the kind of destination throws is a failure, and one that
 * does not heed its signal is not waited for.
 */
export async function attempt(
  kinds: Readonly<Record<string, Deliver>>,
  delivery: Delivery,
  deadline: number,
  breakOff: AbortSignal,
): Promise<Outcome | "broken off"> {
  const deliver = Object.hasOwn(kinds, delivery.destination.kind) ? kinds[delivery.destination.kind] : undefined;
  if (deliver === undefined) return { kind: "failed", error: "unknown-kind" };
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), deadline);
  const signal = AbortSignal.any([late.signal, breakOff]);
  const ended = Promise.withResolvers<undefined>();
  const end = () => ended.resolve(undefined);
  signal.addEventListener("abort", end);
  if (signal.aborted) end();
  try {
    const outcome = await Promise.race([deliver(delivery, signal), ended.promise]);
    if (outcome !== undefined) return outcome;
  } catch {
    if (!signal.aborted) return { kind: "failed", error: "fault" };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
  return breakOff.aborted ? "broken off" : { kind: "failed", error: "timeout" };
}
