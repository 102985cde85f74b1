import { asks, gets, JSON_TYPE, QUESTION, type Row, STATES, writes } from "../row.js";

const HEAD = ["POST /graphql HTTP/1.1", "Host: localhost", "Content-Type: application/json", "Connection: close"];
const REFUSED = { status: 401, code: "UNAUTHENTICATED" } as const;
const credential = (n: number, what: string, headers: Record<string, string>): Row => ({
  n,
  what,
  send: asks(STATES, {}, headers),
  ...REFUSED,
});
const BASE64 = (text: string) => Buffer.from(text).toString("base64url");
const NONE = `${BASE64('{"alg":"none"}')}.${BASE64('{"sub":"rosa","exp":9999999999}')}.`;

/** 73 to 88: who one is, asked of what stands in front of everything too. */
export const IDENTITY: readonly Row[] = [
  credential(73, "a token that nobody signed", { authorization: `Bearer ${NONE}` }),
  credential(73, "a token that nobody signed, for what is kept for everybody", { AUTHORIZATION: `Bearer ${NONE}` }),
  credential(74, "a token whose parts are no JSON", {
    authorization: `Bearer ${BASE64("{")}.${BASE64("[")}.${BASE64("x")}`,
  }),
  credential(74, "a token whose head nests deep", { authorization: `Bearer ${BASE64("[".repeat(5_000))}.e30.e30` }),
  credential(76, "a token of 12 KB", { authorization: `Bearer ${"a".repeat(12_000)}` }),
  credential(76, "a token of blanks", { authorization: `Bearer ${" ".repeat(8_000)}` }),
  credential(79, "an API key that is none", { "x-api-key": "vu_0123456789abcdef_x" }),
  credential(79, "an API key of 12 KB", { "x-api-key": "k".repeat(12_000) }),
  credential(79, "an empty API key", { "x-api-key": "" }),
  credential(79, "a key and a token at once", { "x-api-key": "vu_1", authorization: `Bearer ${NONE}` }),
  {
    n: 79,
    what: "two tokens at once",
    send: writes(
      [...HEAD, "Authorization: Bearer a", "authorization: Bearer b", `Content-Length: ${QUESTION.length}`],
      QUESTION,
    ),
    status: [400, 401],
  },
  {
    n: 80,
    what: "the id of another's application",
    send: asks(`{ node(id: "${BASE64("Application:01890000-0000-7000-8000-000000000000")}") { id } }`),
    status: 200,
    body: /"node":null/,
  },
  {
    n: 80,
    what: "the id of another's firm as nobody",
    send: asks(`{ business(id: "${BASE64("Business:01890000-0000-7000-8000-000000000000")}") { id } }`),
    status: [200, 401],
    code: "UNAUTHENTICATED",
  },
  {
    n: 80,
    what: "the id of a type that cannot be asked for",
    send: asks(`{ node(id: "${BASE64("LedgerEntry:1")}") { id } }`),
    status: 200,
  },
  {
    n: 85,
    what: "who keeps which keys, as nobody, with the states",
    send: asks(`{ states { code } me { __typename } }`),
    status: 200,
    body: /MX-AGU.*"me":null/,
  },
  {
    n: 87,
    what: "what is kept, with a forged token by GET",
    send: gets(`query=${encodeURIComponent(STATES)}`, {
      "apollo-require-preflight": "1",
      authorization: `Bearer ${NONE}`,
    }),
    ...REFUSED,
  },
  {
    n: 87,
    what: "what is kept, with a cookie",
    send: { headers: { ...JSON_TYPE, cookie: "authorization=Bearer x" }, body: QUESTION },
    status: 200,
  },
];
