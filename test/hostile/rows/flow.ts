import { asks, type Row, STATES } from "../row.js";

const command = (n: number, what: string, input: object, more: Partial<Row> = {}): Row => ({
  n,
  what,
  send: asks("mutation ($input: RegisterBusinessInput!) { registerBusiness(input: $input) { __typename } }", { input }),
  status: [200, 400, 401],
  ...more,
});

/** 89 to 100: commands of nobody; those of somebody are in the tests that the catalogue names. */
export const FLOW: readonly Row[] = [
  command(92, "no key", { profile: {} }),
  command(92, "an empty key", { clientMutationId: "", profile: {} }),
  command(92, "a key of 10 KB", { clientMutationId: "k".repeat(10_000), profile: {} }),
  command(92, "a key of other letters", { clientMutationId: "llave-ñ-\u{1f511}-\0", profile: {} }),
  {
    n: 95,
    what: "two commands of nobody in one operation",
    send: asks(
      'mutation { a: revokeApiKey(input: { id: "x" }) { __typename } b: revokeApiKey(input: { id: "y" }) { __typename } }',
    ),
    status: [200, 400, 401],
  },
  {
    n: 95,
    what: "a question and a command under one name",
    send: asks(`query A ${STATES} mutation A { revokeApiKey(input: { id: "x" }) { __typename } }`),
    status: 400,
  },
];
