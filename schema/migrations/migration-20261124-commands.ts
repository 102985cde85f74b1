import { Migration } from "@mikro-orm/migrations";

/** Writing once: the keys of commands with their answers, and the ledger of decisions, which nothing changes or removes. */
export class Migration20261124Commands extends Migration {
  override up(): void {
    this.addSql(`create table command (
      role text not null,
      agency text not null default '',
      subject text not null,
      key text not null,
      operation text not null,
      fingerprint text not null,
      answer jsonb,
      at timestamptz not null default now(),
      primary key (role, agency, subject, key)
    )`);
    this.addSql("alter table command enable row level security");
    // One person with two roles is two callers.
    this.addSql(`create policy own on command to ventanilla_caller using
      (subject = caller('subject') and role = caller('role') and agency = coalesce(caller('agency'), ''))`);
    this.addSql("grant select, insert, update on command to ventanilla_caller");

    this.addSql(`create table ledger_entry (
      id bigint generated always as identity primary key,
      actor text not null,
      role text not null,
      agency text,
      action text not null,
      object_type text not null,
      object_id text not null,
      from_state text,
      to_state text not null,
      object_version int not null,
      rules text,
      commitment bytea not null check (length(commitment) = 32),
      at timestamptz not null
    )`);
    this.addSql("create index ledger_entry_object on ledger_entry (object_id, id)");
    this.addSql(`create table ledger_salt (
      entry_id bigint primary key references ledger_entry,
      object_id text not null,
      salt bytea not null
    )`);
    this.addSql("create index ledger_salt_object on ledger_salt (object_id)");
    this.addSql(`create function refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
      end $$`);
    this.addSql(`create trigger append_only before update or delete or truncate on ledger_entry
      for each statement execute function refuse_change()`);
    for (const table of ["ledger_entry", "ledger_salt"]) {
      this.addSql(`alter table ${table} enable row level security`);
      this.addSql(`grant insert on ${table} to ventanilla_caller`);
    }
    const oneself =
      "actor = caller('subject') and role = caller('role') and agency is not distinct from caller('agency')";
    this.addSql(`create policy append on ledger_entry for insert to ventanilla_caller with check (${oneself})`);
    this.addSql("create policy append on ledger_salt for insert to ventanilla_caller with check (true)");
    this.addSql(`create policy written on ledger_entry for select to ventanilla_caller
      using (${oneself} or caller('role') = 'auditor')`);
    this.addSql("grant select on ledger_entry to ventanilla_caller");
  }

  override down(): void {
    for (const table of ["ledger_salt", "ledger_entry", "command"]) this.addSql(`drop table ${table}`);
    this.addSql("drop function refuse_change()");
  }
}
