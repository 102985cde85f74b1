import { PERSON } from "../../kit/canaries.js";
import { asks, posts, type Row, STATES, times } from "../row.js";

const WRONG = { status: 400, code: "BAD_USER_INPUT" } as const;
/** A wrong value that execution finds: the answer is 200 with an error where the field may be null, and 400 never. */
const FOUND = { status: 200, code: "BAD_USER_INPUT" } as const;

const SEARCH = "query ($s: String!) { programs(search: $s) { totalCount } }";
const PROFILE = "query ($profile: ProfileInput!) { checkEligibility(profile: $profile) { asOf } }";
const FILTER = "query ($filter: ProgramFilter) { programs(filter: $filter) { totalCount } }";
const search = (n: number, what: string, s: unknown): Row => ({ n, what, send: asks(SEARCH, { s }), ...FOUND });
const profile = (n: number, what: string, told: object, more: Pick<Row, "status" | "code"> = FOUND): Row => ({
  n,
  what,
  send: asks(PROFILE, { profile: told }),
  ...more,
});
const day = (what: string, asOf: unknown): Row => ({
  n: 64,
  what,
  send: asks("query ($d: Date) { programs(asOf: $d) { totalCount } }", { d: asOf }),
  ...WRONG,
});
const page = (what: string, first: unknown): Row => ({
  n: 58,
  what,
  send: asks("query ($n: Int) { programs(first: $n) { totalCount } }", { n: first }),
  ...FOUND,
});
const after = (what: string, cursor: unknown): Row => ({
  n: 59,
  what,
  send: asks("query ($c: String) { programs(after: $c) { totalCount } }", { c: cursor }),
  ...FOUND,
});

/** 52 to 67: values that stores, clocks and people trip over. */
export const VALUES: readonly Row[] = [
  search(52, "a NUL in a search", `${PERSON.rfc}\0`),
  {
    n: 52,
    what: "a NUL in a slug",
    send: asks("query ($s: ID!) { program(slug: $s) { slug } }", { s: "a\0b" }),
    ...FOUND,
  },
  {
    n: 53,
    what: "a NUL as JSON escapes it",
    send: posts(`{"query":"${SEARCH}","variables":{"s":"a\\u0000b"}}`),
    ...FOUND,
  },
  {
    n: 53,
    what: "a NUL as a document escapes it",
    send: asks('{ programs(search: "a\\u{0}b") { totalCount } }'),
    ...FOUND,
  },
  search(54, "half a character", "\ud800"),
  search(54, "the other half first", "\udc00\ud800"),
  {
    n: 54,
    what: "half a character as JSON escapes it",
    send: posts(`{"query":"${SEARCH}","variables":{"s":"\\ud800x"}}`),
    ...FOUND,
  },
  {
    n: 54,
    what: "half a character in a document",
    send: asks('{ programs(search: "\\ud800") { totalCount } }'),
    status: 400,
  },
  { n: 55, what: "writing that turns around", send: asks(SEARCH, { s: `a\u202e${PERSON.rfc}` }), status: 200 },
  search(55, "ten thousand marks on one letter", `a${"\u0301".repeat(10_000)}`),
  {
    n: 55,
    what: "letters of another writing that look like ours",
    send: asks(SEARCH, { s: "\u0430\u0435\u043e" }),
    status: 200,
    body: /"totalCount":0/,
  },
  {
    n: 56,
    what: "__proto__ in variables",
    send: posts(`{"query":"${STATES}","variables":{"__proto__":{"polluted":1}}}`),
    status: 400,
  },
  {
    n: 56,
    what: "__proto__ far below",
    send: posts(`{"query":"${FILTER}","variables":{"filter":{"a":[{"__proto__":{"polluted":1}}]}}}`),
    status: 400,
  },
  {
    n: 56,
    what: "constructor.prototype",
    send: posts(`{"query":"${STATES}","variables":{"constructor":{"prototype":{"polluted":1}}}}`),
    status: 400,
  },
  {
    n: 56,
    what: "__proto__ in another spelling",
    send: posts(`{"query":"${STATES}","variables":{"\\u005f_proto__":{"polluted":1}}}`),
    status: 400,
  },
  {
    n: 56,
    what: "toString as a field of an input",
    send: asks(FILTER, { filter: { toString: "x", hasOwnProperty: 1 } }),
    ...WRONG,
  },
  {
    n: 56,
    what: "hasOwnProperty as a variable",
    send: asks(STATES, { hasOwnProperty: 1, toString: 2, valueOf: 3 }),
    status: 200,
  },
  {
    n: 56,
    what: "constructor as the name of an operation",
    send: posts(JSON.stringify({ query: "query constructor { states { code } }", operationName: "constructor" })),
    status: 200,
  },
  {
    n: 56,
    what: "__proto__ as another name for a field",
    send: asks("{ __proto__: states { code } }"),
    status: [200, 400],
  },
  {
    n: 56,
    what: "__proto__ in an object of a document",
    send: asks("{ programs(filter: { __proto__: { status: [ACTIVE] } }) { totalCount } }"),
    status: 400,
  },
  {
    n: 58,
    what: "sixty wrong codes in sixty fields, each with its own error",
    send: asks(`{ ${times(60, (i) => `a${i}: state(code: "x") { name }`)} }`),
    ...FOUND,
    each: true,
  },
  page("a page of 101", 101),
  page("a page of less than nothing", -5),
  { ...page("a page of half an item", 0.5), ...WRONG },
  page("a page of a billion", 1e9),
  { ...page("a page of yes", true), ...WRONG },
  { ...page("a page of a list", [1, 2]), ...WRONG },
  after("a cursor of nothing but zeros", Buffer.alloc(64).toString("base64url")),
  after("a cursor that is JSON", Buffer.from('{"id":1}').toString("base64")),
  after("a cursor of 200 KB", "A".repeat(200_000)),
  after("a cursor with SQL in it", "' or 1=1 --"),
  {
    n: 59,
    what: "a cursor of a megabyte",
    send: asks("query ($c: String) { programs(after: $c) { totalCount } }", { c: "A".repeat(1_000_000) }),
    status: 413,
  },
  profile(60, "an RFC too short", { rfc: "GODE5612" }),
  profile(60, "an RFC of 31 February", { rfc: "GODE560231GR8" }),
  profile(60, "an RFC that is everybody's", { rfc: "XAXX010101000" }),
  profile(60, "an RFC of 100,000 letters", { rfc: "G".repeat(100_000) }),
  profile(61, "a CURP of an entity that is none", { curp: "HEGG560427MZZRRL04" }),
  profile(61, "a CURP of neither sex", { curp: "HEGG560427ZVZRRL04" }),
  profile(61, "a CURP of 31 February", { curp: "HEGG560231MVZRRL04" }),
  profile(61, "a CURP with a wrong last digit", { curp: "HEGG560427MVZRRL05" }, { status: 200 }),
  profile(62, "an activity of seven digits", { scianCode: "3111111" }, { ...WRONG }),
  { n: 62, what: "an activity that is letters", send: asks('{ industry(code: "zapatos") { title } }'), ...FOUND },
  {
    n: 62,
    what: "an activity that there is not",
    send: asks('{ industry(code: "999999") { title } }'),
    status: 200,
    body: /"industry":null/,
  },
  { n: 62, what: "a sector of three", send: asks('{ industry(code: "31-33") { title } }'), status: 200 },
  profile(63, "sales of less than nothing", { annualSalesMxn: "-1" }),
  profile(63, "sales that are no number", { annualSalesMxn: "NaN" }, WRONG),
  profile(63, "sales with an exponent", { annualSalesMxn: "1e308" }, WRONG),
  profile(63, "sales of more digits than there are", { annualSalesMxn: "9".repeat(5_000) }, { status: [200, 400] }),
  profile(63, "a town of another state", { state: "MX-CHH", municipality: PERSON.municipality }, { status: 200 }),
  profile(63, "more workers than there are people", { workers: 2_147_483_647 }, { status: 200 }),
  day("the year 0", "0000-01-01"),
  day("30 February", "2026-02-30"),
  day("a day of thirteen months", "2026-13-01"),
  day("a day with a time", "2026-11-24T00:00:00Z"),
  day("a day as a number", 20_261_124),
  day("a day of six digits of years", "+12026-01-01"),
  {
    n: 64,
    what: "the last day of the year 9999",
    send: asks('{ programs(asOf: "9999-12-31") { totalCount } }'),
    status: 400,
  },
  {
    n: 64,
    what: "a time of no offset",
    send: asks('{ applications(updatedSince: "2026-11-24T00:00:00") { totalCount } }'),
    status: [200, 400],
  },
];
