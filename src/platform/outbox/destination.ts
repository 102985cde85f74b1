import type { Transaction } from "../database.js";
import type { OutboxEvent } from "./event.js";

/** Whoever is to be told. The id is opaque: it is logged, so it must not be an address of a person. */
export interface Destination {
  readonly id: string;
  /** How it is told: a key of the table of kinds, in lower case with hyphens. */
  readonly kind: string;
}

/** One event on its way to one destination. */
export interface Delivery {
  /** UUID v7; the same at each attempt. */
  readonly id: string;
  readonly event: OutboxEvent;
  readonly destination: Destination;
  /** 1 the first time. */
  readonly attempt: number;
}

/**
 * How an attempt ended. `error` is a class such as `timeout` or `http-500`: lower case, digits and hyphens, at most 40 of them;
 * it is stored and logged, so it never holds anything that was sent or received.
 */
export type Outcome =
  | { readonly kind: "delivered" }
  /** `retryAfter` in milliseconds is the least the receiver wants us to wait; `final`: trying again is of no use. */
  | { readonly kind: "failed"; readonly error: string; readonly retryAfter?: number; readonly final?: boolean }
  /** The destination is no more: nothing is to be sent to it again. */
  | { readonly kind: "gone" };

/** Tells one destination of one event. What it throws counts as failed. It should end soon after the signal does. */
export type Deliver = (delivery: Delivery, signal: AbortSignal) => Promise<Outcome>;

/** What the outbox asks of whoever puts it together. */
export interface Subscribers {
  /**
   * Who is to be told of an event; asked once, when it is first taken, in the transaction that notes the answer.
   * Whoever subscribes later is not told of what happened before.
   */
  destinationsFor(tx: Transaction, event: OutboxEvent): Promise<readonly Destination[]>;
  /** By kind, how a destination is told. */
  readonly kinds: Readonly<Record<string, Deliver>>;
  /** Called in the transaction that gives up everything still waiting for a destination that is gone. */
  switchOff?(tx: Transaction, destination: Destination): Promise<void>;
}

export interface Interest {
  /** Whole topics, or beginnings of them that end in `.*`; `*` stands for all. */
  readonly topics: readonly string[];
  readonly subjectFilter?: (subject: string) => boolean;
}

/** Whether an event is of interest. */
export function isInterested({ topics, subjectFilter }: Interest, { topic, subject }: OutboxEvent): boolean {
  const wanted = topics.some(
    (pattern) =>
      pattern === "*" || pattern === topic || (pattern.endsWith(".*") && topic.startsWith(pattern.slice(0, -1))),
  );
  return wanted && (subjectFilter === undefined || subjectFilter(subject));
}

export interface FixedDestination extends Interest {
  readonly id: string;
  readonly deliver: Deliver;
}

/** Subscribers that are known when the process starts, such as parts of the gateway itself. */
export function fixedSubscribers(destinations: readonly FixedDestination[]): Subscribers {
  const byId = new Map(destinations.map((destination) => [destination.id, destination]));
  return {
    destinationsFor: async (_tx, event) =>
      destinations.filter((one) => isInterested(one, event)).map(({ id }) => ({ id, kind: "fixed" })),
    kinds: {
      fixed: async (delivery, signal) =>
        byId.get(delivery.destination.id)?.deliver(delivery, signal) ?? { kind: "gone" },
    },
  };
}
