import { Migration } from "@mikro-orm/migrations";

/** Keys of the systems of agencies. The gateway itself checks them; of their secrets callers are granted nothing. */
export class Migration20261124Identity extends Migration {
  override up(): void {
    this.addSql(`create table api_key (
      id text primary key check (id ~ '^[0-9a-f]{16}$'),
      agency text not null check (agency <> ''),
      label text not null check (label <> ''),
      secret_hash bytea not null check (length(secret_hash) = 32),
      created_at timestamptz not null,
      created_by text not null,
      expires_at timestamptz null,
      revoked_at timestamptz null,
      revoked_by text null,
      last_used_on date null,
      check ((revoked_at is null) = (revoked_by is null))
    )`);
    this.addSql("create index api_key_of_agency on api_key (agency, created_at, id)");
    this.addSql("alter table api_key enable row level security");
    this.addSql(`grant select (id, agency, label, created_at, created_by, expires_at, revoked_at, revoked_by, last_used_on), insert,
      update (revoked_at, revoked_by) on api_key to ventanilla_caller`);
    const administrator = "caller('role') = 'administrator'";
    this.addSql(`create policy reading on api_key for select to ventanilla_caller
      using (${administrator} or caller('role') = 'agency_approver' and agency = caller('agency'))`);
    this.addSql(`create policy making on api_key for insert to ventanilla_caller
      with check (${administrator} and created_by = caller('subject'))`);
    this.addSql(`create policy revoking on api_key for update to ventanilla_caller using (${administrator})`);
  }

  override down(): void {
    this.addSql("drop table api_key");
  }
}
