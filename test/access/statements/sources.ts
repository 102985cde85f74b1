import { EVERYBODY, NOBODY, say, WINDOW } from "./statement.js";

const INBOX = [...WINDOW, "auditor", "administrator"] as const;
const ASKING = [...WINDOW, "administrator"] as const;
const APPROVING = ["approver", "administrator"] as const;
const ITEM = "where source = $source";
const ask = (source: string, more: { readonly loss?: boolean; readonly by?: string; readonly outcome?: string } = {}) =>
  `insert into harvest (id, source, kind, allow_loss, asked_by, asked_at, outcome)
     values ($new, ${source}, 'asked', ${more.loss ?? false}, ${more.by ?? "$subject"}, now(), '${more.outcome ?? "waiting"}')`;
const join = (source: string, by = "$subject") =>
  `insert into source_join (id, source, item_id, slug, score, evidence, joined_by, joined_at)
     values ($new, ${source}, 'item-1', 'prosec', 0, '{}', ${by}, now())`;

/** Every way to reach what is gathered from the feeds of others. */
export const ON_SOURCES = [
  say("source", "reads how a source is set up", EVERYBODY, "select settings from source where key = $source"),
  say("source", "has a source read elsewhere", NOBODY, "update source set settings = '{}' where key = $source"),
  say("harvest", "reads what became of a harvest", EVERYBODY, `select from harvest ${ITEM}`),
  say("harvest", "asks for a harvest", ASKING, ask("$source")),
  say("harvest", "asks for one of another agency's source", ["administrator"], ask("$other_source")),
  say("harvest", "accepts a loss", APPROVING, ask("$source", { loss: true })),
  say("harvest", "asks in another's name", NOBODY, ask("$source", { by: "'another'" })),
  say("harvest", "says that one is done", NOBODY, ask("$source", { outcome: "done" })),
  say("harvest", "changes what became of one", NOBODY, `update harvest set outcome = 'done' ${ITEM}`),
  say("source_item", "reads the inbox", INBOX, `select from source_item ${ITEM}`),
  say("source_item", "says which program an item is", ASKING, `update source_item set slug = 'prosec' ${ITEM}`),
  say("source_item", "says what a source said", NOBODY, `update source_item set said = '{}' ${ITEM}`),
  say("source_item", "takes an item away", NOBODY, `delete from source_item ${ITEM}`),
  say(
    "harvest_record",
    "reads what became of an item",
    INBOX,
    `select from harvest_record where harvest_id in (select id from harvest ${ITEM})`,
  ),
  say("harvest_record", "changes it", NOBODY, "update harvest_record set what = 'created'"),
  say("source_join", "reads what an item was taken for", INBOX, `select from source_join ${ITEM}`),
  say("source_join", "takes an item for a program", ASKING, join("$source")),
  say("source_join", "takes another agency's", ["administrator"], join("$other_source")),
  say("source_join", "does so in another's name", NOBODY, join("$source", "'another'")),
  say(
    "source_join",
    "says that it is not that program",
    ASKING,
    `update source_join set parted_by = $subject, parted_at = now() ${ITEM}`,
  ),
  say(
    "source_join",
    "says so in another's name",
    NOBODY,
    `update source_join set parted_by = 'another', parted_at = now() ${ITEM}`,
  ),
];
