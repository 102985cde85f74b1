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

    // A firm that is suppressed takes its words with it: reasons, answers, messages, and the salts of the ledger. Only who
    // registered it can have this done, and only to applications that are suppressed already.
    this.addSql(`create function forget_applications(keys uuid[]) returns void
      language sql security definer set search_path = public, pg_temp as $$
        with gone as (
            select a.id from application a join business b on b.id = a.business_id
             where a.id = any(keys) and a.suppressed_at is not null
               and b.owner = caller('subject') and caller('role') = 'business'),
          reasons as (update application_event set reason = null where application_id in (select id from gone)),
          requests as (delete from information_request where application_id in (select id from gone)),
          messages as (delete from application_message where application_id in (select id from gone))
        delete from ledger_salt where object_id in (select id::text from gone)
      $$`);
    this.addSql("revoke execute on function forget_applications(uuid[]) from public");
    this.addSql("grant execute on function forget_applications(uuid[]) to ventanilla_caller");

    // Who of an agency looked at what a firm told. Callers cannot write in it: the gateway does, before it answers.
    this.addSql(`create table access_log (
      id uuid primary key,
      business_id uuid not null references business,
      application_id uuid not null references application,
      role text not null,
      agency text,
      actor text not null,
      at timestamptz not null
    )`);
    this.addSql("create index access_log_business on access_log (business_id, id)");
    this.addSql(`create trigger append_only before update or delete or truncate on access_log
      for each statement execute function refuse_change()`);
    this.addSql("alter table access_log enable row level security");
    this.addSql("grant select on access_log to ventanilla_caller");
    this.addSql(
      "create policy reading on access_log for select to ventanilla_caller using (acts_for(business_id, 'read'))",
    );

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
    // What a call offers, what was asked of a firm and what a part of an award is worth stay as they were published.
    for (const [table, columns] of [
      ["call", "closed_at, version, granted_cents"],
      ["information_request", "answer, answered_at"],
      ["review_score", "score, at"],
      ["tranche", "met_by, met_at, paid_by, paid_at"],
    ]) {
      this.addSql(`grant update (${columns}) on ${table} to ventanilla_caller`);
    }
    this.addSql("grant update on application to ventanilla_caller");
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

    this.addSql(`create function guard_grant() returns trigger language plpgsql as $$
      begin
        if current_user = 'ventanilla_caller' and caller('role') is distinct from 'agency_approver' then
          raise exception 'not money for this role to grant' using errcode = 'insufficient_privilege';
        end if;
        return new;
      end $$`);
    this.addSql(`create trigger guard_grant before update of granted_cents on call for each row
      when (old.granted_cents is distinct from new.granted_cents) execute function guard_grant()`);

    const seen = `(acts_for(business_id, 'read')
      or (folio is not null and ((agency = caller('agency') and ${anyOfAgency}) or caller('role') = 'auditor')))`;
    this.addSql(`create policy reading on application for select to ventanilla_caller using ${seen}`);
    this.addSql(`create policy starting on application for insert to ventanilla_caller
      with check (acts_for(business_id, 'apply') and started_by = caller('subject') and state = 'draft' and folio is null
        and agency = (select c.agency from call c where c.id = call_id) and suppressed_at is null
        and awarded_cents is null and signed_by_applicant is null and signed_by_agency is null)`);
    this.addSql(`create policy applying on application for update to ventanilla_caller
      using (acts_for(business_id, 'apply') or acts_for(business_id, 'sign'))`);
    this.addSql(`create policy handling on application for update to ventanilla_caller
      using (folio is not null and agency = caller('agency') and ${anyOfAgency})`);
    // Who may bring an application from where into which state, whatever the gateway thinks; the clocks run as the gateway itself.
    this.addSql(`create function guard_state() returns trigger language plpgsql as $$
      begin
        if current_user = 'ventanilla_caller' and not exists (
          select from (values
            ('submitted', '{draft,information_requested}', '{business}'),
            ('withdrawn', '{draft,submitted,information_requested,admitted,under_review,recommended,not_recommended,waitlisted,approved}', '{business}'),
            ('information_requested', '{submitted}', '{agency_editor,agency_reviewer,service}'),
            ('admitted', '{submitted}', '{agency_editor,agency_reviewer,service}'),
            ('ineligible', '{submitted}', '{agency_reviewer,agency_approver}'),
            ('under_review', '{admitted}', '{agency_reviewer,service}'),
            ('recommended', '{under_review}', '{agency_reviewer}'),
            ('not_recommended', '{under_review}', '{agency_reviewer}'),
            ('approved', '{recommended,not_recommended,waitlisted}', '{agency_approver}'),
            ('rejected', '{recommended,not_recommended,waitlisted}', '{agency_approver}'),
            ('waitlisted', '{recommended,not_recommended}', '{agency_approver}'),
            ('agreement_signed', '{approved}', '{business,agency_approver}'),
            ('disbursing', '{agreement_signed}', '{agency_approver}'),
            ('reporting', '{disbursing}', '{agency_editor,agency_approver}'),
            ('closed', '{reporting,refund_due}', '{agency_approver}'),
            ('refund_due', '{disbursing,reporting,cancelled}', '{agency_approver}'),
            ('cancelled', '{approved,agreement_signed,disbursing}', '{agency_approver}')
          ) as move (target, origins, movers)
          where target = new.state and old.state = any(origins::text[]) and caller('role') = any(movers::text[])
            and (target <> 'agreement_signed' or num_nulls(new.signed_by_applicant, new.signed_by_agency) = 0)
        ) then
          raise exception 'not a state for this role to bring about' using errcode = 'insufficient_privilege';
        end if;
        return new;
      end $$`);
    this.addSql(`create trigger guard_state before update of state on application for each row
      when (old.state is distinct from new.state) execute function guard_state()`);

    // Whose part of an application is whose to write: the firm's words are no agency's, the money is no firm's.
    this.addSql(`create function guard_parts() returns trigger language plpgsql as $$
      declare
        allowed text[] := '{state,version,state_since,updated_at,answer_due_on,changed_in}';
        changed text;
      begin
        if current_user <> 'ventanilla_caller' then
          return new;
        end if;
        -- A stage is the agency's to name; it ends with the state it lies in.
        if caller('role') <> 'business' or new.stage is null and new.state <> old.state then
          allowed := allowed || '{stage}';
        end if;
        if acts_for(old.business_id, 'apply') then
          allowed := allowed || '{content,requested_cents,snapshot,verdict,receipt,folio,submitted_at,report,results}';
        elsif caller('role') = 'business' then
          allowed := case when new.state in (old.state, 'agreement_signed') then allowed else '{}' end;
        end if;
        if acts_for(old.business_id, 'sign') then
          allowed := allowed || '{signed_by_applicant}';
        end if;
        if exists (select from business where id = old.business_id and owner = caller('subject')) then
          allowed := allowed || '{suppressed_at}';
        end if;
        allowed := allowed || case caller('role')
          when 'agency_approver'
            then '{assigned_to,awarded_cents,paid_cents,refund_cents,returned_cents,signed_by_agency}'::text[]
          when 'agency_editor' then '{assigned_to,returned_cents}'
          when 'agency_reviewer' then '{assigned_to}'
          else '{}' end;
        select key into changed from jsonb_each(to_jsonb(new)) as now
         where value is distinct from to_jsonb(old) -> key and key <> all(allowed) limit 1;
        if found then
          raise exception '% is not for this role to change', changed using errcode = 'insufficient_privilege';
        end if;
        return new;
      end $$`);
    this.addSql("create trigger guard_parts before update on application for each row execute function guard_parts()");

    // What was granted and not paid goes back to the call when the award ends, whoever ends it.
    // What came of a program, for everybody: sums over closed applications of at least three firms, so that no firm's own can be read off.
    this.addSql(`create function program_results(programs uuid[])
      returns table (program_id uuid, metric text, total numeric, firms int)
      language sql stable security definer set search_path = public, pg_temp as $$
        select a.program_id, r.key, sum(r.value::numeric), count(distinct a.business_id)::int
          from application a, jsonb_each_text(a.results) r
         where a.program_id = any(programs) and a.state = 'closed' and a.suppressed_at is null
         group by a.program_id, r.key having count(distinct a.business_id) >= 3
      $$`);
    this.addSql("revoke execute on function program_results(uuid[]) from public");
    this.addSql("grant execute on function program_results(uuid[]) to ventanilla_caller");
    this.addSql(`create function release_award() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update call set granted_cents = granted_cents - (new.awarded_cents - new.paid_cents) where id = new.call_id;
        return null;
      end $$`);
    const paying = (state: string) => `${state} in ('approved', 'agreement_signed', 'disbursing')`;
    this.addSql(`create trigger release_award after update of state on application for each row
      when (${paying("old.state")} and not ${paying("new.state")} and new.awarded_cents > new.paid_cents)
      execute function release_award()`);

    // What belongs to an application is seen by whoever sees the application, and written by who has that part in it.
    const visible = "exists (select from application a where a.id = application_id)";
    const firm = (scope: string) =>
      `exists (select from application a where a.id = application_id and acts_for(a.business_id, '${scope}'))`;
    const window = (...roles: string[]) =>
      `caller('role') in (${roles.map((role) => `'${role}'`).join(", ")}) and ${visible}`;
    const someone = window("agency_editor", "agency_reviewer", "agency_approver");
    for (const [table, seenBy, writtenBy] of [
      [
        "application_event",
        visible,
        `role = caller('role') and actor = caller('subject') and case
          when what in ('start', 'fill', 'attach', 'submit', 'withdraw', 'answer_information', 'report', 'suppress') then ${firm("apply")}
          when what in ('sign', 'sign_agreement') then ${firm("sign")} or ${window("agency_approver")}
          when what in ('request_information', 'admit', 'begin_review', 'enter_stage') then ${someone} or ${window("service")}
          else ${someone} end`,
      ],
      ["information_request", visible, window("agency_editor", "agency_reviewer", "service")],
      [
        "application_message",
        `${visible} and (not internal or caller('role') <> 'business')`,
        `(${firm("apply")} and not internal or ${someone}) and role = caller('role') and author = caller('subject')`,
      ],
      ["review_score", visible, `${window("agency_reviewer")} and reviewer = caller('subject')`],
      ["tranche", visible, window("agency_approver")],
    ]) {
      this.addSql(`create policy reading on ${table} for select to ventanilla_caller using (${seenBy})`);
      this.addSql(`create policy writing on ${table} for insert to ventanilla_caller with check (${writtenBy})`);
    }
    this.addSql(
      `create policy answering on information_request for update to ventanilla_caller using (${firm("apply")})`,
    );
    this.addSql(`create policy scoring on review_score for update to ventanilla_caller
      using (${window("agency_reviewer")} and reviewer = caller('subject'))`);
    // Whoever says that a milestone is met, or pays, says it under their own name; only who decides pays.
    this.addSql(`create policy paying on tranche for update to ventanilla_caller using (${someone})
      with check (met_by = caller('subject') and paid_at is null
        or paid_by = caller('subject') and caller('role') = 'agency_approver')`);
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
      "access_log",
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
    for (const name of ["guard_state", "guard_parts", "guard_grant", "release_award"])
      this.addSql(`drop function ${name}()`);
    this.addSql("drop function forget_applications(uuid[])");
    this.addSql("drop function program_results(uuid[])");
    this.addSql("drop sequence application_folio");
  }
}
