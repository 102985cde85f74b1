import { asks, JSON_TYPE, posts, type Row, STATES, times } from "../row.js";

const TOO_MUCH = { status: 400, code: "OPERATION_TOO_COMPLEX" } as const;
const UNREADABLE = { status: 400, code: "GRAPHQL_PARSE_FAILED" } as const;
const INVALID = { status: 400, code: "GRAPHQL_VALIDATION_FAILED" } as const;

/** Programs of the catalog of programs of the catalog …, each list as long as it is by itself. */
const unbounded = (levels: number) =>
  `{ ${"programs { nodes { catalog { ".repeat(levels)} slug ${"} } } ".repeat(levels)} }`;
const WIDE =
  "programs(first: 100) { nodes { catalog { programs(first: 100) { nodes { relations { program { slug } } } } } } }";

/** 1 to 23: documents that are too large, too deep or not what they seem. */
export const DOCUMENT_SHAPE: readonly Row[] = [
  {
    n: 1,
    what: "101 aliases of __typename below a field",
    send: asks(`{ states { ${times(101, (i) => `a${i}: __typename`)} } }`),
    ...TOO_MUCH,
  },
  {
    n: 3,
    what: "the same field five thousand times",
    send: asks(`{ ${times(5_000, () => "states { code }")} }`),
    ...UNREADABLE,
  },
  {
    n: 3,
    what: "the same field six hundred times",
    send: asks(`{ states { ${times(600, () => "code")} } }`),
    status: 200,
  },
  {
    n: 4,
    what: "a look-up by RFC, of which there is none",
    send: asks(`{ ${times(16, (i) => `a${i}: businessByRfc(rfc: "GODE561231GR8") { id }`)} }`),
    ...INVALID,
  },
  {
    n: 4,
    what: "sixteen aliases of the verdicts on all programs",
    send: asks(
      `{ ${times(16, (i) => `a${i}: checkEligibility(profile: {}) { results(first: 100) { nodes { program { requirements { text } } reasons { __typename } } } }`)} }`,
    ),
    status: 400,
  },
  { n: 5, what: "a batch of ten", send: posts(JSON.stringify(Array(10).fill({ query: STATES }))), status: 400 },
  { n: 5, what: "a batch of one, and of none", send: posts("[]"), status: 400 },
  {
    n: 6,
    what: "sixty levels",
    send: asks(`{ program(slug: "immex") ${"{ relations { program ".repeat(30)}{ slug }${" } }".repeat(30)} }`),
    ...TOO_MUCH,
  },
  {
    n: 7,
    what: "depth in inline fragments",
    send: asks(
      `{ program(slug: "immex") ${"{ ... { relations { ... on ProgramRelation { program ".repeat(7)}{ slug }${" } } } }".repeat(7)} }`,
    ),
    ...TOO_MUCH,
  },
  {
    n: 7,
    what: "a fragment that is measured at a shallow place and spread again at a deep one",
    send: asks(
      `{ a: program(slug: "immex") { ...F } b: program(slug: "immex") { relations { program { relations { program { relations { program { ...F } } } } } } } } fragment F on Program { relations { program { relations { program { relations { program { relations { program { slug } } } } } } } } }`,
    ),
    ...TOO_MUCH,
  },
  {
    n: 9,
    what: "a fragment that spreads itself",
    send: asks(`{ program(slug: "immex") { ...F } } fragment F on Program { relations { program { ...F } } }`),
    ...INVALID,
  },
  {
    n: 9,
    what: "a fragment that spreads itself by way of two others",
    send: asks(
      `{ program(slug: "immex") { ...A } } fragment A on Program { ...B } fragment B on Program { ...C } fragment C on Program { ...A }`,
    ),
    ...INVALID,
  },
  {
    n: 10,
    what: "a deep fragment named __schema",
    send: asks(
      `query __schema { program(slug: "immex") { ...__schema } } fragment __schema on Program { ${"relations { program { ".repeat(7)} slug ${"} } ".repeat(7)} }`,
    ),
    ...TOO_MUCH,
  },
  {
    n: 11,
    what: "ten directives that there are not",
    send: asks(`{ states { code ${times(10, (i) => `@nope${i}`)} } }`),
    ...INVALID,
  },
  {
    n: 11,
    what: "five thousand directives",
    send: asks(`{ states { code ${times(5_000, () => "@include(if: true)")} } }`),
    ...UNREADABLE,
  },
  {
    n: 12,
    what: "long lists within long lists",
    send: asks(`{ ${WIDE} ${WIDE.replace("programs", "b: programs")} }`),
    ...TOO_MUCH,
  },
  { n: 14, what: "lists of no stated length within each other", send: asks(unbounded(4)), ...TOO_MUCH },
  {
    n: 15,
    what: "a page inside an input object, which no field takes",
    send: asks("{ programs(page: { first: 100 }) { totalCount } }"),
    ...INVALID,
  },
  { n: 16, what: "a megabyte of blanks", send: asks(`${" ".repeat(1_000_000)}${STATES}`), status: 413 },
  {
    n: 16,
    what: "a hundred thousand comments that fit",
    send: posts(`{"query":"${"#\\n".repeat(80_000)}${STATES}"}`),
    status: 200,
  },
  { n: 16, what: "as many as do not fit", send: posts(`{"query":"${"#\\n".repeat(100_000)}${STATES}"}`), status: 413 },
  {
    n: 17,
    what: "a list nested twenty thousand deep",
    send: asks(`{ programs(filter: { state: ${"[".repeat(20_000)}${"]".repeat(20_000)} }) { totalCount } }`),
    ...UNREADABLE,
  },
  {
    n: 17,
    what: "an object nested as deep as tokens allow",
    send: asks(`{ programs(filter: ${"{ state: ".repeat(400)}1${" }".repeat(400)}) { totalCount } }`),
    ...INVALID,
  },
  {
    n: 17,
    what: "a variable of a list type nested as deep as tokens allow",
    send: asks(`query ($a: ${"[".repeat(900)}Int${"]".repeat(900)}) ${STATES}`),
    status: 400,
  },
  {
    n: 18,
    what: "five hundred operations, one of them named",
    send: {
      headers: JSON_TYPE,
      body: JSON.stringify({ query: times(500, (i) => `query Q${i} ${STATES}`), operationName: "Q7" }),
    },
    status: 400,
  },
  {
    n: 18,
    what: "three hundred fragments of which none is used",
    send: asks(`${STATES} ${times(300, (i) => `fragment F${i} on State { code }`)}`),
    status: 400,
  },
  {
    n: 19,
    what: "two operations and no name",
    send: asks(`query A ${STATES} query B ${STATES}`),
    status: 400,
    code: "OPERATION_RESOLUTION_FAILURE",
  },
  {
    n: 19,
    what: "the name of no operation",
    send: posts(JSON.stringify({ query: `query A ${STATES}`, operationName: "GODE561231GR8" })),
    status: 400,
  },
  {
    n: 19,
    what: "a list in place of a name",
    send: posts(JSON.stringify({ query: `query A ${STATES}`, operationName: ["A"] })),
    status: 400,
  },
  { n: 20, what: "a byte order mark before the document", send: asks(`\ufeff${STATES}`), status: 200 },
  {
    n: 20,
    what: "a byte order mark before the body",
    send: posts(`\ufeff${JSON.stringify({ query: STATES })}`),
    status: [200, 400],
  },
  {
    n: 20,
    what: "a second operation behind a comment and a carriage return",
    send: asks(`query A ${STATES} #\r query B { me { id } }`),
    status: 400,
  },
  {
    n: 20,
    what: "a second operation behind a comment and a separator that is none",
    send: asks(`query A ${STATES} #\u2028 query B { me { id } }`),
    status: 200,
  },
  {
    n: 20,
    what: "a block string of 200 KB",
    send: asks(`{ programs(search: """${"a ".repeat(100_000)}""") { totalCount } }`),
    status: 200,
    code: "BAD_USER_INPUT",
  },
  {
    n: 20,
    what: "a block string of escaped quotes that does not end",
    send: asks(`{ programs(search: """${'\\"""'.repeat(20_000)}) }`),
    ...UNREADABLE,
  },
  { n: 20, what: "an empty document, and one of nothing but a comment", send: asks("# nothing"), status: 400 },
  {
    n: 21,
    what: "a costly field that is included by a variable",
    send: asks(
      `query ($on: Boolean!) { ${WIDE} ${WIDE.replace("programs(first: 100)", "b: programs(first: 100) @include(if: $on)")} }`,
      { on: true },
    ),
    ...TOO_MUCH,
  },
  {
    n: 21,
    what: "a costly field whose variable is left out and stands for yes",
    send: asks(
      `query ($off: Boolean = false) { ${WIDE} ${WIDE.replace("programs(first: 100)", "b: programs(first: 100) @skip(if: $off)")} }`,
    ),
    ...TOO_MUCH,
  },
  {
    n: 22,
    what: "keys of another's things on the public edge",
    send: asks(`query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }`, {
      r: Array(10_000).fill({ __typename: "Business", id: "x" }),
    }),
    status: [400, 413],
  },
  { n: 23, what: "the schema as subgraphs say it", send: asks("{ _service { sdl } }"), ...INVALID },
];
