/** A test elsewhere that shows what becomes of a hostile input: its file below `test/`, and its name. */
export type Shown = readonly [file: string, name: string];

/**
 * Inputs of the catalogue, by number, that tests elsewhere show, or show more of than the rows beside this file do.
 * What has neither a row nor a line here is missing: `catalogue.test.ts` says so.
 */
export const SHOWN_ELSEWHERE: Readonly<Record<number, readonly Shown[]>> = {
  1: [["graph/limits", "by aliases, of __typename too"]],
  2: [["graph/limits", "by tokens, at once"]],
  5: [["graph/transport", "takes JSON in UTF-8 and nothing else"]],
  6: [["graph/limits", "by depth"]],
  7: [["graph/limits", "by depth hidden in fragments"]],
  8: [["graph/limits", "by a bomb of fragments"]],
  10: [
    [
      "graph/transport",
      "is closed to introspection-like dodges: an operation or fragment named __schema changes nothing",
    ],
  ],
  11: [["graph/limits", "by directives"]],
  12: [["graph/limits", "by cost, whether the page size is written, a variable, or a variable's default"]],
  13: [["graph/limits", "by cost, whether the page size is written, a variable, or a variable's default"]],
  14: [["graph/limits", "by cost, whether the page size is written, a variable, or a variable's default"]],
  18: [["graph/limits", "by the number of operations in one document"]],
  22: [
    ["federation/subgraphs", "keeps what is not the caller's from whoever has its key"],
    ["federation/subgraphs", "has the limits of the gateway: what fields cost, and how many keys there are of them"],
  ],
  23: [["federation/subgraphs", "says what it is, and the public edge has nothing of federation"]],
  26: [["graph/bad-input", "a misspelt field, argument or type is refused without suggestions"]],
  27: [["graph/bad-input", "is hidden behind a correlation id, with nothing of the inside"]],
  28: [["graph/bad-input", "never repeats the value of a variable, nor suggests names of the schema"]],
  29: [["graph/transport", "has a page for people, but not in production"]],
  30: [["federation/subgraphs", "tells nobody how it came to its answer"]],
  31: [["graph/transport", "says nothing of what it is made of"]],
  46: [
    ["graph/connection-times", "ends for a body that does not come to its end"],
    ["graph/connection-times", "ends for a body that was refused and keeps coming"],
    ["hostile/front", "is cut off when it stops half way, and nobody else is kept waiting"],
  ],
  50: [
    ["graph/documents/documents", "are not registered by whoever asks, unless the gateway is set to that"],
    ["graph/documents/documents", "are refused by name where they are not known, not whole, or no questions"],
  ],
  52: [["graph/bad-input", "a slug, id, date, state, municipality, agency or catalog that cannot be"]],
  55: [
    ["applications/bad-input", "%s"],
    ["applications/bad-requests", "are no hidden characters: a family is one picture"],
  ],
  56: [["applications/bad-requests", "with %s is refused whole, pollutes nothing and writes nothing"]],
  57: [
    [
      "access/extra-input",
      "takes no more from a command than the schema names: each other word is refused, and nothing is written",
    ],
  ],
  58: [["graph/bad-input", "both directions at once"]],
  59: [
    ["graph/bad-input", "a cursor that is made up, changed, of another list, of another filter, or enormous"],
    ["eligibility/ask", "cannot use a cursor of another firm's list"],
    [
      "businesses/lists",
      "are not gone on with by a cursor of somebody else, even where both may act for the same firms",
    ],
  ],
  60: [["eligibility/identity", "of every code has a text in both languages and never the value"]],
  61: [["eligibility/identity", "still contradict each other by date when the letters cannot be compared"]],
  62: [["graph/bad-input", "a slug, id, date, state, municipality, agency or catalog that cannot be"]],
  63: [["eligibility/read-profile", "may have bounds and a hundred items exactly"]],
  64: [["businesses/mandates", "may end on no day that the calendar lacks, when it is granted on a 29 February"]],
  65: [
    ["applications/bad-requests", "is kept and given back as it was written, and means nothing"],
    ["graph/atom/write-atom", "lets no text pass for a mark, and has no character that XML does not know"],
    ["platform/guarded-fetch", "is refused at registration and before connecting: %j"],
  ],
  66: [["eligibility/screening/facts-csv", "keeps its ids, and makes formulas and quotes harmless"]],
  67: [["graph/transfer/file-name", "whatever it was, is safe once kept, and stays as it is when kept again"]],
  70: [
    ["programs/search", "finds nothing rather than anything for words that mean nothing, and survives hostile ones"],
  ],
  71: [["platform/log", "has no RFC, no CURP and no address in it, wherever they stood"]],
  72: [
    ["platform/guarded-fetch", "is refused at registration when it is %s, or a name that leads there"],
    ["platform/guarded-fetch", "is refused at connect when it is %s, or a name that leads there"],
    ["platform/guarded-fetch", "follows no redirect, wherever it leads"],
  ],
  73: [["graph/identity/tokens", "is refused with 401 and nothing told: %s"]],
  74: [
    ["graph/identity/tokens", "is refused with 401 and nothing told: %s"],
    ["graph/identity/tokens", "never makes the gateway ask an address that it names"],
  ],
  75: [["graph/identity/tokens", "is refused with 401 and nothing told: %s"]],
  76: [["graph/identity/tokens", "is refused when anything stands around a good one, a line break above all"]],
  77: [
    [
      "graph/identity/key-set",
      "are fetched at most once in 30 seconds, however many unknown ones a thousand tokens name",
    ],
  ],
  78: [
    [
      "graph/identity/ended-access",
      "reads and decides nothing more with any token they have, in any role, on any gateway, and may sign in anew",
    ],
  ],
  79: [
    [
      "graph/identity/api-keys",
      "is refused alike when it is unknown, wrong, guessed by its beginning, revoked or expired",
    ],
    ["graph/identity/tokens", "is refused when a second credential comes along"],
  ],
  80: [
    ["access/lists", "by the id of a node leads to no application, firm or call"],
    ["access/lists", "by an id of the wrong kind leads nowhere"],
  ],
  81: [["access/lists", "counts what the caller sees and nothing else"]],
  82: [
    ["programs/publishing/refusals", "is refused, with nothing written but that it was tried"],
    ["access/row-security", "still changes nothing for who may not change it, another's or their own"],
  ],
  83: [
    [
      "programs/publishing/refusals",
      "is never by who worked on the revision, under any role or session, and every attempt is kept",
    ],
    ["access/two-roles", "decides nothing for the agency on what they filed for a firm"],
  ],
  84: [
    [
      "access/extra-input",
      "takes no more from a command than the schema names: each other word is refused, and nothing is written",
    ],
  ],
  85: [["access/private-fields", "shows %s to whom it is meant for"]],
  86: [
    ["long/timing.long", "does not tell whether there is a key of that id"],
    ["long/timing.long", "does not tell whether there is an application, or a firm, of another's"],
  ],
  87: [
    ["hostile/front", "tells nobody what the one before was told, in any order and any spelling of the header"],
    [
      "graph/answers/contract",
      "holds nothing of what somebody typed into a search, told of a firm, or was shown as somebody",
    ],
  ],
  88: [
    ["hostile/front", "tells callers apart that ask the same at the same moment"],
    ["federation/federated", "tell callers apart that ask the same at the same moment"],
  ],
  89: [
    ["applications/lifecycle/moves", "refuses to approve twice, to pay before approving, and to answer after the end"],
  ],
  90: [
    ["businesses/profile", "with a version that is past, or to come, is told how the firm is now, and changes nothing"],
    ["applications/bad-input", "%s"],
  ],
  91: [
    ["applications/idempotency", "is refused when it asks for something else, and nothing of it is done"],
    ["applications/idempotency", "has nothing to do with the same key of somebody else"],
  ],
  92: [["applications/bad-requests", "is good at 8 and at 100 characters"]],
  93: [
    ["applications/races", "grants 100 and tells the others that the budget is exhausted (order %i)"],
    ["applications/races", "gets one number for a double click on submit, with one key or with two"],
  ],
  94: [
    [
      "applications/filing",
      "pins what was told: a profile that changes later changes nothing of it, and the receipt can be replayed",
    ],
  ],
  95: [
    ["graph/several-commands", "answers each with how things stand after it, not as they were read for the one before"],
  ],
  96: [["applications/idempotency", "never does a command twice and never loses one, for whoever sends it again"]],
  97: [
    ["graph/pace", "is told to wait, whole and in both languages, with nothing written; nobody else is"],
    ["graph/pace", "is shown no more of what firms told, and the ledger keeps that once; colleagues go on"],
  ],
  98: [
    ["programs/sources/adapters", "%s that is %s ends in %s"],
    ["programs/sources/adapters", "stays bounded while 10,000 items of 30 MB are read by %s"],
    ["programs/sources/harvest", "keeps out what is wrong, says why, and serves what that program was before"],
    ["programs/sources/harvest", "changes nothing when it has one key twice, on one page or on two"],
  ],
  99: [["platform/webhooks", "is refused by receivers when it is more than five minutes old, or of the future"]],
  100: [
    ["platform/ledger/sealing", "keeps the times of heads in order when the clock moves back, and enters that once"],
  ],
};
