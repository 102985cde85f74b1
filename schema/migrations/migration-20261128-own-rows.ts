import { Migration } from "@mikro-orm/migrations";

const DEFINER = "language sql stable security definer set search_path = public, pg_temp";
const OF_THE_AGENCY = "agency = caller('agency') and caller('role') in ('agency_editor', 'agency_approver')";
const HANDED_IN = `folio is not null and (caller('role') = 'auditor' or agency = caller('agency')
  and caller('role') in ('agency_editor', 'agency_reviewer', 'agency_approver', 'service'))`;
const ATTACHED =
  "caller('role') <> 'business' and exists (select from application_document a where a.document_id = document.id)";

/** What each policy lets see, as it was asked of every row, and as it is asked once for all of them. */
const READING: readonly {
  readonly table: string;
  readonly policy: string;
  readonly each: string;
  readonly once: string;
}[] = [
  {
    table: "business",
    policy: "reading",
    each: "owner = caller('subject') and caller('role') = 'business' or acts_for(id, 'read')",
    once: "owner = caller('subject') and caller('role') = 'business' or id in (select firms_of('read'))",
  },
  ...["business_fact", "consent", "access_log"].map((table) => ({
    table,
    policy: "reading",
    each: "acts_for(business_id, 'read')",
    once: "business_id in (select firms_of('read'))",
  })),
  {
    table: "document",
    policy: "reading",
    each: `acts_for(business_id, 'read') or ${ATTACHED}`,
    once: `business_id in (select firms_of('read')) or ${ATTACHED}`,
  },
  {
    table: "application",
    policy: "reading",
    each: `acts_for(business_id, 'read') or (${HANDED_IN})`,
    once: `business_id in (select firms_of('read')) or (${HANDED_IN})`,
  },
  ...["own", "again"].map((policy) => ({
    table: "outbox_delivery",
    policy,
    each: "exists (select from webhook_endpoint e where e.id::text = destination_id)",
    once: "destination_id in (select endpoints_of())",
  })),
];

const WINDOW = `x.agency = caller('agency')
  and caller('role') in ('agency_editor', 'agency_reviewer', 'agency_approver', 'service')`;
/** The functions that give receipts, each with its parameter, and who may have them. */
const RECEIPTS = [
  {
    name: "ledger_receipts",
    of: "application",
    type: "Application",
    may: `acts_for(x.business_id, 'read') or (x.folio is not null and (caller('role') = 'auditor' or (${WINDOW})))`,
  },
  {
    name: "ledger_revision_receipts",
    of: "revision",
    type: "Revision",
    may: `caller('role') = 'auditor' or (${WINDOW})`,
  },
] as const;

const receipts = ({ name, of, type, may }: (typeof RECEIPTS)[number], found: string) =>
  `create or replace function ${name}(${of} text)
    returns table (id bigint, actor_commitment bytea, role text, agency text, action text, object_type text, object_id text,
                   from_state text, to_state text, object_version int, rules text, commitment bytea, at timestamptz,
                   place bigint)
    ${DEFINER} as $$
      select e.id, sha256(e.actor_salt || convert_to(e.actor, 'UTF8')), e.role, e.agency, e.action, e.object_type,
             e.object_id, e.from_state, e.to_state, e.object_version, e.rules, e.commitment, e.at, p.position
        from ledger_entry e
        join ${of} x on ${found}
        left join ledger_place p on p.entry_id = e.id
       where e.object_type = '${type}' and e.object_id = ${name}.${of} and e.action not like 'refused:%' and (${may})
    $$`;

/** Whose rows somebody may see is found once for a statement, from their own firms, and not by going through everybody's. */
export class Migration20261128OwnRows extends Migration {
  override up(): void {
    this.addSql("create index business_of on business (owner, id)");
    this.addSql("create index consent_of on consent (business_id, id)");
    this.addSql("create index document_of on document (business_id, id)");
    this.addSql(
      "create index webhook_endpoint_outlived on webhook_endpoint (previous_until) where previous_until is not null",
    );

    // These read what they ask about whatever its policies say, so that those may ask them.
    this.addSql(`create function firms_of(wanted text) returns setof uuid ${DEFINER} as $$
      select id from business where caller('role') = 'business' and owner = caller('subject')
      union
      select business_id from mandate
       where caller('role') = 'business' and holder = caller('subject') and revoked_at is null
         and expires_on >= (now() at time zone 'America/Mexico_City')::date
         and (wanted = 'read' or wanted = any(scopes))
    $$`);
    this.addSql(`create function endpoints_of() returns setof text ${DEFINER} as $$
      select id::text from webhook_endpoint where ${OF_THE_AGENCY}
      union all
      select e.id::text from business b join webhook_endpoint e on e.business_id = b.id
       where caller('role') = 'business' and b.owner = caller('subject') and b.suppressed_at is null
    $$`);
    for (const name of ["firms_of(text)", "endpoints_of()"]) {
      this.addSql(`revoke execute on function ${name} from public`);
      this.addSql(`grant execute on function ${name} to ventanilla_caller`);
    }
    for (const one of RECEIPTS) this.addSql(receipts(one, `x.id = ${one.name}.${one.of}::uuid`));
    for (const { table, policy, once } of READING) this.addSql(`alter policy ${policy} on ${table} using (${once})`);
  }

  override down(): void {
    for (const { table, policy, each } of READING) this.addSql(`alter policy ${policy} on ${table} using (${each})`);
    for (const one of RECEIPTS) this.addSql(receipts(one, "x.id::text = e.object_id"));
    this.addSql("drop function endpoints_of()");
    this.addSql("drop function firms_of(text)");
    for (const index of ["business_of", "consent_of", "document_of", "webhook_endpoint_outlived"])
      this.addSql(`drop index ${index}`);
  }
}
