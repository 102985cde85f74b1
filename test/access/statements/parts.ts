import { APPLY, NOBODY, OFFICE, READERS, say, WINDOW } from "./statement.js";

const ofApplication = "where application_id = $application";
const event = (what: string, who = "$subject, $role") =>
  `insert into application_event (id, application_id, version, what, to_state, actor, role, at)
     values ($new, $application, 9, '${what}', 'submitted', ${who}, now())`;
const message = (internal: boolean, who = "$subject, $role") =>
  `insert into application_message (id, application_id, internal, body, author, role, at)
     values ($new, $application, ${internal}, '\\x00', ${who}, now())`;

/** Every way to reach what belongs to an application: its history, requests, messages, scores, and the parts of its award. */
export const ON_PARTS = [
  say("application_event", "reads what happened", READERS, `select from application_event ${ofApplication}`),
  say("application_event", "writes down that the firm filled it in", APPLY, event("fill")),
  say("application_event", "writes down that the firm attached a document", APPLY, event("attach")),
  say("application_event", "writes down that the firm signed", ["owner", "mandate to sign", "approver"], event("sign")),
  say("application_event", "writes down that it was admitted", WINDOW, event("admit")),
  say("application_event", "writes down that it was approved", OFFICE, event("approve")),
  say("application_event", "writes it down in the owner's name", ["owner"], event("fill", "$owner, 'business'")),
  say(
    "application_event",
    "rewrites what happened",
    NOBODY,
    `update application_event set what = 'x' ${ofApplication}`,
  ),
  say("application_event", "deletes what happened", NOBODY, `delete from application_event ${ofApplication}`),

  say(
    "information_request",
    "reads what was asked of the firm",
    READERS,
    `select from information_request ${ofApplication}`,
  ),
  say(
    "information_request",
    "asks the firm for something",
    ["editor", "reviewer", "service"],
    `insert into information_request (id, application_id, items, asked_at, due_on) values ($new, $application, '\\x00', now(), '2027-01-01')`,
  ),
  say(
    "information_request",
    "answers for the firm",
    APPLY,
    `update information_request set answer = '\\x00' ${ofApplication}`,
  ),
  say(
    "information_request",
    "gives itself another term",
    NOBODY,
    `update information_request set due_on = '2030-01-01' ${ofApplication}`,
  ),
  say("information_request", "deletes what was asked", NOBODY, `delete from information_request ${ofApplication}`),

  say(
    "application_message",
    "reads a message",
    READERS,
    `select from application_message ${ofApplication} and not internal`,
  ),
  say(
    "application_message",
    "reads an internal note",
    [...WINDOW, "auditor"],
    `select from application_message ${ofApplication} and internal`,
  ),
  say("application_message", "writes a message", [...APPLY, ...OFFICE], message(false)),
  say("application_message", "writes an internal note", OFFICE, message(true)),
  say("application_message", "writes in the owner's name", ["owner"], message(false, "$owner, 'business'")),
  say(
    "application_message",
    "rewrites a message",
    NOBODY,
    `update application_message set body = '\\x01' ${ofApplication}`,
  ),
  say("application_message", "deletes a message", NOBODY, `delete from application_message ${ofApplication}`),

  say("review_score", "reads the scores", [...WINDOW, "auditor"], `select from review_score ${ofApplication}`),
  say(
    "review_score",
    "scores",
    ["reviewer"],
    `insert into review_score (application_id, reviewer, criterion, score, at) values ($application, $subject, 'other', 5, now())`,
  ),
  say(
    "review_score",
    "scores in a colleague's name",
    NOBODY,
    `insert into review_score (application_id, reviewer, criterion, score, at) values ($application, 'a-colleague', 'other', 5, now())`,
  ),
  say(
    "review_score",
    "changes a score of its own",
    ["reviewer"],
    [`update review_score set score = 1 ${ofApplication} and reviewer = 'agency_reviewer'`],
  ),
  say(
    "review_score",
    "changes a colleague's score",
    NOBODY,
    `update review_score set score = 1 ${ofApplication} and reviewer = 'another-reviewer'`,
  ),
  say("review_score", "deletes a score", NOBODY, `delete from review_score ${ofApplication}`),

  say("tranche", "reads the parts of an award", READERS, `select from tranche ${ofApplication}`, "awarded"),
  say(
    "tranche",
    "adds a part to an award",
    ["approver"],
    `insert into tranche (application_id, number, amount_cents, milestone) values ($application, 2, 5, 'x')`,
    "awarded",
  ),
  say(
    "tranche",
    "says that a milestone is met",
    OFFICE,
    `update tranche set met_by = $subject, met_at = now() ${ofApplication}`,
    "awarded",
  ),
  say(
    "tranche",
    "says so in a colleague's name",
    NOBODY,
    `update tranche set met_by = 'a-colleague', met_at = now() ${ofApplication}`,
    "awarded",
  ),
  say(
    "tranche",
    "pays a part",
    ["approver"],
    `update tranche set paid_by = $subject, paid_at = now() ${ofApplication}`,
    "awarded",
  ),
  say(
    "tranche",
    "changes what a part is worth",
    NOBODY,
    `update tranche set amount_cents = 9 ${ofApplication}`,
    "awarded",
  ),
  say("tranche", "deletes a part", NOBODY, `delete from tranche ${ofApplication}`, "awarded"),
];
