import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "../database.js";
import type { Delivery, Subscribers } from "./destination.js";
import { type EventRow, eventOf } from "./fan-out.js";
import { MOST_ATTEMPTS, type Settlement } from "./schedule.js";

/** A delivery that this gateway alone may attempt until the lease ends. */
export interface Leased extends Delivery {
  readonly lease: string;
}

interface Row extends EventRow {
  readonly delivery_id: string;
  readonly destination_id: string;
  readonly kind: string;
  readonly attempts: number;
}

/** Deliveries in PostgreSQL. Leases go by its clock, which all gateways share; what is due goes by the time they are given. */
export class Queue {
  constructor(private readonly database: Database) {}

  /**
   * Takes one due delivery, or undefined. It is one that nobody holds (or whose holder's lease is over) and that no earlier
   * one of its subject and destination is pending before; never for a destination in `except`. `lease` in milliseconds.
   */
  async take(now: Date, lease: number, except: readonly string[]): Promise<Leased | undefined> {
    const id = randomUUID();
    const [row] = await this.database.query<Row>(
      `with due as (
         select delivery.id from outbox_delivery delivery
         where state = 'pending' and next_at <= $1 and attempts < $2 and destination_id <> all($3::text[])
           and (leased_until is null or leased_until < clock_timestamp())
           and not exists (
             select from outbox_delivery earlier
             where earlier.destination_id = delivery.destination_id and earlier.subject = delivery.subject
               and earlier.position < delivery.position and earlier.state = 'pending'
           )
         order by next_at, position
         limit 1
         for update skip locked
       )
       update outbox_delivery delivery
       set attempts = attempts + 1, lease_id = $4, leased_until = clock_timestamp() + $5 * interval '1 millisecond'
       from due, outbox_event event
       where delivery.id = due.id and event.id = delivery.event_id
       returning delivery.id as delivery_id, destination_id, kind, attempts, event.id, event.position, event.topic,
         event.subject, event.payload, (extract(epoch from event.occurred_at) * 1000)::float8 as occurred_at`,
      [now, MOST_ATTEMPTS, except, id, lease],
    );
    if (row === undefined) return undefined;
    const destination = { id: row.destination_id, kind: row.kind };
    return { id: row.delivery_id, event: eventOf(row), destination, attempt: row.attempts, lease: id };
  }

  /**
   * Notes how an attempt ended. Answers whether the lease still held: if not, another gateway has the delivery now.
   * What waits for this delivery becomes due together with it, so that nobody looks through a long queue whose head is not due.
   */
  async record({ id, lease }: Leased, { state, nextAt, lastError }: Settlement): Promise<boolean> {
    const rows = await this.database.query(
      `with settled as (
         update outbox_delivery
         set state = $3, next_at = $4, last_error = $5, lease_id = null, leased_until = null,
           delivered_at = case when $3 = 'delivered' then $4::timestamptz end
         where id = $1 and lease_id = $2 returning destination_id, subject, position
       ), moved as (
         update outbox_delivery later set next_at = $4 from settled
         where later.destination_id = settled.destination_id and later.subject = settled.subject
           and later.position > settled.position and later.state = 'pending'
           and case when $3 = 'pending' then later.next_at < $4 else later.next_at > $4 end
       )
       select from settled`,
      [id, lease, state, nextAt, lastError],
    );
    return rows.length > 0;
  }

  /** Gives a delivery back as if it had not been taken. */
  async release({ id, lease }: Leased): Promise<void> {
    await this.database.query(
      `update outbox_delivery set attempts = attempts - 1, lease_id = null, leased_until = null
       where id = $1 and lease_id = $2`,
      [id, lease],
    );
    await wake(this.database);
  }

  /** Gives up all that waits for the destination of a delivery, which is gone, and has it switched off. */
  giveUp({ id, lease, destination }: Leased, now: Date, switchOff: Subscribers["switchOff"]): Promise<void> {
    return this.database.asGateway(async (tx) => {
      await tx.query(
        `update outbox_delivery
         set state = 'dead', next_at = $4, last_error = 'gone', lease_id = null, leased_until = null
         where (id = $1 and lease_id = $2)
           or (destination_id = $3 and state = 'pending' and (leased_until is null or leased_until < clock_timestamp()))`,
        [id, lease, destination.id, now],
      );
      await switchOff?.(tx, destination);
    });
  }

  redeliver(deliveryId: string, now: Date): Promise<boolean> {
    return redeliver(this.database, deliveryId, now);
  }

  /** Settles deliveries whose last attempt ended with the gateway that made it. */
  async buryAbandoned(now: Date): Promise<void> {
    await this.database.query(
      `update outbox_delivery
       set state = 'dead', next_at = $1, last_error = 'abandoned', lease_id = null, leased_until = null
       where state = 'pending' and attempts >= $2 and leased_until < clock_timestamp()`,
      [now, MOST_ATTEMPTS],
    );
  }

  /**
   * Deletes a batch of events that were delivered everywhere before `delivered`, and what is dead since before `dead`;
   * answers how many. What is pending stays.
   */
  async clean(delivered: Date, dead: Date, batch: number): Promise<number> {
    const rows = await this.database.query(
      `delete from outbox_event where id in (
         select id from outbox_event event
         where taken_at < $1 and not exists (
           select from outbox_delivery delivery
           where delivery.event_id = event.id
             and (state = 'pending' or (state = 'delivered' and delivered_at >= $1) or (state = 'dead' and next_at >= $2))
         )
         limit $3
       ) returning id`,
      [delivered, dead, batch],
    );
    return rows.length;
  }
}

/**
 * Has a settled delivery sent once more, with the same id, when the transaction commits. False when there is none that the
 * transaction may see, or when it is being sent.
 */
export async function redeliver(store: Pick<Transaction, "query">, deliveryId: string, now: Date): Promise<boolean> {
  const rows = await store.query(
    `update outbox_delivery
     set state = 'pending', attempts = 0, next_at = $2, last_error = null, delivered_at = null,
       lease_id = null, leased_until = null
     where id = $1 and (leased_until is null or leased_until < clock_timestamp()) returning id`,
    [deliveryId, now],
  );
  if (rows.length > 0) await wake(store);
  return rows.length > 0;
}

/** How many events nobody has looked at yet, counted up to `most`. */
export async function untaken(store: Pick<Transaction, "query">, most: number): Promise<number> {
  const rows = await store.query("select from outbox_event where taken_at is null limit $1", [most]);
  return rows.length;
}

/** How many events nobody took yet, and how many deliveries are still to be made. */
export async function waiting(store: Pick<Transaction, "query">): Promise<{ events: number; deliveries: number }> {
  const [row] = await store.query<{ events: number; deliveries: number }>(
    `select (select count(*) from outbox_event where taken_at is null)::int as events,
            (select count(*) from outbox_delivery where state = 'pending')::int as deliveries`,
  );
  return row ?? { events: 0, deliveries: 0 };
}

async function wake(store: Pick<Transaction, "query">): Promise<void> {
  await store.query("select pg_notify('outbox', '')");
}
