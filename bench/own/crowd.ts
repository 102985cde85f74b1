import type { Client } from "pg";

/** Who has what is told by its number: one in so many firms has a webhook, one in so many applications is its agency's that is asked for. */
export const SHARES = { webhook: 10, agency: 20 } as const;

/** Whose firms they are: those of the crowd have an owner each. */
export interface People {
  /** What sets their ids apart from those of others. */
  readonly mark: string;
  /** SQL of the owner of firm `g`, and of who has a mandate to read it. */
  readonly owner: string;
  readonly holder: string;
  readonly from: number;
  readonly to: number;
}

const APPLICATIONS = 2;
const EVENTS = 5;
const id = (what: string, number: string) => `md5('${what} ' || ${number})::uuid`;

/**
 * Firms with what belongs to them: a mandate, a consent, eight facts, two applications with five events, an entry of the ledger and a look
 * each, and some with a webhook that was told of something. Past the gateway, and sealed with nothing: only what is not sealed can be read.
 */
export async function addFirms(client: Client, { mark, owner, holder, from, to }: People): Promise<void> {
  const firms = `generate_series(${from}, ${to - 1}) as g`;
  const applications = `generate_series(${from * APPLICATIONS}, ${to * APPLICATIONS - 1}) as a`;
  const firm = id(`${mark} firm`, "g");
  const application = id(`${mark} application`, "a");
  const agency = `case when a % ${SHARES.agency} = 0 then 'inadem' else 'agency-' || a % 50 end`;
  // Nothing is checked, sealed into the ledger or told to anybody: it is there, as it would be after years.
  await client.query("set session_replication_role = replica");
  await client.query("set synchronous_commit = off");
  for (const statement of [
    `insert into business (id, owner, name, version, created_at)
     select ${firm}, ${owner}, 'Firma ' || g, 1, now() from ${firms}`,
    `insert into mandate (id, business_id, holder, scopes, expires_on, granted_by, granted_at)
     select ${id(`${mark} mandate`, "g")}, ${firm}, ${holder}, '{read,apply}', current_date + 300, ${owner}, now() from ${firms}`,
    `insert into consent (id, business_id, purpose, given_by, given_at)
     select ${id(`${mark} consent`, "g")}, ${firm}, 'notices', ${owner}, now() from ${firms}`,
    `insert into business_fact (business_id, fact, told, stated_at, stated_by)
     select ${firm}, 'fact-' || n, '\\x00', now(), ${owner} from ${firms}, generate_series(1, 8) as n`,
    `insert into application (id, business_id, program_id, program_version_id, rules_digest, call_id, agency, state, folio, started_by,
                              created_at, submitted_at, state_since, updated_at)
     select ${application}, ${id(`${mark} firm`, `(a / ${APPLICATIONS})`)}, p.id, v.id, '', c.id, ${agency},
            (array['submitted', 'under_review', 'approved', 'closed'])[1 + a % 4], '${mark}-' || a, 'somebody', now(), now(), now(), now()
       from ${applications}
       join lateral (select id, program_id from bench_call where place = a % 100) c on true
       join program p on p.id = c.program_id join program_version v on v.program_id = p.id and v.superseded_at is null`,
    `insert into application_event (id, application_id, version, what, to_state, role, actor, at)
     select gen_random_uuid(), ${application}, n, 'start', 'draft', 'business', 'somebody', now()
       from ${applications}, generate_series(1, ${EVENTS}) as n`,
    `insert into ledger_entry (actor, role, action, object_type, object_id, to_state, object_version, commitment, at)
     select 'somebody', 'business', 'submitApplication', 'Application', ${application}::text, 'submitted', 1, sha256('\\x00'), now()
       from ${applications}`,
    `insert into access_log (id, business_id, application_id, role, agency, actor, at)
     select gen_random_uuid(), ${id(`${mark} firm`, `(a / ${APPLICATIONS})`)}, ${application}, 'agency_reviewer', 'inadem', 'somebody', now()
       from ${applications}`,
    `insert into webhook_endpoint (id, business_id, url, topics, secret, created_at, created_by)
     select ${id(`${mark} webhook`, "g")}, ${firm}, 'https://example.org/' || g, '{application}', '\\x00', now(), ${owner}
       from ${firms} where g % ${SHARES.webhook} = 0`,
    `insert into outbox_event (id, topic, subject, payload, taken_at)
     select ${id(`${mark} event`, "g")}, 'application.submitted', 'somebody', '{}', now() from ${firms} where g % ${SHARES.webhook} = 0`,
    `insert into outbox_delivery (id, event_id, position, subject, destination_id, kind, state, next_at)
     select ${id(`${mark} delivery`, "g")}, ${id(`${mark} event`, "g")}, g, 'somebody', ${id(`${mark} webhook`, "g")}::text, 'webhook',
            'delivered', now() from ${firms} where g % ${SHARES.webhook} = 0`,
  ])
    await client.query(statement);
  await client.query("set session_replication_role = origin");
}

/** A hundred calls that all applications are for. */
export async function addCalls(client: Client): Promise<void> {
  await client.query(`insert into call (id, program_id, agency, document, opens_on, opened_by, opened_at)
    select ${id("call", "p.place")}, p.id, 'inadem', '{}', current_date, 'somebody', now()
      from (select id, row_number() over (order by slug) as place from program) p where place <= 100`);
  await client.query(`create table bench_call as
    select ${id("call", "p.place")} as id, p.id as program_id, p.place - 1 as place
      from (select id, row_number() over (order by slug) as place from program) p where place <= 100`);
}
