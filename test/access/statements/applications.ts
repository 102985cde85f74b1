import type { Person } from "../people.js";
import { APPLY, EVERYBODY, FIRM, NOBODY, OFFICE, READERS, say, WINDOW } from "./statement.js";

/** The parts of an application, and who writes each. */
const PARTS: Readonly<Record<string, readonly Person[]>> = {
  version: [...APPLY, "mandate to sign", ...WINDOW],
  content: APPLY,
  requested_cents: APPLY,
  snapshot: APPLY,
  report: APPLY,
  folio: APPLY,
  signed_by_applicant: ["owner", "mandate to sign"],
  suppressed_at: ["owner"],
  stage: WINDOW,
  assigned_to: OFFICE,
  awarded_cents: ["approver"],
  signed_by_agency: ["approver"],
  business_id: NOBODY,
  agency: NOBODY,
  call_id: NOBODY,
  program_id: NOBODY,
  rules_digest: NOBODY,
  started_by: NOBODY,
  created_at: NOBODY,
};
const VALUES: Readonly<Record<string, string>> = {
  version: "7",
  content: "'\\x00'",
  snapshot: "'\\x00'",
  report: "'\\x00'",
  requested_cents: "7",
  awarded_cents: "7",
  suppressed_at: "now()",
  created_at: "now() - interval '1 day'",
  business_id: "$other_firm",
  call_id: "$other_call",
  program_id: "$other_firm",
};

/** Every way to reach a call, the stages of an agency, and an application itself. */
export const ON_APPLICATIONS = [
  say("call", "reads a call", EVERYBODY, "select from call where id = $call"),
  say(
    "call",
    "opens a call of the agency",
    OFFICE,
    `insert into call (id, program_id, agency, document, opens_on, opened_by, opened_at) values ($new, $program, $agency, '{}', '2026-01-01', 'x', now())`,
  ),
  say(
    "call",
    "closes a call of the agency",
    OFFICE,
    "update call set closed_at = now(), closed_because = 'agency' where id = $call",
  ),
  say(
    "call",
    "grants money of a call",
    ["approver"],
    "update call set granted_cents = granted_cents + 1 where id = $call",
  ),
  say("call", "changes a call after it was published", NOBODY, "update call set budget_cents = 1 where id = $call"),
  say("call", "deletes a call", NOBODY, "delete from call where id = $call"),
  say(
    "call",
    "has what an ended award did not pay back",
    ["approver"],
    [
      "update application set state = 'cancelled' where id = $application",
      "select from call where id = $call and granted_cents = 0",
    ],
    "awarded",
  ),

  say("agency_stage", "reads the stages of an agency", EVERYBODY, "select from agency_stage where agency = $agency"),
  say(
    "agency_stage",
    "names a stage of the agency",
    OFFICE,
    `insert into agency_stage (agency, code, state, es, en, place) values ($agency, 'new', 'submitted', 'x', 'x', 1)`,
  ),
  say("agency_stage", "removes a stage of the agency", OFFICE, "delete from agency_stage where agency = $agency"),

  say(
    "application",
    "reads an application that was handed in",
    READERS,
    "select from application where id = $application",
  ),
  say("application", "reads a draft", FIRM, "select from application where id = $application", "draft"),
  say(
    "application",
    "starts one for a firm",
    APPLY,
    `insert into application (id, business_id, program_id, program_version_id, rules_digest, call_id, agency, state, started_by, created_at, state_since, updated_at) values ($new, $firm, $program, $version, 'x', $other_call, $other_agency, 'draft', $subject, now(), now(), now())`,
  ),
  say(
    "application",
    "starts one that is granted already",
    NOBODY,
    `insert into application (id, business_id, program_id, program_version_id, rules_digest, call_id, agency, state, started_by, created_at, state_since, updated_at, awarded_cents) values ($new, $firm, $program, $version, 'x', $other_call, $other_agency, 'draft', $subject, now(), now(), now(), 5)`,
  ),
  say("application", "deletes an application", NOBODY, "delete from application where id = $application"),
  say(
    "application",
    "admits it",
    ["editor", "reviewer", "service"],
    "update application set state = 'admitted' where id = $application",
  ),
  say(
    "application",
    "approves it out of turn",
    NOBODY,
    "update application set state = 'approved' where id = $application",
  ),
  say(
    "application",
    "lets an agreement stand that nobody signed",
    NOBODY,
    "update application set state = 'agreement_signed' where id = $application",
    "awarded",
  ),
  ...Object.entries(PARTS).map(([column, may]) =>
    say(
      "application",
      `writes ${column}`,
      may,
      `update application set ${column} = ${VALUES[column] ?? "'x'"} where id = $application`,
      column === "signed_by_agency" ? "awarded" : "handed in",
    ),
  ),
  say(
    "application",
    "writes in a draft",
    [...APPLY, "mandate to sign"],
    "update application set version = 7 where id = $application",
    "draft",
  ),
];
