import { Migration } from "@mikro-orm/migrations";

/** Calls, applications to them, and everything that happens to an application. */
export class Migration20261124Applications extends Migration {
  override up(): void {
    this.addSql(`create table call (
      id uuid primary key,
      program_id uuid not null references program,
      agency text not null,
      document jsonb not null,
      opens_on date not null,
      closes_on date,
      closed_at timestamptz,
      budget_cents bigint check (budget_cents >= 0),
      granted_cents bigint not null default 0,
      version int not null default 1,
      opened_by text not null,
      opened_at timestamptz not null,
      check (closes_on >= opens_on),
      -- More is never granted than there is, whoever asks and however many at once.
      constraint within_budget check (granted_cents >= 0 and granted_cents <= budget_cents)
    )`);
    this.addSql("create index call_program on call (program_id, opens_on)");
    this.addSql("create index call_agency on call (agency)");

    this.addSql(`create table application (
      id uuid primary key,
      business_id uuid not null references business,
      program_id uuid not null references program,
      program_version_id uuid not null references program_version,
      rules_digest text not null,
      call_id uuid not null references call,
      agency text not null,
      state text not null,
      stage text,
      folio text unique,
      version int not null default 1,
      content bytea,
      requested_cents bigint check (requested_cents > 0),
      snapshot bytea,
      verdict text,
      receipt text,
      assigned_to text,
      awarded_cents bigint check (awarded_cents > 0),
      paid_cents bigint not null default 0 check (paid_cents >= 0 and paid_cents <= awarded_cents),
      refund_cents bigint check (refund_cents > 0 and refund_cents <= paid_cents),
      returned_cents bigint not null default 0 check (returned_cents >= 0 and returned_cents <= refund_cents),
      signed_by_applicant text,
      signed_by_agency text,
      report bytea,
      results jsonb,
      started_by text not null,
      created_at timestamptz not null,
      submitted_at timestamptz,
      state_since timestamptz not null,
      updated_at timestamptz not null,
      answer_due_on date,
      suppressed_at timestamptz,
      -- The transaction of the last change: a feed in this order misses nothing, since it ends before the oldest still running.
      changed_in xid8 not null default pg_current_xact_id()
    )`);
    this.addSql("create index application_business on application (business_id)");
    this.addSql("create index application_queue on application (agency, state, state_since) where folio is not null");
    this.addSql(`create unique index application_once on application (business_id, call_id) where state not in
      ('rejected', 'closed', 'cancelled', 'withdrawn', 'lapsed', 'ineligible')`);
    this.addSql("create index application_call on application (call_id, state)");
    this.addSql("create index application_feed on application (changed_in, id)");
    this.addSql(
      "create index application_answer_due on application (answer_due_on) where state = 'information_requested'",
    );
    this.addSql("create sequence application_folio");

    this.addSql(`create table application_event (
      id uuid primary key,
      application_id uuid not null references application,
      version int not null,
      what text not null,
      from_state text,
      to_state text not null,
      role text not null,
      actor text not null,
      reason bytea,
      reason_codes text[] not null default '{}',
      details jsonb not null default '{}',
      at timestamptz not null
    )`);
    this.addSql("create index application_event_of on application_event (application_id, id)");

    this.addSql(`create table information_request (
      id uuid primary key,
      application_id uuid not null references application,
      items bytea not null,
      asked_at timestamptz not null,
      due_on date not null,
      answer bytea,
      answered_at timestamptz
    )`);
    this.addSql("create index information_request_of on information_request (application_id, id)");
    this.addSql(`create table application_message (
      id uuid primary key,
      application_id uuid not null references application,
      role text not null,
      author text not null,
      body bytea not null,
      internal boolean not null,
      at timestamptz not null,
      check (not internal or role <> 'business')
    )`);
    this.addSql("create index application_message_of on application_message (application_id, id)");
    this.addSql(`create table review_score (
      application_id uuid not null references application,
      reviewer text not null,
      criterion text not null,
      score int not null check (score >= 0),
      at timestamptz not null,
      primary key (application_id, reviewer, criterion)
    )`);
    this.addSql(`create table tranche (
      application_id uuid not null references application,
      number int not null check (number >= 1),
      amount_cents bigint not null check (amount_cents > 0),
      milestone text not null,
      due_on date,
      met_by text,
      met_at timestamptz,
      paid_by text,
      paid_at timestamptz,
      primary key (application_id, number),
      -- Who says that a milestone is met is not who pays for it.
      check (paid_by is null or paid_by <> met_by),
      check (paid_at is null or met_at is not null)
    )`);
    this.addSql(`create table agency_stage (
      agency text not null,
      code text not null,
      state text not null,
      es text not null,
      en text not null,
      place int not null,
      primary key (agency, code)
    )`);

    // What was granted and not paid goes back to the call: by whoever may end the award, under the call's own policies.
    this.addSql(`create function release_award(ended uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        update call set granted_cents = granted_cents - (a.awarded_cents - a.paid_cents)
          from application a
         where a.id = ended and call.id = a.call_id and a.state in ('approved', 'agreement_signed', 'disbursing')
           and (acts_for(a.business_id, 'apply')
             or a.agency = caller('agency') and caller('role') in ('agency_editor', 'agency_approver'))
      $$`);
    this.addSql("revoke execute on function release_award(uuid) from public");
    this.addSql("grant execute on function release_award(uuid) to ventanilla_caller");

    // A firm that is suppressed takes its words with it: reasons, answers, messages, and the salts of the ledger.
    this.addSql(`create function forget_applications(keys uuid[]) returns void
      language sql security definer set search_path = public, pg_temp as $$
        with gone as (select id from application where id = any(keys) and acts_for(business_id, 'apply')),
          reasons as (update application_event set reason = null where application_id in (select id from gone)),
          requests as (delete from information_request where application_id in (select id from gone)),
          messages as (delete from application_message where application_id in (select id from gone))
        delete from ledger_salt where object_id in (select id::text from gone)
      $$`);
    this.addSql("revoke execute on function forget_applications(uuid[]) from public");
    this.addSql("grant execute on function forget_applications(uuid[]) to ventanilla_caller");

    for (const table of [
      "call",
      "application",
      "application_event",
      "information_request",
      "application_message",
      "review_score",
      "tranche",
      "agency_stage",
    ]) {
      this.addSql(`alter table ${table} enable row level security`);
      this.addSql(`grant select, insert on ${table} to ventanilla_caller`);
    }
    for (const table of ["call", "application", "information_request", "review_score", "tranche"]) {
      this.addSql(`grant update on ${table} to ventanilla_caller`);
    }
    this.addSql("grant delete on agency_stage to ventanilla_caller");
    this.addSql("grant usage on sequence application_folio to ventanilla_caller");

    const people = "caller('role') in ('agency_editor', 'agency_reviewer', 'agency_approver')";
    const anyOfAgency = "caller('role') in ('agency_editor', 'agency_reviewer', 'agency_approver', 'service')";
    this.addSql("create policy everybody on call for select to ventanilla_caller using (true)");
    this.addSql(
      `create policy opening on call for insert to ventanilla_caller with check (agency = caller('agency') and ${people})`,
    );
    this.addSql(
      `create policy changing on call for update to ventanilla_caller using (agency = caller('agency') and ${people})`,
    );

    const seen = `(acts_for(business_id, 'read')
      or (folio is not null and ((agency = caller('agency') and ${anyOfAgency}) or caller('role') = 'auditor')))`;
    this.addSql(`create policy reading on application for select to ventanilla_caller using ${seen}`);
    this.addSql(`create policy starting on application for insert to ventanilla_caller
      with check (acts_for(business_id, 'apply') and state = 'draft' and folio is null)`);
    this.addSql(`create policy applying on application for update to ventanilla_caller
      using (acts_for(business_id, 'apply') or acts_for(business_id, 'sign'))`);
    this.addSql(`create policy handling on application for update to ventanilla_caller
      using (folio is not null and agency = caller('agency') and ${anyOfAgency})`);
    // Who may bring an application into which state, whatever the gateway thinks; the clocks run as the gateway itself.
    this.addSql(`create function guard_state() returns trigger language plpgsql as $$
      begin
        if current_user = 'ventanilla_caller' and old.state <> new.state and not (case new.state
          when 'submitted' then caller('role') = 'business'
          when 'withdrawn' then caller('role') = 'business'
          when 'agreement_signed' then caller('role') in ('business', 'agency_approver')
          when 'information_requested' then caller('role') in ('agency_editor', 'agency_reviewer', 'service')
          when 'admitted' then caller('role') in ('agency_editor', 'agency_reviewer', 'service')
          when 'under_review' then caller('role') in ('agency_reviewer', 'service')
          when 'recommended' then caller('role') = 'agency_reviewer'
          when 'not_recommended' then caller('role') = 'agency_reviewer'
          when 'ineligible' then caller('role') in ('agency_reviewer', 'agency_approver')
          when 'reporting' then caller('role') in ('agency_editor', 'agency_approver')
          else caller('role') = 'agency_approver'
        end) then
          raise exception 'not a state for this role to bring about' using errcode = 'insufficient_privilege';
        end if;
        return new;
      end $$`);
    this.addSql(
      "create trigger guard_state before update of state on application for each row execute function guard_state()",
    );

    // What belongs to an application is seen and written by whoever sees the application.
    const ofApplication = "exists (select from application a where a.id = application_id)";
    const visible = (table: string) =>
      table === "application_message"
        ? `${ofApplication} and (not internal or caller('role') <> 'business')`
        : ofApplication;
    for (const table of [
      "application_event",
      "information_request",
      "application_message",
      "review_score",
      "tranche",
    ]) {
      this.addSql(`create policy reading on ${table} for select to ventanilla_caller using (${visible(table)})`);
      this.addSql(`create policy writing on ${table} for insert to ventanilla_caller
        with check (${ofApplication} and caller('role') <> 'auditor')`);
    }
    this.addSql(
      `create policy answering on information_request for update to ventanilla_caller using (${ofApplication} and caller('role') = 'business')`,
    );
    this.addSql(
      `create policy scoring on review_score for update to ventanilla_caller using (${ofApplication} and reviewer = caller('subject'))`,
    );
    this.addSql(
      `create policy paying on tranche for update to ventanilla_caller using (${ofApplication} and ${people})`,
    );
    this.addSql("create policy everybody on agency_stage for select to ventanilla_caller using (true)");
    this.addSql(
      `create policy naming on agency_stage for insert to ventanilla_caller with check (agency = caller('agency') and ${people})`,
    );
    this.addSql(
      `create policy renaming on agency_stage for delete to ventanilla_caller using (agency = caller('agency') and ${people})`,
    );
    // Reviewers' scores are the agency's own until it decides.
    this.addSql(
      "create policy not_the_firms on review_score as restrictive for select to ventanilla_caller using (caller('role') <> 'business')",
    );
  }

  override down(): void {
    for (const table of [
      "agency_stage",
      "tranche",
      "review_score",
      "application_message",
      "information_request",
      "application_event",
      "application",
      "call",
    ]) {
      this.addSql(`drop table ${table} cascade`);
    }
    this.addSql("drop function guard_state()");
    this.addSql("drop function release_award(uuid)");
    this.addSql("drop function forget_applications(uuid[])");
    this.addSql("drop sequence application_folio");
  }
}
