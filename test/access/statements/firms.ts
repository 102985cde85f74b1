import { EVERYBODY, FIRM, NOBODY, PROFILE, say } from "./statement.js";

/** Every way to reach a firm, what it told, who acts for it, keys of systems, and what is on record of callers. */
export const ON_FIRMS = [
  say("business", "reads a firm", FIRM, "select from business where id = $firm"),
  say(
    "business",
    "registers one under a name",
    ["owner"],
    `insert into business (id, owner, name, created_at) values ($new, $owner, 'x', now())`,
  ),
  say("business", "changes a firm", PROFILE, "update business set name = 'x' where id = $firm"),
  say("business", "suppresses a firm", ["owner"], "update business set suppressed_at = now() where id = $firm"),
  say(
    "business",
    "gives a firm to somebody else",
    NOBODY,
    "update business set owner = $subject || 'x' where id = $firm",
  ),
  say("business", "deletes a firm", NOBODY, "delete from business where id = $firm"),

  say("business_fact", "reads what a firm told", FIRM, "select from business_fact where business_id = $firm"),
  say(
    "business_fact",
    "tells more of a firm",
    PROFILE,
    `insert into business_fact (business_id, fact, told, stated_at, stated_by) values ($firm, 'more', '\\x00', now(), 'x')`,
  ),
  say(
    "business_fact",
    "corrects what a firm told",
    PROFILE,
    "update business_fact set told = '\\x01' where business_id = $firm",
  ),
  say("business_fact", "forgets what a firm told", PROFILE, "delete from business_fact where business_id = $firm"),

  say("mandate", "reads the mandate to read", ["owner", "mandate to read"], "select from mandate where id = $mandate"),
  say(
    "mandate",
    "grants a mandate",
    ["owner"],
    `insert into mandate (id, business_id, holder, scopes, expires_on, granted_by, granted_at) values ($new, $firm, $subject, '{apply}', '2030-01-01', $subject, now())`,
  ),
  say(
    "mandate",
    "grants one in the owner's name",
    ["owner"],
    `insert into mandate (id, business_id, holder, scopes, expires_on, granted_by, granted_at) values ($new, $firm, $subject, '{apply}', '2030-01-01', $owner, now())`,
  ),
  say("mandate", "revokes the mandate to read", ["owner"], "update mandate set revoked_at = now() where id = $mandate"),
  say("mandate", "widens the mandate to read", NOBODY, "update mandate set scopes = '{read,sign}' where id = $mandate"),
  say("mandate", "deletes a mandate", NOBODY, "delete from mandate where id = $mandate"),

  say("access_log", "reads who looked at what it told", FIRM, "select from access_log where business_id = $firm"),
  say(
    "access_log",
    "writes that somebody looked",
    NOBODY,
    `insert into access_log (id, business_id, application_id, role, actor, at) values ($new, $firm, $application, 'auditor', 'x', now())`,
  ),
  say("access_log", "changes who looked", NOBODY, "update access_log set actor = 'x' where business_id = $firm"),
  say("access_log", "hides who looked", NOBODY, "delete from access_log where business_id = $firm"),

  say("consent", "reads what a firm consented to", FIRM, "select from consent where business_id = $firm"),
  say(
    "consent",
    "consents for a firm",
    ["owner"],
    `insert into consent (id, business_id, purpose, given_by, given_at) values ($new, $firm, 'notices', $subject, now())`,
  ),
  say("consent", "withdraws a consent", ["owner"], "update consent set withdrawn_at = now() where business_id = $firm"),
  say(
    "consent",
    "turns a consent into another",
    NOBODY,
    "update consent set purpose = 'notices' where business_id = $firm",
  ),

  say("api_key", "reads a key", ["approver", "administrator"], "select id from api_key where id = $key"),
  say("api_key", "reads the secret of a key", NOBODY, "select secret_hash from api_key where id = $key"),
  say(
    "api_key",
    "makes a key",
    ["administrator"],
    `insert into api_key (id, agency, label, secret_hash, created_at, created_by) values (substr(md5($new::text), 1, 16), $agency, 'x', decode(repeat('00', 32), 'hex'), now(), $subject)`,
  ),
  say(
    "api_key",
    "revokes a key",
    ["administrator"],
    "update api_key set revoked_at = now(), revoked_by = 'x' where id = $key",
  ),
  say(
    "ended_access",
    "reads whose access was ended",
    ["administrator"],
    "select from ended_access where subject = 'gone-' || $firm",
  ),
  say(
    "ended_access",
    "ends somebody's access",
    ["administrator"],
    "insert into ended_access values ('x', now(), $subject)",
  ),
  say("ended_access", "ends it in another's name", NOBODY, "insert into ended_access values ('x', now(), 'another')"),
  say(
    "ended_access",
    "ends it again",
    ["administrator"],
    "update ended_access set ended_at = now(), ended_by = $subject",
  ),
  say(
    "ended_access",
    "ends it again in another's name",
    NOBODY,
    "update ended_access set ended_at = now(), ended_by = 'another'",
  ),
  say("ended_access", "lets somebody in again", NOBODY, "delete from ended_access"),
  say("api_key", "gives a key to another agency", NOBODY, "update api_key set agency = 'x' where id = $key"),
  say("api_key", "deletes a key", NOBODY, "delete from api_key where id = $key"),

  say("command", "sees what the owner sent", ["owner"], "select from command where subject = $owner"),
  say(
    "command",
    "sends in the owner's name",
    ["owner"],
    `insert into command (role, subject, key, operation, fingerprint) values ('business', $owner, 'another-key', 'x', 'x')`,
  ),
  say("command", "changes what the owner sent", ["owner"], "update command set answer = '{}' where subject = $owner"),

  say(
    "ledger_entry",
    "reads a decision",
    ["owner", "auditor"],
    "select from ledger_entry where object_id = $application::text",
  ),
  say(
    "ledger_entry",
    "enters a decision in the owner's name",
    ["owner"],
    `insert into ledger_entry (actor, role, action, object_type, object_id, to_state, object_version, commitment, at) values ($owner, 'business', 'submit', 'Application', $application::text, 'submitted', 1, decode(repeat('00', 32), 'hex'), now())`,
  ),
  say(
    "ledger_entry",
    "changes a decision",
    NOBODY,
    "update ledger_entry set actor = 'x' where object_id = $application::text",
  ),
  say("ledger_entry", "deletes a decision", NOBODY, "delete from ledger_entry where object_id = $application::text"),

  say(
    "ledger_salt",
    "seals a decision",
    EVERYBODY,
    `insert into ledger_salt (entry_id, object_id, salt) values ($entry, $application::text, '\\x00')`,
  ),
  say(
    "ledger_salt",
    "reads what seals a decision",
    NOBODY,
    "select from ledger_salt where object_id = $application::text",
  ),
  say(
    "ledger_salt",
    "deletes what seals a decision",
    NOBODY,
    "delete from ledger_salt where object_id = $application::text",
  ),
];
