import { Migration } from "@mikro-orm/migrations";

/** Calls that close when enough was asked of them, and calls that are opened and altered by revisions. */
export class Migration20261128RevisionCalls extends Migration {
  override up(): void {
    this.addSql("alter table call add column closed_because text check (closed_because in ('agency', 'demand'))");
    this.addSql("update call set closed_because = 'agency' where closed_at is not null");
    this.addSql("alter table call add check ((closed_at is null) = (closed_because is null))");
    this.addSql(`alter table call
      add column closes_at_percent int check (closes_at_percent between 100 and 10000),
      add check (closes_at_percent is null or budget_cents is not null)`);
    this.addSql("grant update (closed_because) on call to ventanilla_caller");

    // What is asked of calls by what was handed in and is neither withdrawn, lapsed nor out of place.
    this.addSql(`create function requests_of(calls uuid[]) returns table (call_id uuid, cents numeric, firms int)
      language sql stable as $$
        select a.call_id, sum(a.requested_cents), count(distinct a.business_id)::int
          from application a
         where a.call_id = any(calls) and a.folio is not null and a.state not in ('withdrawn', 'lapsed', 'ineligible')
         group by a.call_id
      $$`);
    // For everybody: of three firms and more, so that no firm's own can be read off.
    this.addSql(`create function requested_of_calls(calls uuid[]) returns table (call_id uuid, cents numeric)
      language sql stable security definer set search_path = public, pg_temp as $$
        select r.call_id, r.cents from requests_of(calls) r where r.firms >= 3
      $$`);
    // Closes a call of which enough is asked, with what is about to be; whoever asks holds a lock on it.
    this.addSql(`create function close_by_demand(wanted uuid, more bigint, at timestamptz) returns boolean
      language sql as $$
        with closed as (
          update call c set closed_at = at, closed_because = 'demand', version = c.version + 1
           where c.id = wanted and c.closed_at is null and c.closes_at_percent is not null
             and (coalesce((select cents from requests_of(array[wanted])), 0) + more) * 100 >= c.budget_cents::numeric * c.closes_at_percent
          returning 1)
        select exists (select from closed)
      $$`);
    // Handing in one's draft under a call that closes by demand: one after another, under that call alone. Says what becomes of the call.
    this.addSql(`create function take_request(handed_in uuid, at timestamptz) returns text
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        asked record;
        closed timestamptz;
      begin
        select a.call_id, a.requested_cents into asked from application a
         where a.id = handed_in and a.state = 'draft' and acts_for(a.business_id, 'apply');
        if not found then
          raise exception 'not an application to hand in' using errcode = 'insufficient_privilege';
        end if;
        select c.closed_at into closed from call c where c.id = asked.call_id for no key update;
        if closed is not null then return 'closed'; end if;
        return case when close_by_demand(asked.call_id, asked.requested_cents, at) then 'closes' else 'open' end;
      end $$`);
    for (const name of ["requested_of_calls(uuid[])", "take_request(uuid, timestamptz)"]) {
      this.addSql(`revoke execute on function ${name} from public`);
      this.addSql(`grant execute on function ${name} to ventanilla_caller`);
    }

    this.addSql(`create table revision_call (
      id uuid primary key,
      revision_id uuid not null references revision,
      slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
      call_id uuid references call,
      call_version int,
      base jsonb,
      content jsonb not null,
      published_call_id uuid references call,
      unique (revision_id, call_id),
      check (num_nulls(call_id, call_version, base) in (0, 3))
    )`);
    this.addSql("create index revision_call_revision on revision_call (revision_id, id)");
    this.addSql("create index revision_call_slug on revision_call (slug)");

    // Whether the caller's agency may publish a call of a program, which may be new in the same revision; one that is altered
    // must be of the program, and of the agency or of one that delegated to it.
    this.addSql(`create function may_publish_call(of_revision uuid, wanted text, altered uuid) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select may_publish(wanted, (select i.document from revision_item i where i.revision_id = of_revision and i.slug = wanted))
           and (altered is null or exists (
                 select from call c join program p on p.id = c.program_id
                  where c.id = altered and p.slug = wanted and c.agency in (select publishing_agencies())))
      $$`);
    this.addSql("revoke execute on function may_publish_call(uuid, text, uuid) from public");
    this.addSql("grant execute on function may_publish_call(uuid, text, uuid) to ventanilla_caller");

    this.addSql("alter table revision_call enable row level security");
    this.addSql("grant select, insert, delete on revision_call to ventanilla_caller");
    this.addSql(`create policy reading on revision_call for select to ventanilla_caller
      using (exists (select from revision r where r.id = revision_id))`);
    const ofDraft = `exists (select from revision r where r.id = revision_id and r.state = 'draft' and r.agency = caller('agency')
      and caller('role') in ('agency_editor', 'agency_reviewer', 'agency_approver', 'service'))`;
    this.addSql(`create policy drafting on revision_call for insert to ventanilla_caller
      with check (${ofDraft} and may_publish_call(revision_id, slug, call_id) and published_call_id is null)`);
    this.addSql(`create policy dropping on revision_call for delete to ventanilla_caller using (${ofDraft})`);
  }

  override down(): void {
    this.addSql("drop table revision_call cascade");
    for (const name of [
      "may_publish_call(uuid, text, uuid)",
      "take_request(uuid, timestamptz)",
      "close_by_demand(uuid, bigint, timestamptz)",
      "requested_of_calls(uuid[])",
      "requests_of(uuid[])",
    ])
      this.addSql(`drop function ${name}`);
    this.addSql("alter table call drop column closes_at_percent, drop column closed_because");
  }
}
