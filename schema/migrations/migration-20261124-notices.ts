import { Migration } from "@mikro-orm/migrations";

/** Who is told of what happens: the addresses that agencies and firms gave, and what became of each message to them. */
export class Migration20261124Notices extends Migration {
  override up(): void {
    // Not by mandate: an address that hears of everything outlives a mandate.
    this.addSql(`create function owns_firm(asked uuid) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select caller('role') = 'business' and exists (
          select from business where id = asked and owner = caller('subject') and suppressed_at is null)
      $$`);
    this.addSql("revoke execute on function owns_firm(uuid) from public");
    this.addSql("grant execute on function owns_firm(uuid) to ventanilla_caller");

    this.addSql(`create table webhook_endpoint (
      id uuid primary key,
      agency text check (agency <> ''),
      business_id uuid references business,
      url text not null check (length(url) between 1 and 2048),
      topics text[] not null check (cardinality(topics) between 1 and 50),
      secret bytea not null,
      previous_secret bytea,
      previous_until timestamptz,
      version int not null default 1,
      created_at timestamptz not null,
      created_by text not null,
      disabled_at timestamptz,
      disabled_reason text check (disabled_reason in ('owner', 'gone')),
      check (num_nonnulls(agency, business_id) = 1),
      check ((previous_secret is null) = (previous_until is null)),
      check ((disabled_at is null) = (disabled_reason is null))
    )`);
    this.addSql("create index webhook_endpoint_agency on webhook_endpoint (agency) where agency is not null");
    this.addSql(
      "create index webhook_endpoint_business on webhook_endpoint (business_id) where business_id is not null",
    );
    // Deliveries name it as a text.
    this.addSql("create unique index webhook_endpoint_destination on webhook_endpoint ((id::text))");
    this.addSql("alter table webhook_endpoint enable row level security");
    this.addSql("grant select, insert, update, delete on webhook_endpoint to ventanilla_caller");
    this.addSql(`create policy own on webhook_endpoint to ventanilla_caller using (
      (agency = caller('agency') and caller('role') in ('agency_editor', 'agency_approver')) or owns_firm(business_id))`);

    // Whoever sees an address sees what became of the messages to it, and may have them sent again.
    const ofOwnEndpoint = "exists (select from webhook_endpoint e where e.id::text = destination_id)";
    this.addSql("alter table outbox_delivery enable row level security");
    this.addSql("grant select on outbox_delivery to ventanilla_caller");
    this.addSql(
      "grant update (state, attempts, next_at, last_error, delivered_at, lease_id, leased_until) on outbox_delivery to ventanilla_caller",
    );
    this.addSql(`create policy own on outbox_delivery for select to ventanilla_caller using (${ofOwnEndpoint})`);
    this.addSql(`create policy again on outbox_delivery for update to ventanilla_caller using (${ofOwnEndpoint})`);
    this.addSql("alter table outbox_event enable row level security");
    this.addSql("create policy adding on outbox_event for insert to ventanilla_caller with check (true)");
    this.addSql("grant select (id, topic, occurred_at) on outbox_event to ventanilla_caller");
    this.addSql(`create policy told on outbox_event for select to ventanilla_caller
      using (exists (select from outbox_delivery d where d.event_id = outbox_event.id))`);

    this.addSql("alter table information_request add column reminded_at timestamptz");
    this.addSql("create index command_at on command (at)");
  }

  override down(): void {
    this.addSql("drop index command_at");
    this.addSql("alter table information_request drop column reminded_at");
    for (const [policy, table] of [
      ["told", "outbox_event"],
      ["adding", "outbox_event"],
      ["again", "outbox_delivery"],
      ["own", "outbox_delivery"],
    ]) {
      this.addSql(`drop policy ${policy} on ${table}`);
    }
    for (const table of ["outbox_event", "outbox_delivery"]) {
      this.addSql(`alter table ${table} disable row level security`);
    }
    this.addSql("revoke select (id, topic, occurred_at) on outbox_event from ventanilla_caller");
    this.addSql("revoke select, update on outbox_delivery from ventanilla_caller");
    this.addSql("drop table webhook_endpoint");
    this.addSql("drop function owns_firm(uuid)");
  }
}
