import { Migration } from "@mikro-orm/migrations";

/** What happened and must be told to others: events, and one delivery for each event and destination. */
export class Migration20261124Outbox extends Migration {
  override up(): void {
    // `position` and not the id gives the order: clocks of several gateways disagree, a sequence does not.
    this.addSql(`create table outbox_event (
      id uuid primary key,
      position bigint not null unique generated always as identity,
      topic text not null check (topic ~ '^[a-z0-9_.-]{1,100}$'),
      subject text not null check (length(subject) between 1 and 200),
      payload jsonb not null check (octet_length(payload::text) <= 65536),
      occurred_at timestamptz not null default now(),
      taken_at timestamptz,
      retry_at timestamptz
    )`);
    this.addSql("create index outbox_event_untaken on outbox_event (position) where taken_at is null");
    this.addSql("create index outbox_event_untaken_subject on outbox_event (subject, position) where taken_at is null");
    this.addSql("create index outbox_event_taken on outbox_event (taken_at) where taken_at is not null");
    // Whoever acts may add, and neither read nor change what was added.
    this.addSql("grant insert (id, topic, subject, payload, occurred_at) on outbox_event to ventanilla_caller");

    // An error is stored as its class, which no text of a message, an address or a secret can pass for.
    this.addSql(`create table outbox_delivery (
      id uuid primary key,
      event_id uuid not null references outbox_event on delete cascade,
      position bigint not null,
      subject text not null,
      destination_id text not null check (length(destination_id) between 1 and 200),
      kind text not null check (kind ~ '^[a-z-]{1,40}$'),
      state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
      attempts int not null default 0,
      next_at timestamptz not null,
      lease_id uuid,
      leased_until timestamptz,
      last_error text check (last_error ~ '^[a-z0-9-]{1,40}$'),
      delivered_at timestamptz,
      unique (event_id, destination_id)
    )`);
    this.addSql("create index outbox_delivery_due on outbox_delivery (next_at, position) where state = 'pending'");
    this.addSql(
      "create index outbox_delivery_order on outbox_delivery (destination_id, subject, position) where state = 'pending'",
    );
    this.addSql("create index outbox_delivery_destination on outbox_delivery (destination_id, position desc)");

    // PostgreSQL sends one notice a transaction, and only once it has committed.
    this.addSql(`create function notify_outbox() returns trigger language plpgsql as $$
      begin
        perform pg_notify('outbox', '');
        return null;
      end $$`);
    this.addSql(`create trigger outbox_event_added after insert on outbox_event
      for each statement execute function notify_outbox()`);
  }

  override down(): void {
    this.addSql("drop table outbox_delivery");
    this.addSql("drop table outbox_event");
    this.addSql("drop function notify_outbox()");
  }
}
