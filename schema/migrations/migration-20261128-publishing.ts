import { Migration } from "@mikro-orm/migrations";

const PEOPLE = "('agency_editor', 'agency_reviewer', 'agency_approver', 'service')";

/** Revisions: changes to programs that are drafted, approved by a second person and published on a day; and who may draft for whom. */
export class Migration20261128Publishing extends Migration {
  override up(): void {
    // An edition whose end is known is recorded anew; it goes on being the edition of that number.
    this.addSql("alter table program_version add column continues uuid references program_version");
    this.addSql("create index program_version_continues on program_version (continues) where continues is not null");
    this.addSql("alter table program_version drop constraint program_version_program_id_number_key");
    this.addSql("alter table program_version add unique (program_id, number, in_force)");

    this.addSql(`create table publishing_delegation (
      id uuid primary key,
      owner text not null,
      delegate text not null check (delegate <> owner),
      until date not null,
      granted_by text not null,
      granted_at timestamptz not null,
      revoked_at timestamptz
    )`);
    this.addSql("create index publishing_delegation_delegate on publishing_delegation (delegate, owner)");

    this.addSql(`create table revision (
      id uuid primary key,
      agency text not null check (agency <> ''),
      state text not null,
      version int not null check (version >= 1),
      title text not null,
      reason text not null,
      effective_on date,
      rolls_back uuid references revision,
      author text not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      submitted_at timestamptz,
      approved_at timestamptz,
      approved_by text,
      published_at timestamptz,
      check (approved_by <> author)
    )`);
    this.addSql("create index revision_agency on revision (agency, updated_at, id)");
    this.addSql("create index revision_due on revision (effective_on) where state in ('approved', 'scheduled')");
    this.addSql(`create table revision_item (
      revision_id uuid not null references revision,
      slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
      base_version_id uuid references program_version,
      document jsonb not null,
      published_version_id uuid references program_version,
      primary key (revision_id, slug)
    )`);
    this.addSql("create index revision_item_slug on revision_item (slug)");
    this.addSql("create index revision_item_published on revision_item (published_version_id)");
    this.addSql(`create table revision_event (
      id uuid primary key,
      revision_id uuid not null references revision,
      version int not null,
      what text not null,
      from_state text,
      to_state text not null,
      role text not null,
      actor text not null,
      reason text,
      at timestamptz not null
    )`);
    this.addSql("create index revision_event_revision on revision_event (revision_id, version)");
    this.addSql(`create trigger append_only before update or delete or truncate on revision_event
      for each statement execute function refuse_change()`);

    // The agencies that the caller may publish for: its own, and those that delegated to it.
    this.addSql(`create function publishing_agencies() returns setof text
      language sql stable security definer set search_path = public, pg_temp as $$
        select caller('agency') where coalesce(caller('agency'), '') <> ''
         union select owner from publishing_delegation
          where delegate = caller('agency') and revoked_at is null and until >= (now() at time zone 'America/Mexico_City')::date
      $$`);
    this.addSql("revoke execute on function publishing_agencies() from public");
    this.addSql("grant execute on function publishing_agencies() to ventanilla_caller");

    // Whether the caller's agency may publish a program: it runs it today, or whoever runs it delegated it; a new one must name the
    // agency, or the one that delegated, as running it.
    this.addSql(`create function may_publish(wanted text, proposed jsonb) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        with mine as (select agency from publishing_agencies() as agency), runs (role) as (values ('administrator'), ('competent_authority'), ('executing_agency'), ('intermediary')),
        now_run as (
          select a.slug from program p
            join program_version v on v.program_id = p.id and v.superseded_at is null and upper_inf(v.in_force)
            join program_agency pa on pa.version_id = v.id join runs on runs.role = pa.role
            join agency a on a.id = pa.agency_id
           where p.slug = wanted
        )
        select exists (select from now_run join mine on mine.agency = now_run.slug)
          or not exists (select from program where slug = wanted) and exists (
            select from jsonb_array_elements(case when jsonb_typeof(proposed -> 'agencies') = 'array' then proposed -> 'agencies' else '[]' end) one
              join runs on runs.role = one ->> 'role' join mine on mine.agency = one ->> 'agency')
      $$`);
    this.addSql("revoke execute on function may_publish(text, jsonb) from public");
    this.addSql("grant execute on function may_publish(text, jsonb) to ventanilla_caller");

    for (const table of ["publishing_delegation", "revision", "revision_item", "revision_event"])
      this.addSql(`alter table ${table} enable row level security`);
    const own = "agency = caller('agency')";
    const people = `caller('role') in ${PEOPLE}`;
    this.addSql("grant select, insert, update on revision to ventanilla_caller");
    this.addSql(`create policy reading on revision for select to ventanilla_caller
      using (${own} and ${people} or caller('role') = 'auditor')`);
    this.addSql(`create policy drafting on revision for insert to ventanilla_caller
      with check (${own} and ${people} and author = caller('subject') and state = 'draft' and approved_by is null)`);
    this.addSql(`create policy moving on revision for update to ventanilla_caller using (${own} and ${people})`);
    const ofOne = (condition: string) =>
      `exists (select from revision r where r.id = revision_id and ${condition} and r.agency = caller('agency') and ${people})`;
    this.addSql(
      "grant select, insert, delete, update (base_version_id, document) on revision_item to ventanilla_caller",
    );
    this.addSql(`create policy reading on revision_item for select to ventanilla_caller
      using (exists (select from revision r where r.id = revision_id))`);
    this.addSql(`create policy drafting on revision_item for insert to ventanilla_caller
      with check (${ofOne("r.state = 'draft'")} and may_publish(slug, document) and published_version_id is null)`);
    this.addSql(`create policy changing on revision_item for update to ventanilla_caller
      using (${ofOne("r.state = 'draft'")}) with check (may_publish(slug, document))`);
    this.addSql(
      `create policy dropping on revision_item for delete to ventanilla_caller using (${ofOne("r.state = 'draft'")})`,
    );
    this.addSql("grant select, insert on revision_event to ventanilla_caller");
    this.addSql(`create policy reading on revision_event for select to ventanilla_caller
      using (exists (select from revision r where r.id = revision_id))`);
    this.addSql(`create policy writing on revision_event for insert to ventanilla_caller
      with check (${ofOne("true")} and actor = caller('subject') and role = caller('role')
        and (what not in ('approve', 'reject', 'call_off') or caller('role') = 'agency_approver')
        and (what <> 'send_back' or caller('role') in ('agency_reviewer', 'agency_approver')))`);
    this.addSql("grant select, insert, update (revoked_at) on publishing_delegation to ventanilla_caller");
    this.addSql(`create policy reading on publishing_delegation for select to ventanilla_caller
      using ((owner = caller('agency') or delegate = caller('agency')) and ${people} or caller('role') = 'auditor')`);
    this.addSql(`create policy granting on publishing_delegation for insert to ventanilla_caller
      with check (owner = caller('agency') and caller('role') = 'agency_approver' and granted_by = caller('subject'))`);
    this.addSql(`create policy revoking on publishing_delegation for update to ventanilla_caller
      using (owner = caller('agency') and caller('role') = 'agency_approver')`);

    // What callers cannot do whatever the gateway lets through: approve what they worked on, publish, rewrite what is decided.
    this.addSql(`create function guard_revision() returns trigger language plpgsql as $$
      begin
        if current_user <> 'ventanilla_caller' then return new; end if;
        if (new.agency, new.author, new.created_at, new.rolls_back) is distinct from (old.agency, old.author, old.created_at, old.rolls_back)
           or new.published_at is distinct from old.published_at then
          raise exception 'a revision keeps whose it is' using errcode = 'insufficient_privilege';
        end if;
        if old.state <> 'draft' and (new.title, new.reason) is distinct from (old.title, old.reason) then
          raise exception 'only a draft is edited' using errcode = 'insufficient_privilege';
        end if;
        if new.state in ('published', 'superseded', 'rolled_back') and new.state <> old.state then
          raise exception 'the gateway itself publishes' using errcode = 'insufficient_privilege';
        end if;
        if (new.state = 'rejected' or old.state in ('approved', 'scheduled')) and new.state <> old.state and caller('role') <> 'agency_approver' then
          raise exception 'only an approver decides' using errcode = 'insufficient_privilege';
        end if;
        if old.state in ('published', 'superseded', 'rolled_back', 'rejected', 'discarded') then
          raise exception 'this revision has ended' using errcode = 'insufficient_privilege';
        end if;
        if new.approved_by is distinct from old.approved_by or new.approved_at is distinct from old.approved_at
           or new.state in ('approved', 'scheduled') and new.state <> old.state then
          if old.state <> 'submitted' or new.state not in ('approved', 'scheduled')
             or caller('role') <> 'agency_approver' or new.approved_by is distinct from caller('subject')
             or exists (select from revision_event e where e.revision_id = new.id and e.actor = caller('subject')
                         and e.what in ('draft', 'edit', 'rebase', 'submit')) then
            raise exception 'a second person approves' using errcode = 'insufficient_privilege';
          end if;
        end if;
        return new;
      end $$`);
    this.addSql(
      "create trigger guard_revision before update on revision for each row execute function guard_revision()",
    );
  }

  override down(): void {
    for (const table of ["revision_event", "revision_item", "revision", "publishing_delegation"])
      this.addSql(`drop table ${table} cascade`);
    this.addSql("drop function guard_revision()");
    this.addSql("drop function may_publish(text, jsonb)");
    this.addSql("drop function publishing_agencies()");
    this.addSql("alter table program_version drop constraint program_version_program_id_number_in_force_key");
    this.addSql("alter table program_version drop column continues");
    this.addSql("alter table program_version add unique (program_id, number)");
  }
}
