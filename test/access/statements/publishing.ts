import { NOBODY, say, WINDOW } from "./statement.js";

const DRAFT = "where id = $draft";
const ITEM = "where revision_id = $draft";
const READERS = [...WINDOW, "auditor"] as const;
const make = (extra = "") =>
  `insert into revision (id, agency, state, version, title, reason, author, created_at, updated_at${extra && ", approved_by"})
     values ($new, $agency, ${extra || "'draft'"}, 1, 'x', 'x', $subject, now(), now()${extra && ", $owner"})`;
const item = (slug: string, runs: string, revision = "$draft") =>
  `insert into revision_item (revision_id, slug, document)
     values (${revision}, '${slug}', jsonb_build_object('agencies', jsonb_build_array(jsonb_build_object('agency', ${runs}::text, 'role', 'administrator'))))`;
const opening = (slug: string, revision = "$draft") =>
  `insert into revision_call (id, revision_id, slug, content) values ($new, ${revision}, '${slug}', '{}')`;
const event = (revision: string, actor = "$subject", what = "edit") =>
  `insert into revision_event (id, revision_id, version, what, to_state, role, actor, at)
     values ($new, ${revision}, 2, '${what}', 'draft', $role, ${actor}, now())`;
const delegation = (owner: string) =>
  `insert into publishing_delegation (id, owner, delegate, until, granted_by, granted_at)
     values ($new, ${owner}, 'somebody', '2199-01-01', $subject, now())`;

/** Every way to reach what an agency drafts and publishes. */
export const ON_PUBLISHING = [
  say("revision", "reads a draft", READERS, `select from revision ${DRAFT}`),
  say("revision", "opens a draft", WINDOW, make()),
  say("revision", "opens one that is approved already", NOBODY, make("'approved'")),
  say("revision", "edits a draft", WINDOW, `update revision set title = 'y' ${DRAFT}`),
  say("revision", "gives a draft to another agency", NOBODY, `update revision set agency = 'x' ${DRAFT}`),
  say("revision", "edits what is submitted", NOBODY, "update revision set title = 'y' where id = $submitted"),
  say(
    "revision",
    "approves what somebody else drafted",
    ["approver"],
    "update revision set state = 'approved', approved_by = $subject, approved_at = now() where id = $submitted",
  ),
  say(
    "revision",
    "approves in another's name",
    NOBODY,
    "update revision set state = 'approved', approved_by = 'another', approved_at = now() where id = $submitted",
  ),
  say("revision", "approves what they worked on", NOBODY, [
    event("$submitted"),
    "update revision set state = 'approved', approved_by = $subject, approved_at = now() where id = $submitted",
  ]),
  say(
    "revision",
    "rejects what is submitted",
    ["approver"],
    "update revision set state = 'rejected' where id = $submitted",
  ),
  say(
    "revision",
    "calls off what is approved",
    ["approver"],
    "update revision set state = 'discarded' where id = $scheduled",
  ),
  say("revision", "publishes by hand", NOBODY, "update revision set state = 'published' where id = $scheduled"),
  say("revision", "revives what has ended", NOBODY, "update revision set state = 'draft' where id = $published"),
  say("revision", "deletes a revision", NOBODY, `delete from revision ${DRAFT}`),

  say("revision_item", "reads what is drafted", READERS, `select from revision_item ${ITEM}`),
  say("revision_item", "drafts a new program of the agency", WINDOW, item("a-new-program", "$agency")),
  say("revision_item", "drafts a new program of another agency", NOBODY, item("a-new-program", "'fojal'")),
  say("revision_item", "drafts a program that another agency runs", NOBODY, item("prosec", "$agency")),
  say("revision_item", "drafts into what is submitted", NOBODY, item("a-new-program", "$agency", "$submitted")),
  say(
    "revision_item",
    "changes the draft of another's program",
    NOBODY,
    `update revision_item set document = '{}' ${ITEM}`,
  ),
  say("revision_item", "changes the draft of its own", WINDOW, [
    item("a-new-program", "$agency"),
    "update revision_item set document = document || '{\"acronym\": \"X\"}' where revision_id = $draft and slug = 'a-new-program'",
  ]),
  say("revision_item", "drops a program of a draft", WINDOW, `delete from revision_item ${ITEM}`),
  say(
    "revision_item",
    "drops one of what is submitted",
    NOBODY,
    "delete from revision_item where revision_id = $submitted",
  ),
  say(
    "revision_item",
    "says that it was published",
    NOBODY,
    `update revision_item set published_version_id = base_version_id ${ITEM}`,
  ),

  say("revision_call", "reads what is drafted of calls", READERS, `select from revision_call ${ITEM}`),
  say("revision_call", "drafts a call of its own new program", WINDOW, [
    item("a-new-program", "$agency"),
    opening("a-new-program"),
  ]),
  say("revision_call", "drafts a call of a program that another agency runs", NOBODY, opening("prosec")),
  say("revision_call", "drafts a call of a program that nobody brings", NOBODY, opening("a-new-program")),
  say("revision_call", "drafts into what is submitted", NOBODY, [
    item("a-new-program", "$agency"),
    opening("a-new-program", "$submitted"),
  ]),
  say("revision_call", "alters a call of another program", NOBODY, [
    item("a-new-program", "$agency"),
    `insert into revision_call (id, revision_id, slug, call_id, call_version, base, content)
       values ($new, $draft, 'a-new-program', $call, 1, '{}', '{}')`,
  ]),
  say("revision_call", "says that it was published", NOBODY, [
    item("a-new-program", "$agency"),
    `insert into revision_call (id, revision_id, slug, content, published_call_id) values ($new, $draft, 'a-new-program', '{}', $call)`,
  ]),
  say("revision_call", "changes what is drafted", NOBODY, `update revision_call set content = '{}' ${ITEM}`),
  say("revision_call", "drops a call of a draft", WINDOW, `delete from revision_call ${ITEM}`),
  say(
    "revision_call",
    "drops one of what is submitted",
    NOBODY,
    "delete from revision_call where revision_id = $submitted",
  ),

  say("revision_event", "reads what happened", READERS, `select from revision_event ${ITEM}`),
  say("revision_event", "writes down what they did", WINDOW, event("$draft")),
  say(
    "revision_event",
    "writes down that it was sent back",
    ["reviewer", "approver"],
    event("$submitted", "$subject", "send_back"),
  ),
  say("revision_event", "writes down that it was rejected", ["approver"], event("$submitted", "$subject", "reject")),
  say("revision_event", "writes it down in another's name", NOBODY, event("$draft", "'another'")),
  say("revision_event", "rewrites what happened", NOBODY, `update revision_event set what = 'x' ${ITEM}`),

  say(
    "publishing_delegation",
    "reads who may publish for it",
    READERS,
    "select from publishing_delegation where id = $leave",
  ),
  say("publishing_delegation", "lets another publish for it", ["approver"], delegation("$agency")),
  say("publishing_delegation", "lets itself publish for another", NOBODY, delegation("'fojal'")),
  say(
    "publishing_delegation",
    "takes leave back",
    ["approver"],
    "update publishing_delegation set revoked_at = now() where id = $leave and revoked_at is null",
  ),
  say(
    "publishing_delegation",
    "prolongs it",
    NOBODY,
    "update publishing_delegation set until = '2199-12-31' where id = $leave",
  ),
  say("publishing_delegation", "deletes it", NOBODY, "delete from publishing_delegation where id = $leave"),
];
