import { v7 } from "uuid";
import type { Database, Transaction } from "../database.js";
import { errorName } from "../error-name.js";
import type { Log } from "../log.js";
import type { Destination, Subscribers } from "./destination.js";
import type { OutboxEvent } from "./event.js";

/** Any fixed number that nothing else locks with. */
const FAN_OUT_LOCK = 0x66616e6f;
/** Events taken in one transaction. */
const BATCH = 100;
/** How long an event waits whose destinations could not be found, in milliseconds; the rest of its subject waits with it. */
const RETRY = 60_000;

export interface FanOutOptions {
  readonly database: Database;
  readonly log: Log;
  readonly subscribers: Pick<Subscribers, "destinationsFor">;
}

export interface EventRow {
  readonly id: string;
  readonly position: string;
  readonly topic: string;
  readonly subject: string;
  readonly payload: unknown;
  /** Milliseconds since 1970. */
  readonly occurred_at: number;
}

export function eventOf({ id, topic, subject, payload, occurred_at }: EventRow): OutboxEvent {
  return { id, topic, subject, payload, occurredAt: new Date(occurred_at) };
}

/**
 * Turns a batch of new events into deliveries, one for each destination, and answers whether there may be more.
 * One gateway does this at a time: deliveries of a subject must appear in the order of its events.
 */
export function fanOut({ database, log, subscribers }: FanOutOptions, now: Date): Promise<boolean> {
  return database.asGateway(async (tx) => {
    const [lock] = await tx.query<{ ours: boolean }>("select pg_try_advisory_xact_lock($1) as ours", [FAN_OUT_LOCK]);
    if (!lock?.ours) return false;
    const events = await newEvents(tx, now);
    const stuck = new Set<string>();
    for (const row of events) {
      if (stuck.has(row.subject)) continue;
      await tx.query("savepoint event");
      try {
        await addDeliveries(tx, row, await subscribers.destinationsFor(tx, eventOf(row)), now);
        await tx.query("release savepoint event");
      } catch (error) {
        // One event that somebody cannot cope with must not keep the others; a broken connection ends it all right here.
        await tx.query("rollback to savepoint event");
        await tx.query("update outbox_event set retry_at = $2 where id = $1", [
          row.id,
          new Date(now.getTime() + RETRY),
        ]);
        stuck.add(row.subject);
        log.error(
          { event: row.id, topic: row.topic, error: errorName(error) },
          "outbox: no destinations could be found",
        );
      }
    }
    // Wakes the other gateways, which cannot see new deliveries by themselves.
    if (events.length > 0) await tx.query("select pg_notify('outbox', '')");
    return events.length === BATCH;
  });
}

/** The oldest events that nobody took, without those of a subject whose earlier event waits to be tried again. */
function newEvents(tx: Transaction, now: Date): Promise<EventRow[]> {
  return tx.query<EventRow>(
    `select id, position, topic, subject, payload, (extract(epoch from occurred_at) * 1000)::float8 as occurred_at
     from outbox_event event
     where taken_at is null and not exists (
       select from outbox_event earlier
       where earlier.subject = event.subject and earlier.position <= event.position
         and earlier.taken_at is null and earlier.retry_at > $1
     )
     order by event.position
     limit $2
     for update skip locked`,
    [now, BATCH],
  );
}

/** A delivery that must wait for an earlier one is due when that one is. */
async function addDeliveries(
  tx: Transaction,
  event: EventRow,
  destinations: readonly Destination[],
  now: Date,
): Promise<void> {
  for (const { id, kind } of destinations) {
    await tx.query(
      `insert into outbox_delivery (id, event_id, position, subject, destination_id, kind, next_at)
       select $1, $2, $3, $4, $5, $6, coalesce(max(earlier.next_at), $7::timestamptz)
       from outbox_delivery earlier
       where earlier.destination_id = $5 and earlier.subject = $4 and earlier.state = 'pending'
       on conflict (event_id, destination_id) do nothing`,
      [v7(), event.id, event.position, event.subject, id, kind, now],
    );
  }
  await tx.query("update outbox_event set taken_at = $2 where id = $1", [event.id, now]);
}
