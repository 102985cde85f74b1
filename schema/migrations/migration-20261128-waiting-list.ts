import { Migration } from "@mikro-orm/migrations";

/** Where an application stands on the waiting list of its call. */
export class Migration20261128WaitingList extends Migration {
  override up(): void {
    // It reckons with the applications of others and tells nothing of them but how many are ahead.
    this.addSql(`create function waiting_places(applications uuid[])
      returns table (application_id uuid, place int, among int, covered boolean)
      language sql stable security definer set search_path = public, pg_temp as $$
        with asked as (
          select id, call_id from application
           where id = any(applications) and state = 'waitlisted'
             and (acts_for(business_id, 'read') or agency = caller('agency') or caller('role') = 'auditor')
        ), placed as (
          select a.id, a.call_id,
                 row_number() over line as place,
                 count(*) over (partition by a.call_id) as among,
                 sum(a.requested_cents) over line as needed
            from application a
            left join lateral (
              select (e.details ->> 'total')::int as score from application_event e
               where e.application_id = a.id and e.what in ('recommend', 'not_recommend') order by e.version desc limit 1
            ) as review on true
           where a.state = 'waitlisted' and a.call_id in (select call_id from asked)
          window line as (partition by a.call_id order by review.score desc nulls last, a.submitted_at, a.folio)
        )
        select p.id, p.place::int, p.among::int, c.budget_cents is null or p.needed <= c.budget_cents - c.granted_cents
          from placed p join call c on c.id = p.call_id
         where p.id in (select id from asked)
      $$`);
    this.addSql("revoke execute on function waiting_places(uuid[]) from public");
    this.addSql("grant execute on function waiting_places(uuid[]) to ventanilla_caller");
  }

  override down(): void {
    this.addSql("drop function waiting_places(uuid[])");
  }
}
