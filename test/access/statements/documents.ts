import { APPLY, FIRM, NOBODY, READERS, say } from "./statement.js";

const bring = (who: string, storedAt: string) =>
  `insert into document (id, business_id, kind, file_key, media_type, size, sha256, created_by, created_at, stored_at)
     values ($new, $firm, 'other', $new, 'application/pdf', 9, repeat('0', 64), ${who}, now(), ${storedAt})`;
const attach = (document: string, who = "$subject") =>
  `insert into application_document (application_id, evidence, document_id, attached_by, attached_at)
     values ($application, 'more', ${document}, ${who}, now())`;
const ofApplication = "where application_id = $application";

/** Every way to reach a document of a firm, and what it is attached to. */
export const ON_DOCUMENTS = [
  say("document", "reads what is attached to what was handed in", READERS, "select from document where id = $document"),
  say("document", "reads what is attached to a draft", FIRM, "select from document where id = $document", "draft"),
  say("document", "reads what is attached to nothing", FIRM, "select from document where id = $loose"),
  say("document", "brings a document", APPLY, bring("$subject", "null")),
  say("document", "brings one in the owner's name", ["owner"], bring("$owner", "null")),
  say("document", "says of a new one that its bytes have arrived", NOBODY, bring("$subject", "now()")),
  say("document", "says so of an old one", NOBODY, "update document set stored_at = now() where id = $document"),
  say("document", "removes a document", APPLY, "update document set removed_at = now() where id = $document"),
  say(
    "document",
    "gives it to another firm",
    NOBODY,
    "update document set business_id = $other_firm where id = $loose",
  ),
  say("document", "passes it for another file", NOBODY, "update document set file_key = $new where id = $document"),
  say("document", "deletes a document", NOBODY, "delete from document where id = $loose"),

  say("application_document", "reads what is attached", READERS, `select from application_document ${ofApplication}`),
  say(
    "application_document",
    "reads what is attached to a draft",
    FIRM,
    `select from application_document ${ofApplication}`,
    "draft",
  ),
  say("application_document", "attaches a document", APPLY, attach("$loose"), "draft"),
  say("application_document", "attaches one in the owner's name", ["owner"], attach("$loose", "$owner"), "draft"),
  say("application_document", "attaches another firm's", NOBODY, attach("$other_document"), "draft"),
  say(
    "application_document",
    "attaches one that was removed",
    NOBODY,
    ["update document set removed_at = now() where id = $loose", attach("$loose")],
    "draft",
  ),
  say(
    "application_document",
    "passes another for it",
    NOBODY,
    `update application_document set document_id = $loose ${ofApplication}`,
  ),
  say("application_document", "takes it back", NOBODY, `delete from application_document ${ofApplication}`),
];
