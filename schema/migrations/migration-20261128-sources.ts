import { Migration } from "@mikro-orm/migrations";

const DESK = "('agency_editor', 'agency_reviewer', 'agency_approver', 'service')";

/** Feeds that others publish, their harvests, and what became of each of their items. */
export class Migration20261128Sources extends Migration {
  override up(): void {
    // What the gateway is set up with, and how reading it went. A lease keeps two gateways from reading one feed at once.
    this.addSql(`create table source (
      key text primary key check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(key) <= 60),
      settings jsonb not null,
      active boolean not null,
      etag text,
      last_modified text,
      checked_at timestamptz,
      changed_at timestamptz,
      failures int not null default 0,
      next_at timestamptz not null,
      leased_by uuid,
      leased_until timestamptz
    )`);
    this.addSql(`create table harvest (
      id uuid primary key,
      source text not null references source,
      kind text not null,
      item_id text,
      allow_loss boolean not null default false,
      asked_by text,
      asked_at timestamptz not null,
      started_at timestamptz,
      ended_at timestamptz,
      outcome text not null,
      failure jsonb,
      counts jsonb not null default '{}'
    )`);
    this.addSql("create index harvest_source on harvest (source, asked_at, id)");
    this.addSql("create index harvest_waiting on harvest (asked_at) where outcome in ('waiting', 'running')");
    // What a feed said in the harvest that is under way; nothing is done with it before all of it has been read.
    this.addSql(`create unlogged table harvest_staged (
      harvest_id uuid not null references harvest on delete cascade,
      item_id text not null,
      digest text not null,
      said jsonb,
      primary key (harvest_id, item_id)
    )`);
    // An item of a feed. "said" is what its program was last made of: what an editor changed since is told apart by it.
    this.addSql(`create table source_item (
      source text not null references source,
      item_id text not null,
      state text not null,
      slug text,
      digest text not null,
      said jsonb,
      pending jsonb,
      findings jsonb not null default '[]',
      revision_id uuid references revision,
      first_seen_at timestamptz not null,
      seen_at timestamptz not null,
      changed_at timestamptz not null,
      vanished_at timestamptz,
      id uuid not null unique default gen_random_uuid(),
      primary key (source, item_id)
    )`);
    this.addSql("create index source_item_slug on source_item (slug)");
    this.addSql("create index source_item_state on source_item (source, state, item_id)");
    this.addSql("create index source_item_revision on source_item (revision_id) where revision_id is not null");
    this.addSql(`create table harvest_record (
      harvest_id uuid not null references harvest on delete cascade,
      item_id text not null,
      what text not null,
      slug text,
      findings jsonb not null default '[]',
      id uuid not null unique default gen_random_uuid(),
      primary key (harvest_id, item_id)
    )`);
    // That an item was taken for a program of another source, by which evidence, and whether somebody said it is not.
    this.addSql(`create table source_join (
      id uuid primary key,
      source text not null,
      item_id text not null,
      slug text not null,
      score int not null,
      evidence text[] not null,
      joined_by text not null,
      joined_at timestamptz not null,
      parted_by text,
      parted_at timestamptz,
      foreign key (source, item_id) references source_item
    )`);
    this.addSql("create index source_join_item on source_join (source, item_id)");

    // Sources and harvests are public; what is wrong with an item is for the agency that owns the source.
    this.addSql(`create function owns_source(asked text) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from source where key = asked and settings ->> 'owner' = caller('agency') and coalesce(caller('agency'), '') <> '')
      $$`);
    this.addSql("revoke execute on function owns_source(text) from public");
    this.addSql("grant execute on function owns_source(text) to ventanilla_caller");
    for (const table of ["source", "harvest", "harvest_staged", "source_item", "harvest_record", "source_join"])
      this.addSql(`alter table ${table} enable row level security`);
    this.addSql("grant select on source, harvest, source_item, harvest_record to ventanilla_caller");
    for (const table of ["source", "harvest"])
      this.addSql(`create policy reading on ${table} for select to ventanilla_caller using (true)`);
    const inbox = (source: string) =>
      `owns_source(${source}) and caller('role') in ${DESK} or caller('role') in ('auditor', 'administrator')`;
    this.addSql(`create policy reading on source_item for select to ventanilla_caller using (${inbox("source")})`);
    this.addSql(`create policy reading on harvest_record for select to ventanilla_caller
      using (exists (select from harvest h where h.id = harvest_id and (${inbox("h.source")})))`);
    this.addSql("grant update (slug, state, pending, findings) on source_item to ventanilla_caller");
    const deciding = `(owns_source(source) and caller('role') in ${DESK} or caller('role') = 'administrator')`;
    this.addSql(`create policy deciding on source_item for update to ventanilla_caller using ${deciding}`);
    this.addSql("grant select, insert, update (parted_by, parted_at) on source_join to ventanilla_caller");
    this.addSql(`create policy reading on source_join for select to ventanilla_caller using (${inbox("source")})`);
    this.addSql(`create policy joining on source_join for insert to ventanilla_caller
      with check (${deciding} and joined_by = caller('subject'))`);
    this.addSql(`create policy parting on source_join for update to ventanilla_caller
      using ${deciding} with check (parted_by = caller('subject'))`);
    this.addSql("grant insert on harvest to ventanilla_caller");
    this.addSql(`create policy asking on harvest for insert to ventanilla_caller
      with check (${deciding} and asked_by = caller('subject') and outcome = 'waiting' and started_at is null
        and (not allow_loss or caller('role') in ('agency_approver', 'administrator')))`);
  }

  override down(): void {
    for (const table of ["source_join", "harvest_record", "source_item", "harvest_staged", "harvest", "source"])
      this.addSql(`drop table ${table} cascade`);
    this.addSql("drop function owns_source(text)");
  }
}
