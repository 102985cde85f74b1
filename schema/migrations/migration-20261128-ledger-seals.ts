import { Migration } from "@mikro-orm/migrations";

/** What nothing changes or removes, beside the entries themselves. */
const KEPT = ["ledger_key", "ledger_place", "ledger_node", "ledger_head"];
const TABLES = ["ledger_waiting", ...KEPT];

/** The ledger as a chain and a tree: each entry gets its place, and signed heads say what the whole comes to. */
export class Migration20261128LedgerSeals extends Migration {
  override up(): void {
    // Each entry its own salt, those that are there already too: 244 random bits.
    this.addSql(`alter table ledger_entry add column actor_salt bytea not null
      default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
      check (length(actor_salt) = 32)`);
    this.addSql(`create table ledger_waiting (
      entry_id bigint primary key references ledger_entry,
      written_in xid8 not null default pg_current_xact_id(),
      since timestamptz not null default now()
    )`);
    this.addSql("create index ledger_waiting_since on ledger_waiting (since)");
    this.addSql("insert into ledger_waiting (entry_id) select id from ledger_entry order by id");

    this.addSql(`create table ledger_key (
      id text primary key,
      public_key bytea not null unique check (length(public_key) = 32),
      known_since timestamptz not null
    )`);
    const hash = (name: string) => `${name} bytea not null check (length(${name}) = 32)`;
    this.addSql(`create table ledger_place (
      position bigint primary key check (position >= 0),
      entry_id bigint not null unique references ledger_entry,
      ${hash("previous")},
      ${hash("leaf")},
      ${hash("link")}
    )`);
    // Whole subtrees above the leaves, so that a proof reads as many rows as the tree is high.
    this.addSql(`create table ledger_node (
      level smallint check (level > 0),
      at bigint check (at >= 0),
      ${hash("hash")},
      primary key (level, at)
    )`);
    this.addSql(`create table ledger_head (
      size bigint primary key check (size > 0),
      ${hash("root")},
      ${hash("link")},
      sealed_at timestamptz not null,
      held_back boolean not null,
      key_id text not null references ledger_key,
      signature bytea not null check (length(signature) = 64)
    )`);
    for (const table of KEPT) {
      this.addSql(`create trigger append_only before update or delete or truncate on ${table}
        for each statement execute function refuse_change()`);
    }
    // Of these tables callers have nothing at all: what may be seen of them goes through the gateway, or the function below.
    for (const table of TABLES) this.addSql(`alter table ${table} enable row level security`);

    // By the clock of the database, which all gateways share; zero is for ever.
    this.addSql(`create function ledger_is_stalled() returns boolean language plpgsql stable as $$
      declare longest int := coalesce(nullif(current_setting('app.ledger_stall_seconds', true), ''), '0')::int;
      begin
        return longest > 0 and exists (select from ledger_waiting where since < now() - make_interval(secs => longest));
      end $$`);
    this.addSql("revoke execute on function ledger_is_stalled() from public");
    // No entry can be kept without waiting to be sealed; and once one has waited too long, none is taken any more.
    this.addSql(`create function ledger_entry_waits() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if ledger_is_stalled() then
          raise exception 'no decision is taken until the ledger is sealed' using errcode = 'insufficient_resources';
        end if;
        insert into ledger_waiting (entry_id) values (new.id);
        return null;
      end $$`);
    this.addSql("revoke execute on function ledger_entry_waits() from public");
    this.addSql(`create trigger entry_waits after insert on ledger_entry
      for each row execute function ledger_entry_waits()`);

    // The entries of an application for whoever may read it, with no name of anybody: neither who acted nor the salt leaves it.
    this.addSql(`create function ledger_receipts(application text)
      returns table (id bigint, actor_commitment bytea, role text, agency text, action text, object_type text, object_id text,
                     from_state text, to_state text, object_version int, rules text, commitment bytea, at timestamptz,
                     place bigint)
      language sql stable security definer set search_path = public, pg_temp as $$
        select e.id, sha256(e.actor_salt || convert_to(e.actor, 'UTF8')), e.role, e.agency, e.action, e.object_type,
               e.object_id, e.from_state, e.to_state, e.object_version, e.rules, e.commitment, e.at, p.position
          from ledger_entry e
          join application a on a.id::text = e.object_id
          left join ledger_place p on p.entry_id = e.id
         where e.object_type = 'Application' and e.object_id = application
           and (acts_for(a.business_id, 'read')
             or (a.folio is not null and (caller('role') = 'auditor' or (a.agency = caller('agency')
               and caller('role') in ('agency_editor', 'agency_reviewer', 'agency_approver', 'service')))))
      $$`);
    this.addSql("revoke execute on function ledger_receipts(text) from public");
    this.addSql("grant execute on function ledger_receipts(text) to ventanilla_caller");
  }

  override down(): void {
    this.addSql("drop function ledger_receipts(text)");
    this.addSql("drop trigger entry_waits on ledger_entry");
    this.addSql("drop function ledger_entry_waits()");
    this.addSql("drop function ledger_is_stalled()");
    for (const table of ["ledger_head", "ledger_node", "ledger_place", "ledger_key", "ledger_waiting"]) {
      this.addSql(`drop table ${table}`);
    }
    this.addSql("alter table ledger_entry drop column actor_salt");
  }
}
