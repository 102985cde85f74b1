import { Migration } from "@mikro-orm/migrations";

/** Firms: who they are, what they told of themselves, who may act for them, what they consented to. */
export class Migration20261124Businesses extends Migration {
  override up(): void {
    this.addSql(`create table business (
      id uuid primary key,
      owner text not null,
      name text not null,
      rfc bytea,
      rfc_index bytea,
      curp bytea,
      email bytea,
      version int not null default 1,
      created_at timestamptz not null,
      suppressed_at timestamptz
    )`);
    this.addSql("create index business_owner on business (owner, name, id) where suppressed_at is null");
    this.addSql("create index business_rfc on business (rfc_index) where rfc_index is not null");
    this.addSql(`create table business_fact (
      business_id uuid not null references business,
      fact text not null,
      told bytea not null,
      stated_at timestamptz not null,
      stated_by text not null,
      document_id uuid,
      primary key (business_id, fact)
    )`);
    this.addSql(`create table mandate (
      id uuid primary key,
      business_id uuid not null references business,
      holder text not null,
      scopes text[] not null check (cardinality(scopes) > 0),
      expires_on date not null,
      granted_by text not null,
      granted_at timestamptz not null,
      revoked_at timestamptz
    )`);
    this.addSql("create index mandate_business on mandate (business_id)");
    this.addSql("create index mandate_holder on mandate (holder) where revoked_at is null");
    this.addSql(`create table consent (
      id uuid primary key,
      business_id uuid not null references business,
      purpose text not null,
      given_by text not null,
      given_at timestamptz not null,
      withdrawn_at timestamptz
    )`);
    this.addSql("create unique index consent_in_force on consent (business_id, purpose) where withdrawn_at is null");

    // Reads business and mandate whatever their policies say, so that those may ask it.
    this.addSql(`create function acts_for(asked uuid, wanted text) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select caller('role') = 'business' and (
          exists (select from business where id = asked and owner = caller('subject'))
          or exists (
            select from mandate
             where business_id = asked and holder = caller('subject') and revoked_at is null
               and expires_on >= (now() at time zone 'America/Mexico_City')::date
               and (wanted = 'read' or wanted = any(scopes))))
      $$`);
    this.addSql("revoke execute on function acts_for(uuid, text) from public");
    this.addSql("grant execute on function acts_for(uuid, text) to ventanilla_caller");

    for (const table of ["business", "business_fact", "mandate", "consent"]) {
      this.addSql(`alter table ${table} enable row level security`);
      this.addSql(`grant select, insert on ${table} to ventanilla_caller`);
    }
    // Nobody gives a firm to somebody else, nor a mandate or a consent another content than it was given with.
    for (const [table, columns] of [
      ["business", "name, rfc, rfc_index, curp, email, version, suppressed_at"],
      ["business_fact", "told, stated_at, stated_by, document_id"],
      ["mandate", "revoked_at"],
      ["consent", "withdrawn_at"],
    ]) {
      this.addSql(`grant update (${columns}) on ${table} to ventanilla_caller`);
    }
    this.addSql("grant delete on business_fact to ventanilla_caller");
    this.addSql(
      "create policy reading on business for select to ventanilla_caller using (owner = caller('subject') and caller('role') = 'business' or acts_for(id, 'read'))",
    );
    this.addSql(
      "create policy registering on business for insert to ventanilla_caller with check (owner = caller('subject') and caller('role') = 'business')",
    );
    // Whoever keeps the profile by mandate does not suppress the firm.
    this.addSql(`create policy changing on business for update to ventanilla_caller using (acts_for(id, 'profile'))
      with check (acts_for(id, 'profile') and (suppressed_at is null or owner = caller('subject')))`);
    for (const [name, command, scope] of [
      ["reading", "select", "read"],
      ["telling", "insert", "profile"],
      ["correcting", "update", "profile"],
      ["forgetting", "delete", "profile"],
    ]) {
      const check = command === "insert" ? "with check" : "using";
      this.addSql(
        `create policy ${name} on business_fact for ${command} to ventanilla_caller ${check} (acts_for(business_id, '${scope}'))`,
      );
    }
    // Only the owner grants, so that a mandate never grows another.
    const owned =
      "exists (select from business b where b.id = business_id and b.owner = caller('subject') and caller('role') = 'business')";
    this.addSql(
      `create policy reading on mandate for select to ventanilla_caller using (holder = caller('subject') and caller('role') = 'business' or ${owned})`,
    );
    this.addSql(`create policy granting on mandate for insert to ventanilla_caller
      with check (${owned} and granted_by = caller('subject'))`);
    this.addSql(`create policy revoking on mandate for update to ventanilla_caller using (${owned})`);
    this.addSql(
      "create policy reading on consent for select to ventanilla_caller using (acts_for(business_id, 'read'))",
    );
    this.addSql(`create policy giving on consent for insert to ventanilla_caller
      with check (${owned} and given_by = caller('subject'))`);
    this.addSql(`create policy withdrawing on consent for update to ventanilla_caller using (${owned})`);
  }

  override down(): void {
    for (const table of ["consent", "mandate", "business_fact", "business"]) this.addSql(`drop table ${table} cascade`);
    this.addSql("drop function acts_for(uuid, text)");
  }
}
