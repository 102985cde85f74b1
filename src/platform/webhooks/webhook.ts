import type { GuardedFetch } from "../http/guarded-fetch.js";
import type { Deliver, OutboxEvent } from "../outbox/index.js";
import { outcomeOfAnswer, outcomeOfError } from "./outcome.js";
import { signatureHeaders } from "./signature.js";

/** Milliseconds for a whole attempt. */
const PATIENCE = 10_000;
/** Bytes of an answer's body that are read; they are thrown away. */
const LONGEST_ANSWER = 16_384;

export interface WebhookTarget {
  readonly url: string;
  /** `whsec_…`; two while one replaces the other. */
  readonly secrets: readonly string[];
}

export interface WebhookOptions {
  /** Where a destination is to be reached now, by its id; undefined when it is no more. */
  readonly find: (destinationId: string) => Promise<WebhookTarget | undefined>;
  readonly fetch: GuardedFetch;
  readonly now: () => Date;
  /** How we name ourselves to receivers. */
  readonly userAgent: string;
  /** Milliseconds for a whole attempt; 10 s unless told. */
  readonly timeout?: number;
}

/** What is posted: the recommended shape of Standard Webhooks. The same bytes at each attempt. */
export function webhookBody({ topic, occurredAt, payload }: OutboxEvent): string {
  return JSON.stringify({ type: topic, timestamp: occurredAt.toISOString(), data: payload });
}

/**
 * Destinations that are told by an HTTP POST, signed as Standard Webhooks has it. Any 2xx is a delivery, 410 is the end of the
 * destination, and everything else, redirects too, is tried again.
 */
export function createWebhooks({ find, fetch, now, userAgent, timeout = PATIENCE }: WebhookOptions): Deliver {
  return async ({ event, destination }, signal) => {
    const target = await find(destination.id);
    if (target === undefined) return { kind: "gone" };
    const body = webhookBody(event);
    const headers = {
      "content-type": "application/json",
      "user-agent": userAgent,
      ...signatureHeaders({ id: event.id, at: now(), body }, target.secrets),
    };
    try {
      const answer = await fetch(target.url, {
        method: "POST",
        headers,
        body,
        timeout,
        longest: LONGEST_ANSWER,
        signal,
      });
      return outcomeOfAnswer(answer.status, answer.headers["retry-after"], now());
    } catch (error) {
      return outcomeOfError(error);
    }
  };
}
