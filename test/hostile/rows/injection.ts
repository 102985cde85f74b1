import { asks, JSON_TYPE, QUESTION, type Row, times, writes } from "../row.js";

const SEARCH = "query ($s: String!) { programs(search: $s) { totalCount } }";
const FILTER = "query ($filter: ProgramFilter) { programs(filter: $filter) { totalCount } }";
const nothing = (what: string, s: string): Row => ({
  n: 70,
  what,
  send: asks(SEARCH, { s }),
  status: 200,
  body: /"totalCount":0/,
});
const operator = (name: string, value: unknown): Row => ({
  n: 69,
  what: `a filter with ${name}`,
  send: asks(FILTER, { filter: { [name]: value } }),
  status: 400,
  code: "BAD_USER_INPUT",
});
const HEAD = ["POST /graphql HTTP/1.1", "Host: localhost", "Content-Type: application/json", "Connection: close"];

/** 68 to 72: words that mean something to somebody further inside. */
export const INJECTION: readonly Row[] = [
  { n: 68, what: "SQL as an id", send: asks(`{ node(id: "' OR 1=1--") { id } }`), status: 200, code: "BAD_USER_INPUT" },
  {
    n: 68,
    what: "SQL inside an id",
    send: asks(`{ node(id: "${Buffer.from("Application:' OR 1=1--").toString("base64url")}") { id } }`),
    status: 200,
    body: /"node":null/,
  },
  {
    n: 68,
    what: "SQL in a filter",
    send: asks(FILTER, { filter: { agency: ["' OR 1=1--"] } }),
    status: 200,
    code: "BAD_USER_INPUT",
  },
  {
    n: 68,
    what: "SQL as an order",
    send: asks("query ($o: ProgramOrder) { programs(orderBy: $o) { totalCount } }", { o: "name; drop table program" }),
    status: 400,
    code: "BAD_USER_INPUT",
  },
  {
    n: 68,
    what: "SQL as a place",
    send: asks(`{ programs(place: { municipality: "1' or '1'='1" }) { totalCount } }`),
    status: 200,
    code: "BAD_USER_INPUT",
  },
  operator("$ne", null),
  operator("$raw", "1=1"),
  operator("$where", "sleep(10)"),
  operator("[raw]: 1=1", true),
  {
    n: 69,
    what: "an operator in place of a value",
    send: asks(FILTER, { filter: { status: [{ $ne: "ACTIVE" }] } }),
    status: 400,
    code: "BAD_USER_INPUT",
  },
  {
    n: 69,
    what: "an operator in place of a text",
    send: asks(SEARCH, { s: { $regex: ".*" } }),
    status: 400,
    code: "BAD_USER_INPUT",
  },
  nothing("two hundred percent signs", "%".repeat(200)),
  nothing("underlines and backslashes", "_\\_\\\\%_"),
  nothing("a pattern that never ends", "(a+)+$".repeat(20)),
  nothing("operators of searches", "& | ! <-> :* ( ) '"),
  nothing("quotes within quotes", "'\"''\"\"$$;$a$"),
  {
    n: 70,
    what: "ten thousand percent signs",
    send: asks(SEARCH, { s: "%".repeat(10_000) }),
    status: 200,
    code: "BAD_USER_INPUT",
  },
  {
    n: 70,
    what: "two hundred one-letter words",
    send: asks(SEARCH, { s: times(100, (i) => String.fromCharCode(97 + (i % 26))) }),
    status: 200,
  },
  {
    n: 71,
    what: "a colour of the terminal and a forged line as the name of the program that asks",
    send: writes(
      [...HEAD, 'User-Agent: \x1b[31m"}\\n{"level":60,"msg":"forged"}', `Content-Length: ${QUESTION.length}`],
      QUESTION,
    ),
    status: [200, 400],
  },
  {
    n: 71,
    what: "line breaks in the name of an operation",
    send: {
      headers: JSON_TYPE,
      body: JSON.stringify({ query: "query A { states { code } }", operationName: 'A\n{"level":60}' }),
    },
    status: 400,
  },
  {
    n: 71,
    what: "a trace that is none",
    send: asks(
      "{ states { code } }",
      {},
      { traceparent: "00-' or 1=1-x-zz", tracestate: "=,".repeat(2_000), baggage: "a=".repeat(2_000) },
    ),
    status: 200,
  },
];
