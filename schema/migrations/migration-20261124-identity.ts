import { Migration } from "@mikro-orm/migrations";

/** Keys of the systems of agencies. Only the gateway itself reads them: the role of callers is granted nothing here. */
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
  }

  override down(): void {
    this.addSql("drop table api_key");
  }
}
