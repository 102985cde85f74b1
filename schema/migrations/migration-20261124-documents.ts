import { Migration } from "@mikro-orm/migrations";

/** Documents of firms, and the applications they are attached to. The bytes are kept elsewhere. */
export class Migration20261124Documents extends Migration {
  override up(): void {
    this.addSql(`create table document (
      id uuid primary key,
      business_id uuid not null references business,
      kind text not null,
      file_key uuid not null unique,
      name bytea,
      media_type text not null,
      size int not null check (size > 0),
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      valid_from date,
      valid_until date,
      created_by text not null,
      created_at timestamptz not null,
      stored_at timestamptz,
      removed_at timestamptz,
      check (valid_until >= valid_from)
    )`);
    this.addSql("create index document_business on document (business_id, id) where removed_at is null");
    this.addSql("create index document_removed on document (removed_at) where removed_at is not null");
    this.addSql(`create table application_document (
      application_id uuid not null references application,
      evidence text not null,
      document_id uuid not null references document,
      attached_by text not null,
      attached_at timestamptz not null,
      primary key (application_id, evidence, document_id)
    )`);
    this.addSql("create index application_document_document on application_document (document_id)");

    for (const table of ["document", "application_document"]) {
      this.addSql(`alter table ${table} enable row level security`);
      this.addSql(`grant select, insert on ${table} to ventanilla_caller`);
    }
    this.addSql("grant update (removed_at, name) on document to ventanilla_caller");
    const keeps = "acts_for(business_id, 'apply')";
    // An agency sees what is attached to an application that it sees.
    this.addSql(`create policy reading on document for select to ventanilla_caller using (acts_for(business_id, 'read')
      or caller('role') <> 'business' and exists (select from application_document a where a.document_id = document.id))`);
    this.addSql(
      `create policy bringing on document for insert to ventanilla_caller
        with check (${keeps} and created_by = caller('subject') and stored_at is null)`,
    );
    this.addSql(`create policy removing on document for update to ventanilla_caller using (${keeps})`);
    this.addSql(`create policy reading on application_document for select to ventanilla_caller
      using (exists (select from application a where a.id = application_id))`);
    // Reads document whatever its policies say, which ask for what it is attached to.
    this.addSql(`create function is_document_of(asked uuid, firm uuid) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from document where id = asked and business_id = firm and removed_at is null)
      $$`);
    this.addSql("revoke execute on function is_document_of(uuid, uuid) from public");
    this.addSql("grant execute on function is_document_of(uuid, uuid) to ventanilla_caller");
    this.addSql(`create policy attaching on application_document for insert to ventanilla_caller
      with check (exists (select from application a where a.id = application_id
        and is_document_of(document_id, a.business_id) and acts_for(a.business_id, 'apply'))
        and attached_by = caller('subject'))`);
  }

  override down(): void {
    this.addSql("drop table application_document cascade");
    this.addSql("drop table document");
    this.addSql("drop function is_document_of(uuid, uuid)");
  }
}
