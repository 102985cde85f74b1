import { PERSON } from "../../kit/canaries.js";
import { asks, gets, posts, type Row, STATES, times } from "../row.js";

const NEAR = /did you mean|quiso decir|suggest|hidden|redacted|\[\.\.\.\]|PLANNED.*program\b/i;
const INVALID = { status: 400, code: "GRAPHQL_VALIDATION_FAILED", without: NEAR } as const;
const WRONG = { status: 400, code: "BAD_USER_INPUT", without: NEAR } as const;

const FILTER = "query ($filter: ProgramFilter) { programs(filter: $filter) { totalCount } }";
const PROFILE = "query ($profile: ProfileInput!) { checkEligibility(profile: $profile) { asOf } }";

/** 24 to 31: what an answer tells of the inside. */
export const INTROSPECTION: readonly Row[] = [
  {
    n: 24,
    what: "the schema, which is public here",
    send: asks("{ __schema { queryType { name } } }"),
    status: 200,
    without: /apollo/i,
  },
  { n: 24, what: "a type that there is not", send: asks(`{ __type(name: "${PERSON.rfc}") { name } }`), status: 200 },
  {
    n: 25,
    what: "introspection in circles",
    send: asks(`{ __schema { types { ${"fields { type { ".repeat(9)} name ${"} } ".repeat(9)} } } }`),
    status: 400,
  },
  {
    n: 25,
    what: "introspection in circles by way of fragments",
    send: asks(
      `{ __type(name: "Program") { ...T } } fragment T on __Type { ${"ofType { ".repeat(20)} name ${"} ".repeat(20)} }`,
    ),
    status: 400,
  },
  {
    n: 25,
    what: "introspection of which each list is written sixty times",
    send: asks(`{ __schema { types { ${times(60, (i) => `a${i}: fields { type { fields { name } } }`)} } } }`),
    status: 400,
    code: "OPERATION_TOO_COMPLEX",
  },
  {
    n: 25,
    what: "fifty-eight types, each with the fields of its fields",
    send: asks(
      `{ ${times(58, (i) => `a${i}: __type(name: "Query") { fields { type { ofType { fields { name } } } } }`)} }`,
    ),
    status: [200, 400],
  },
  {
    n: 25,
    what: "as much introspection as goes through",
    send: asks(
      "{ __schema { types { fields { args { name type { name kind } } type { fields { name args { name } } } } inputFields { type { inputFields { name } } } } } }",
    ),
    status: 200,
  },
  {
    n: 25,
    what: "introspection many times over",
    send: asks(`{ ${times(50, (i) => `a${i}: __schema { types { fields { args { type { name } } } } }`)} }`),
    status: 400,
  },
  { n: 26, what: "a misspelt field", send: asks("{ programas { totalCount } }"), ...INVALID },
  { n: 26, what: "a misspelt field far below", send: asks("{ programs { nodes { nam } } }"), ...INVALID },
  { n: 26, what: "a misspelt argument", send: asks("{ programs(serch: 1) { totalCount } }"), ...INVALID },
  {
    n: 26,
    what: "a misspelt argument of a directive",
    send: asks("{ states { code @include(iff: true) } }"),
    ...INVALID,
  },
  { n: 26, what: "a misspelt directive", send: asks("{ states { code @inclood(if: true) } }"), ...INVALID },
  {
    n: 26,
    what: "a misspelt type of a fragment",
    send: asks("{ programs { nodes { ... on Programm { slug } } } }"),
    ...INVALID,
  },
  {
    n: 26,
    what: "a misspelt type of a variable",
    send: asks("query ($a: ProgramFiltr) { programs(filter: $a) { totalCount } }"),
    ...INVALID,
  },
  {
    n: 26,
    what: "a misspelt value of an enum",
    send: asks("{ programs(orderBy: RELEVANC) { totalCount } }"),
    ...INVALID,
  },
  {
    n: 26,
    what: "a misspelt field of an input",
    send: asks("{ programs(filter: { statuss: [ACTIVE] }) { totalCount } }"),
    ...INVALID,
  },
  {
    n: 26,
    what: "a misspelt value of an enum in a variable",
    send: asks("query ($o: ProgramOrder) { programs(orderBy: $o) { totalCount } }", { o: "RELEVANC" }),
    ...WRONG,
  },
  {
    n: 26,
    what: "a misspelt field of an input in a variable",
    send: asks(FILTER, { filter: { statuss: ["ACTIVE"] } }),
    ...WRONG,
  },
  {
    n: 26,
    what: "a misspelt field below a field of an input in a variable",
    send: asks(PROFILE, { profile: { between: [{ fcat: "x" }] } }),
    ...WRONG,
  },
  {
    n: 26,
    what: "a misspelt variable",
    send: asks("query ($first: Int) { programs(first: $frist) { totalCount } }"),
    ...INVALID,
  },
  {
    n: 26,
    what: "a misspelt fragment",
    send: asks("{ states { ...Cod } } fragment Code on State { code }"),
    ...INVALID,
  },
  {
    n: 28,
    what: "a CURP where a number belongs",
    send: asks(PROFILE, { profile: { workers: PERSON.curp } }),
    ...WRONG,
  },
  { n: 28, what: "a CURP where an object belongs", send: asks(PROFILE, { profile: PERSON.curp }), ...WRONG },
  {
    n: 28,
    what: "a CURP as the name of an input's field",
    send: asks(PROFILE, { profile: { [PERSON.curp]: 1 } }),
    ...WRONG,
  },
  {
    n: 28,
    what: "a CURP in each of three hundred wrong items",
    send: asks(FILTER, { filter: { status: Array(300).fill(PERSON.curp) } }),
    ...WRONG,
  },
  {
    n: 28,
    what: "a CURP in a document that cannot be read",
    send: asks(`{ programs(search: "${PERSON.curp}" "${PERSON.curp}") { totalCount } }`),
    status: 400,
  },
  {
    n: 28,
    what: "a CURP in a document that breaks off in it",
    send: asks(`{ programs(search: "${PERSON.curp}`),
    status: 400,
  },
  { n: 28, what: "a CURP as a text where a name belongs", send: asks(`{ "${PERSON.curp}" }`), status: 400 },
  { n: 28, what: "a block text where a name belongs", send: asks(`{ """${PERSON.email}""" }`), status: 400 },
  {
    n: 28,
    what: "a CURP in JSON that cannot be read",
    send: posts(`{"query":"${STATES}","variables":{"curp":${PERSON.curp}}}`),
    status: 400,
  },
  {
    n: 28,
    what: "a wrong text in a list of a document",
    send: asks(`{ programs(filter: { status: ["${PERSON.curp}"] }) { totalCount } }`),
    status: 400,
  },
  {
    n: 28,
    what: "a text where an object belongs, in a document",
    send: asks(`{ programs(filter: "${PERSON.email}") { totalCount } }`),
    status: 400,
  },
  {
    n: 28,
    what: "two texts for one argument",
    send: asks(`{ programs(search: "${PERSON.email}", search: "${PERSON.rfc}") { totalCount } }`),
    status: 400,
  },
  {
    n: 28,
    what: "fields of one name that ask for different persons",
    send: asks(
      `{ programs(search: "${PERSON.email}") { totalCount } programs(search: "${PERSON.rfc}") { totalCount } }`,
    ),
    status: 400,
  },
  {
    n: 29,
    what: "a browser that looks",
    send: { method: "GET", headers: { accept: "text/html" } },
    status: 400,
    without: /<html/i,
  },
  {
    n: 29,
    what: "a browser that looks, with a question",
    send: gets(`query=${encodeURIComponent(STATES)}`, {
      accept: "text/html,*/*;q=0.1",
      "apollo-require-preflight": "1",
    }),
    status: 200,
    without: /<html/i,
  },
  {
    n: 30,
    what: "who asks for a trace",
    send: asks(STATES, {}, { "apollo-federation-include-trace": "ftv1", "x-apollo-tracing": "1" }),
    status: 200,
    without: /extensions|ftv1|tracing/,
  },
  { n: 26, what: "a name of 200,000 letters", send: asks(`{ ${"a".repeat(200_000)} }`), status: 400 },
  {
    n: 26,
    what: "a directive of 200,000 letters",
    send: asks(`{ states { code @${"a".repeat(200_000)} } }`),
    status: 400,
  },
  {
    n: 26,
    what: "a hundred names that there are not",
    send: asks(`{ ${times(100, (i) => `nothing${i}`)} }`),
    status: 400,
  },
  {
    n: 26,
    what: "a variable of 100,000 letters",
    send: asks(`query ($${"a".repeat(100_000)}: Int!) { programs(first: $${"a".repeat(100_000)}) { totalCount } }`),
    status: 400,
  },
  {
    n: 26,
    what: "the name of an operation of 100,000 letters",
    send: posts(JSON.stringify({ query: STATES, operationName: "a".repeat(100_000) })),
    status: 400,
  },
];
