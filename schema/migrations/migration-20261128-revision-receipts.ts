import { Migration } from "@mikro-orm/migrations";

/** What was decided on a revision, for its agency and for who audits, with no name of anybody. */
export class Migration20261128RevisionReceipts extends Migration {
  override up(): void {
    this.addSql(`create function ledger_revision_receipts(revision text)
      returns table (id bigint, actor_commitment bytea, role text, agency text, action text, object_type text, object_id text,
                     from_state text, to_state text, object_version int, rules text, commitment bytea, at timestamptz,
                     place bigint)
      language sql stable security definer set search_path = public, pg_temp as $$
        select e.id, sha256(e.actor_salt || convert_to(e.actor, 'UTF8')), e.role, e.agency, e.action, e.object_type,
               e.object_id, e.from_state, e.to_state, e.object_version, e.rules, e.commitment, e.at, p.position
          from ledger_entry e
          join revision r on r.id::text = e.object_id
          left join ledger_place p on p.entry_id = e.id
         where e.object_type = 'Revision' and e.object_id = revision and e.action not like 'refused:%'
           and (caller('role') = 'auditor' or (r.agency = caller('agency')
             and caller('role') in ('agency_editor', 'agency_reviewer', 'agency_approver', 'service')))
      $$`);
    this.addSql("revoke execute on function ledger_revision_receipts(text) from public");
    this.addSql("grant execute on function ledger_revision_receipts(text) to ventanilla_caller");
  }

  override down(): void {
    this.addSql("drop function ledger_revision_receipts(text)");
  }
}
