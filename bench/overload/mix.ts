import { randomUUID } from "node:crypto";
import { question } from "../serve/questions.js";

/** What is asked, in so many of a hundred requests. */
export const MIX = {
  "kept answer": { share: 40, what: "the list, asked before" },
  list: { share: 25, what: "20 programs of a state with tags, agencies and requirements, not asked before" },
  detail: { share: 10, what: "one program with the same, not asked before" },
  eligibility: { share: 15, what: "the whole catalog judged for a firm, not asked before" },
  "own firms": { share: 5, what: "the caller's firms, signed in" },
  command: { share: 5, what: "a firm is registered, signed in" },
} as const;
export type Kind = keyof typeof MIX;
export const KINDS = Object.keys(MIX) as Kind[];

const CHECK = `query Check($profile: ProfileInput!) { checkEligibility(profile: $profile) {
  counts { verdict { code } count } results(first: 20) { nodes { verdict { code } summary program { slug name } } } } }`;
const OWN = "query Own { myBusinesses(first: 5) { nodes { id name } } }";
const REGISTER =
  "mutation Register($input: RegisterBusinessInput!) { registerBusiness(input: $input) { ... on BusinessChanged { business { id } } } }";

const SCIAN = ["316211", "332710", "541510", "311812"];
const list = question("ours", "list");
const detail = question("ours", "detail");

interface Asked {
  readonly query: string;
  readonly variables: object;
  readonly signedIn?: boolean;
}

/** A variable more that the question does not know makes it one that nobody has asked. */
const ASKED: Readonly<Record<Kind, (number: number) => Asked>> = {
  "kept answer": () => ({ query: list.query, variables: list.variables[0] ?? {} }),
  list: (number) => ({ query: list.query, variables: { ...list.variables[0], number } }),
  detail: (number) => ({ query: detail.query, variables: { ...detail.variables[0], number } }),
  eligibility: (number) => ({
    query: CHECK,
    variables: {
      profile: {
        state: "MX-QUE",
        workers: 1 + ((number * 7) % 250),
        annualSalesMxn: String(100_000 * (1 + (number % 900))),
        scian: SCIAN[number % SCIAN.length],
        formal: number % 3 !== 0,
      },
      number,
    },
  }),
  "own firms": () => ({ query: OWN, variables: {}, signedIn: true }),
  command: (number) => ({
    query: REGISTER,
    variables: {
      input: {
        clientMutationId: randomUUID(),
        name: `Firma ${number}`,
        profile: { state: "MX-QUE", workers: 4, scian: "316211" },
      },
    },
    signedIn: true,
  }),
};

/** The kinds in the order in which they are asked, a hundred of them: each as evenly spread as its share allows. */
export const ORDER: readonly Kind[] = KINDS.flatMap((kind) =>
  Array.from({ length: MIX[kind].share }, (_one, index) => ({ kind, at: (index + 0.5) / MIX[kind].share })),
)
  .sort((a, b) => a.at - b.at)
  .map(({ kind }) => kind);

export interface Sender {
  /** Where the proxy says that it comes from. */
  readonly address?: string;
  readonly token?: string;
}

/** A request as it goes over the wire. */
export function wired(port: number, kind: Kind, number: number, { address, token }: Sender): string {
  const { query, variables, signedIn = false } = ASKED[kind](number);
  const body = JSON.stringify({ query, variables });
  const headers = [
    "POST /graphql HTTP/1.1",
    `host: 127.0.0.1:${port}`,
    "content-type: application/json",
    `content-length: ${Buffer.byteLength(body)}`,
    ...(address === undefined ? [] : [`x-forwarded-for: ${address}`]),
    ...(token === undefined || !signedIn ? [] : [`authorization: Bearer ${token}`]),
  ];
  return `${headers.join("\r\n")}\r\n\r\n${body}`;
}
