import { Migration } from "@mikro-orm/migrations";

/** The receipts of an application, of all its entries or only of those that say so. */
const receipts = (only: string) => `create or replace function ledger_receipts(application text)
  returns table (id bigint, actor_commitment bytea, role text, agency text, action text, object_type text, object_id text,
                 from_state text, to_state text, object_version int, rules text, commitment bytea, at timestamptz,
                 place bigint)
  language sql stable security definer set search_path = public, pg_temp as $$
    select e.id, sha256(e.actor_salt || convert_to(e.actor, 'UTF8')), e.role, e.agency, e.action, e.object_type,
           e.object_id, e.from_state, e.to_state, e.object_version, e.rules, e.commitment, e.at, p.position
      from ledger_entry e
      join application a on a.id::text = e.object_id
      left join ledger_place p on p.entry_id = e.id
     where e.object_type = 'Application' and e.object_id = application${only}
       and (acts_for(a.business_id, 'read')
         or (a.folio is not null and (caller('role') = 'auditor' or (a.agency = caller('agency')
           and caller('role') in ('agency_editor', 'agency_reviewer', 'agency_approver', 'service')))))
  $$`;

/** What was tried on an application is no decision on it: whoever tries a thousand times crowds no receipt out. */
export class Migration20261128DeniedAttempts extends Migration {
  override up(): void {
    this.addSql(receipts(" and e.action not like 'refused:%'"));
  }

  override down(): void {
    this.addSql(receipts(""));
  }
}
