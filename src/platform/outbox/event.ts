import { v7 } from "uuid";
import type { Transaction } from "../database.js";

/** Something that happened and that others want to be told of. */
export interface OutboxEvent {
  /** UUID v7; the same at each attempt and for each destination, so that receivers can tell a repetition. */
  readonly id: string;
  /** What kind of thing happened, in lower case with dots: `thing.changed`. */
  readonly topic: string;
  /** The thing it is about. Events about one subject reach a destination in the order they were committed. */
  readonly subject: string;
  readonly payload: unknown;
  readonly occurredAt: Date;
}

export interface NewEvent {
  readonly topic: string;
  readonly subject: string;
  /** Goes out as JSON, at most 64 KB of it. It is kept for weeks in plain text: keys and codes, never a person's data. */
  readonly payload: object;
  /** When it happened; left out, it is the time at which the transaction began. */
  readonly occurredAt?: Date;
}

/** First half of the lock on a subject; any number that nothing else locks with will do. */
const SUBJECT_LOCK = 0x6f7574;

/**
 * Adds an event to what the caller's own transaction commits: kept with it, or lost with it. Returns the event's id.
 *
 * From here to the end of the transaction nobody else adds an event on the same subject, so that the order of events is the
 * order of commits. A transaction with events on several subjects should add them in one fixed order, or all at once.
 */
export async function addEvent(tx: Transaction, event: NewEvent): Promise<string> {
  const [id] = await addEvents(tx, [event]);
  return id as string;
}

/** The same for several at once, in their order, with no more statements than for one. */
export async function addEvents(tx: Transaction, events: readonly NewEvent[]): Promise<readonly string[]> {
  if (events.length === 0) return [];
  const rows = events.map(({ topic, subject, payload, occurredAt = null }, place) => {
    return { id: v7(), place, topic, subject, payload, occurred_at: occurredAt };
  });
  // Whoever locks several subjects takes them in the same order.
  await tx.query(
    `select pg_advisory_xact_lock($1::int, lock)
       from (select distinct hashtext(subject) as lock from unnest($2::text[]) as subject order by 1) as locks`,
    [SUBJECT_LOCK, rows.map(({ subject }) => subject)],
  );
  await tx.query(
    `insert into outbox_event (id, topic, subject, payload, occurred_at)
     select id, topic, subject, payload, coalesce(occurred_at, now())
       from jsonb_to_recordset($1::jsonb)
            as event (id uuid, place int, topic text, subject text, payload jsonb, occurred_at timestamptz)
      order by place`,
    [JSON.stringify(rows)],
  );
  return rows.map(({ id }) => id);
}
