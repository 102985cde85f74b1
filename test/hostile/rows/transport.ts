import { gzipSync } from "node:zlib";
import { PERSON } from "../../kit/canaries.js";
import { asks, gets, posts, QUESTION, type Row, STATES, writes } from "../row.js";

const QUERY = `query=${encodeURIComponent(STATES)}`;
const COMMAND = `query=${encodeURIComponent('mutation { revokeApiKey(input: { id: "x", clientMutationId: "12345678" }) { __typename } }')}`;
const LIMIT = 256 * 1024;
/** A question of so many bytes. */
const ofLength = (bytes: number) => `${QUESTION}${" ".repeat(bytes - QUESTION.length)}`;
const HEAD = ["POST /graphql HTTP/1.1", "Host: localhost", "Content-Type: application/json", "Connection: close"];
const LENGTH = `Content-Length: ${QUESTION.length}`;
const bad = (what: string, body: string | Buffer): Row => ({ n: 40, what, send: posts(body), status: 400 });
const twice = (what: string, body: string): Row => ({ n: 41, what: `${what} twice`, send: posts(body), status: 400 });
const charset = (type: string): Row => ({
  n: 37,
  what: `a body that says ${type}`,
  send: posts(QUESTION, { "content-type": type }),
  status: 415,
});
const method = (name: string): Row => ({
  n: 39,
  what: name,
  send: { method: name, path: `/graphql?${QUERY}` },
  status: 405,
});
const bytes = (what: string, ...middle: number[]): Row => ({
  n: 38,
  what,
  send: posts(Buffer.concat([Buffer.from('{"query":"{ states { code } } #'), Buffer.from(middle), Buffer.from('"}')])),
  status: 400,
});

/** 32 to 44: questions as they come over the wire. */
export const TRANSPORT: readonly Row[] = [
  { n: 32, what: "a question by GET as any page can send it", send: gets(QUERY, {}), status: 400 },
  { n: 32, what: "one with the header left empty", send: gets(QUERY, { "apollo-require-preflight": "" }), status: 400 },
  { n: 33, what: "a command by GET", send: gets(COMMAND), status: 405 },
  { n: 33, what: "a command by GET as any page can send it", send: gets(COMMAND, {}), status: [400, 405] },
  {
    n: 34,
    what: "multipart/form-data",
    send: posts(QUESTION, { "content-type": "multipart/form-data; boundary=x" }),
    status: 415,
  },
  {
    n: 34,
    what: "text/plain with the header that asks first",
    send: posts(QUESTION, { "content-type": "text/plain", "apollo-require-preflight": "1" }),
    status: 415,
  },
  { n: 34, what: "application/graphql", send: posts(STATES, { "content-type": "application/graphql" }), status: 415 },
  {
    n: 34,
    what: "two types at once",
    send: posts(QUESTION, { "content-type": "text/plain, application/json" }),
    status: 415,
  },
  { n: 34, what: "JSON by another name", send: posts(QUESTION, { "content-type": "application/json+x" }), status: 415 },
  { n: 34, what: "JSON in capitals", send: posts(QUESTION, { "content-type": "APPLICATION/JSON" }), status: 200 },
  { n: 35, what: "a body of no type", send: { body: QUESTION, headers: {} }, status: [400, 415] },
  { n: 35, what: "no body and no type", send: { headers: {} }, status: [400, 415] },
  { n: 36, what: "GET that says text/plain", send: gets(QUERY, { "content-type": "text/plain" }), status: [400, 415] },
  {
    n: 36,
    what: "GET that says text/plain, and asks first",
    send: gets(QUERY, { "content-type": "text/plain", "apollo-require-preflight": "1" }),
    status: [400, 415],
  },
  { n: 36, what: "GET that says JSON", send: gets(QUERY, { "content-type": "application/json" }), status: 200 },
  ...["utf-7", "utf-16", "UTF-32", "'utf-16'", "iso-8859-1", "utf-8x", "utf-8; charset=utf-7", '"utf-16'].map((name) =>
    charset(`application/json; charset=${name}`),
  ),
  bytes("a byte that UTF-8 has not", 0xff),
  bytes("a slash written too long", 0xc0, 0xaf),
  bytes("half a character of UTF-16", 0xed, 0xa0, 0x80),
  bytes("a character that breaks off", 0xe2, 0x82),
  bytes("beyond Unicode", 0xf5, 0x80, 0x80, 0x80),
  { n: 38, what: "UTF-16 that calls itself nothing", send: posts(Buffer.from(QUESTION, "utf16le")), status: 400 },
  {
    n: 38,
    what: "bytes in the address that are no UTF-8",
    send: gets(`query=%7Bstates%7Bcode%7D%7D%23%ff%c0`),
    status: [200, 400],
  },
  {
    n: 38,
    what: "a percent sign that begins nothing",
    send: gets("query=%7Bstates%7Bcode%7D%7D%23%zz%"),
    status: [200, 400],
  },
  ...["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"].map(method),
  {
    n: 39,
    what: "a method that nobody knows",
    send: writes(["BREW /graphql HTTP/1.1", "Host: localhost", "Connection: close"]),
    status: [400, 405],
  },
  { n: 39, what: "CONNECT", send: writes(["CONNECT localhost:1 HTTP/1.1", "Host: localhost"]), status: [0, 400, 405] },
  bad("no JSON at all", "{ broken"),
  bad("JSON and something after it", `${QUESTION}}`),
  bad("null", "null"),
  bad("a text", JSON.stringify(PERSON.curp)),
  bad("a number", "7654321"),
  bad("a list", "[1]"),
  bad("an empty body", ""),
  bad("an empty object", "{}"),
  bad("a number as the question", '{"query":7654321}'),
  bad("null as the question", '{"query":null}'),
  bad("an object as the question", `{"query":{"${PERSON.rfc}":1}}`),
  bad("a list of variables", `{"query":"${STATES}","variables":["${PERSON.rfc}"]}`),
  bad("a text of variables that is no JSON", `{"query":"${STATES}","variables":"${PERSON.rfc}"}`),
  bad("a number of variables", `{"query":"${STATES}","variables":7654321}`),
  bad("a list of extensions", `{"query":"${STATES}","extensions":["${PERSON.rfc}"]}`),
  bad("a text of extensions", `{"query":"${STATES}","extensions":"${PERSON.rfc}"}`),
  bad("JSON with comments", `{"query":"${STATES}"/*${PERSON.rfc}*/}`),
  bad("not a number", `{"query":"${STATES}","variables":{"a":NaN}}`),
  { n: 41, what: "two questions in one address", send: gets(`${QUERY}&query=%7Bme%7B__typename%7D%7D`), status: 400 },
  {
    n: 41,
    what: "two sets of variables in one address",
    send: gets(`${QUERY}&variables=%7B%7D&variables=%7B%7D`),
    status: 400,
  },
  { n: 41, what: "two documents by id in one address", send: gets("documentId=a&documentId=b"), status: [400, 404] },
  twice("the question", `{"query":"{ me { __typename } }","query":"${STATES}"}`),
  twice("the variables", `{"query":"${STATES}","variables":{},"variables":{}}`),
  twice("a variable", `{"query":"query ($n: Int) { programs(first: $n) { totalCount } }","variables":{"n":1,"n":2}}`),
  twice(
    "a variable, once in another spelling,",
    '{"query":"query ($n: Int) { programs(first: $n) { totalCount } }","variables":{"n":1,"\\u006e":2}}',
  ),
  twice(
    "a field of an input",
    `{"query":"query ($f: ProgramFilter) { programs(filter: $f) { totalCount } }","variables":{"f":{"status":["ACTIVE"],"level":["STATE"],"status":["ENDED"]}}}`,
  ),
  twice(
    "a field of something in a list",
    `{"query":"query ($p: ProfileInput!) { checkEligibility(profile: $p) { asOf } }","variables":{"p":{"between":[{"fact":"workers","min":"1","min":"2"}]}}}`,
  ),
  {
    n: 41,
    what: "colons, quotes and braces inside texts, which are no keys",
    send: posts(
      `{"query":"query ($s: String) { programs(search: $s) { totalCount } }","variables":{"s":"a:\\"b\\":{c:\\\\"}}`,
    ),
    status: 200,
  },
  {
    n: 42,
    what: "a variable of 5 MB",
    send: asks("query ($s: String) { programs(search: $s) { totalCount } }", { s: "a".repeat(5_000_000) }),
    status: [0, 413],
  },
  { n: 42, what: "a body of exactly the limit", send: posts(ofLength(LIMIT)), status: 200 },
  { n: 42, what: "a body one byte longer", send: posts(ofLength(LIMIT + 1)), status: 413 },
  {
    n: 42,
    what: "a body that is longer than it says",
    send: writes([...HEAD, LENGTH], `${QUESTION}{"query":"{ me { __typename } }"}`),
    status: [200, 400],
  },
  {
    n: 42,
    what: "a body in pieces that is too long",
    send: writes(
      [...HEAD, "Transfer-Encoding: chunked"],
      `${(LIMIT + 1).toString(16)}\r\n${ofLength(LIMIT + 1)}\r\n0\r\n\r\n`,
    ),
    status: 413,
  },
  {
    n: 43,
    what: "a packed body that unfolds a thousandfold",
    send: posts(gzipSync(" ".repeat(10_000_000)), { "content-encoding": "gzip" }),
    status: [400, 413, 415],
  },
  {
    n: 43,
    what: "a plain body that says it is packed",
    send: posts(QUESTION, { "content-encoding": "gzip" }),
    status: [400, 415],
  },
  {
    n: 43,
    what: "a body packed in a way that nobody knows",
    send: posts(QUESTION, { "content-encoding": "x-nothing" }),
    status: [400, 415],
  },
  {
    n: 44,
    what: "variables nested fifty thousand deep",
    send: posts(`{"query":"${STATES}","variables":{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`),
    status: 400,
  },
  {
    n: 44,
    what: "objects nested twenty thousand deep in extensions",
    send: posts(`{"query":"${STATES}","extensions":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`),
    status: 400,
  },
  {
    n: 44,
    what: "variables nested deep in the address",
    send: gets(`${QUERY}&variables={"a":${"[".repeat(3_000)}${"]".repeat(3_000)}}`),
    status: 400,
  },
];
