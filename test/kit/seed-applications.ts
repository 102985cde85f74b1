import { randomUUID } from "node:crypto";
import type { State } from "../../src/applications/lifecycle/states.js";
import type { Bearer } from "../../src/graph/identity/development-issuer.js";
import { globalId, readGlobalId } from "../../src/graph/node.js";
import type { Database } from "../../src/platform/database.js";
import { BEARERS } from "./case-file.js";

/** An application as commands name it, and the person whose firm it is. */
export interface SeededApplication {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly owner: Bearer;
}

export interface SeededState {
  readonly state: State;
  readonly count: number;
  readonly requestedCents: number;
  /** What was granted: it is taken out of the call's budget too. */
  readonly awardedCents?: number;
  /** Last day to answer what the agency asked. */
  readonly answerDueOn?: string;
}

/**
 * Applications brought into a state without the way there, each of a firm of its own. They were recommended by the reviewer of
 * the tests, so that anybody else may approve them. What they hold of the firm is empty.
 */
export async function seedApplications(
  database: Database,
  callId: string,
  { state, count, requestedCents, awardedCents, answerDueOn }: SeededState,
): Promise<readonly SeededApplication[]> {
  const seeds = Array.from({ length: count }, () => ({
    key: randomUUID(),
    firm: randomUUID(),
    owner: `owner-${randomUUID()}`,
    folio: `VU-TEST-${randomUUID()}`,
  }));
  await database.query(
    `with seed as (
       select * from jsonb_to_recordset($1::jsonb) as s(key uuid, firm uuid, owner text, folio text)
     ), firms as (
       insert into business (id, owner, name, created_at) select firm, owner, 'Firma de prueba', now() from seed
     ), filed as (
       insert into application (id, business_id, program_id, program_version_id, rules_digest, call_id, agency, state, folio,
                                requested_cents, awarded_cents, answer_due_on, started_by, created_at, submitted_at, state_since, updated_at)
       select s.key, s.firm, c.program_id, v.id, v.digest, c.id, c.agency, $3, s.folio, $4, $5, $6::date, s.owner, now(), now(), now(), now()
         from seed s, call c join program_version v on v.program_id = c.program_id and v.superseded_at is null and upper_inf(v.in_force)
        where c.id = $2
     ), events as (
       insert into application_event (id, application_id, version, what, to_state, role, actor, at)
       select gen_random_uuid(), key, 1, 'recommend', $3, 'agency_reviewer', $7, now() from seed
     ), asked as (
       insert into information_request (id, application_id, items, asked_at, due_on)
       select gen_random_uuid(), key, '', now(), $6::date from seed where $6::date is not null
     )
     update call set granted_cents = granted_cents + coalesce($5::bigint, 0) * $8::int where id = $2`,
    [
      JSON.stringify(seeds),
      readGlobalId(callId).key,
      state,
      requestedCents,
      awardedCents ?? null,
      answerDueOn ?? null,
      BEARERS.reviewer.sub,
      count,
    ],
  );
  return seeds.map(({ key, owner }) => ({
    id: globalId("Application", key),
    key,
    version: 1,
    owner: { role: "business", sub: owner },
  }));
}
