import { PERSON } from "../../kit/canaries.js";
import { asks, gets, JSON_TYPE, posts, QUESTION, type Row, STATES, times, writes } from "../row.js";

const QUERY = `query=${encodeURIComponent(STATES)}`;
const HEAD = ["POST /graphql HTTP/1.1", "Host: localhost", "Content-Type: application/json", "Connection: close"];
const LENGTH = `Content-Length: ${QUESTION.length}`;

/** 45 to 51: what is around them, headers and connections. */
export const CONNECTIONS: readonly Row[] = [
  { n: 45, what: "a header of 20 KB", send: asks(STATES, {}, { "x-large": "a".repeat(20_000) }), status: 431 },
  {
    n: 45,
    what: "four hundred headers",
    send: {
      headers: { ...JSON_TYPE, ...Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`x-${i}`, "a"])) },
      body: QUESTION,
    },
    status: [200, 431],
  },
  { n: 45, what: "an address of 20 KB", send: gets(`${QUERY}&x=${"a".repeat(20_000)}`), status: [414, 431] },
  {
    n: 47,
    what: "a length and pieces at once",
    send: writes([...HEAD, LENGTH, "Transfer-Encoding: chunked"], `0\r\n\r\n${QUESTION}`),
    status: 400,
  },
  { n: 47, what: "two lengths", send: writes([...HEAD, LENGTH, "Content-Length: 5"], QUESTION), status: 400 },
  { n: 47, what: "the same length twice", send: writes([...HEAD, LENGTH, LENGTH], QUESTION), status: 400 },
  { n: 47, what: "a length less than nothing", send: writes([...HEAD, "Content-Length: -1"], QUESTION), status: 400 },
  { n: 47, what: "a length in hexadecimal", send: writes([...HEAD, "Content-Length: 0x1b"], QUESTION), status: 400 },
  {
    n: 47,
    what: "pieces of a length that is none",
    send: writes([...HEAD, "Transfer-Encoding: chunked"], "zz\r\n"),
    status: 400,
  },
  {
    n: 47,
    what: "a coding of the transfer that nobody knows",
    send: writes([...HEAD, "Transfer-Encoding: xchunked"], QUESTION),
    status: [400, 501],
  },
  {
    n: 47,
    what: "a line break inside a header",
    send: writes([...HEAD, "X-Name: a\rX-Agency: b", LENGTH], QUESTION),
    status: 400,
  },
  {
    n: 47,
    what: "a header continued on the next line",
    send: writes([...HEAD, "X-Name: a", " b", LENGTH], QUESTION),
    status: 400,
  },
  { n: 47, what: "a NUL in a header", send: writes([...HEAD, "X-Name: a\0b", LENGTH], QUESTION), status: 400 },
  {
    n: 47,
    what: "a blank before the colon of a header",
    send: writes([...HEAD, `Content-Length : ${QUESTION.length}`], QUESTION),
    status: 400,
  },
  { n: 47, what: "no host", send: writes(["POST /graphql HTTP/1.1", ...HEAD.slice(2), LENGTH], QUESTION), status: 400 },
  {
    n: 47,
    what: "bytes that are no HTTP",
    send: { bytes: Buffer.from("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "latin1") },
    status: [0, 400],
  },
  {
    n: 48,
    what: "headers that say who one is",
    send: asks(
      "{ me { __typename } }",
      {},
      {
        "x-user-id": "rosa",
        "x-agency": "fojal",
        "x-role": "administrator",
        "x-forwarded-for": "127.0.0.1",
        forwarded: "for=127.0.0.1",
      },
    ),
    status: 200,
    body: /"me":null/,
  },
  {
    n: 48,
    what: "a header that gives another method",
    send: asks(STATES, {}, { "x-http-method-override": "DELETE" }),
    status: 200,
  },
  {
    n: 48,
    what: "a header that gives another address",
    send: asks(STATES, {}, { "x-original-url": "/metrics", "x-rewrite-url": "/metrics" }),
    status: 200,
  },
  { n: 49, what: "who accepts pictures only", send: asks(STATES, {}, { accept: "image/png" }), status: 406 },
  {
    n: 49,
    what: "who accepts our type with a weight of nothing",
    send: asks(STATES, {}, { accept: "application/json;q=0" }),
    status: 406,
  },
  {
    n: 49,
    what: "8 KB of media types that are none",
    send: asks(STATES, {}, { accept: times(2_000, () => "a/b", ",") }),
    status: 406,
  },
  {
    n: 49,
    what: "no packing that there is",
    send: asks(STATES, {}, { "accept-encoding": "br;q=0, gzip;q=0, *;q=0" }),
    status: 200,
    body: /MX-AGU/,
  },
  { n: 49, what: "any packing", send: asks(STATES, {}, { "accept-encoding": "*" }), status: 200, body: /MX-AGU/ },
  {
    n: 49,
    what: "8 KB of packings that are none",
    send: asks(STATES, {}, { "accept-encoding": times(1_000, (i) => `x${i % 10};q=0.${i % 10}`, ",") }),
    status: 200,
    body: /MX-AGU/,
  },
  {
    n: 49,
    what: "8 KB of languages that are none",
    send: asks(STATES, {}, { "accept-language": times(1_000, (i) => `${"-".repeat(i % 5)};q=x`, ",") }),
    status: 200,
    body: /MX-AGU/,
  },
  {
    n: 49,
    what: "8 KB of tags that it may have already",
    send: gets(QUERY, { "apollo-require-preflight": "1", "if-none-match": times(800, () => 'W/"  "', ",") }),
    status: 200,
    body: /MX-AGU/,
  },
  {
    n: 49,
    what: "a tag of 8 KB of blanks",
    send: gets(QUERY, { "apollo-require-preflight": "1", "if-none-match": `"${" ".repeat(8_000)}x` }),
    status: 200,
    body: /MX-AGU/,
  },
  {
    n: 50,
    what: "a document that is registered by its digest",
    send: posts(
      JSON.stringify({ query: STATES, extensions: { persistedQuery: { version: 1, sha256Hash: "0".repeat(64) } } }),
    ),
    status: 400,
    code: "BAD_USER_INPUT",
  },
  {
    n: 50,
    what: "the digest of somebody else's",
    send: posts(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: "a".repeat(64) } } })),
    status: 400,
    code: "PERSISTED_QUERY_NOT_SUPPORTED",
  },
  ...[
    "toString",
    "__proto__",
    "../../etc/passwd",
    "a".repeat(200_000),
    7_654_321,
    { [PERSON.rfc]: 1 },
    [PERSON.rfc],
    true,
  ].map(
    (documentId): Row => ({
      n: 50,
      what: `a document by the id ${JSON.stringify(documentId).slice(0, 30)}`,
      send: posts(JSON.stringify({ documentId })),
      status: 404,
      code: "PERSISTED_QUERY_NOT_FOUND",
    }),
  ),
  {
    n: 50,
    what: "a digest that is none",
    send: posts(JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: { a: PERSON.rfc } } } })),
    status: 400,
    code: "BAD_USER_INPUT",
  },
  {
    n: 51,
    what: "a page of elsewhere, with credentials",
    send: asks(STATES, {}, { origin: "https://elsewhere.example", cookie: "session=1" }),
    status: 200,
  },
  { n: 51, what: "a page of nowhere", send: asks(STATES, {}, { origin: "null" }), status: 200 },
  {
    n: 51,
    what: "a page that asks before",
    send: {
      method: "OPTIONS",
      headers: {
        origin: "https://elsewhere.example",
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type",
      },
    },
    status: 405,
  },
];
