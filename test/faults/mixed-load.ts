import { randomUUID } from "node:crypto";
import { readConfig } from "../../src/config.js";
import { createDevelopmentIssuer } from "../../src/graph/identity/development-issuer.js";
import { developmentSeed } from "../../src/house/identity.js";
import { type Answer, askingOf } from "../kit/gateway.js";
import { type SteadyLoad, startSteadyLoad } from "../kit/steady-load.js";

/** What came of a question or a command. */
export type Outcome =
  | { readonly kind: "read" }
  | { readonly kind: "written"; readonly name: string }
  /** 503, UNAVAILABLE and Retry-After: whoever wrote cannot know whether it was done until they send it again under its key. */
  | { readonly kind: "not now"; readonly write: Write | undefined }
  | { readonly kind: "wrong"; readonly what: string };

export interface Write {
  readonly name: string;
  readonly key: string;
}

export interface MixedLoad extends SteadyLoad<Outcome> {
  /** Sends a command again, under its key. */
  again(write: Write): Promise<Outcome>;
}

export interface LoadOptions {
  /** Where the gateway answers questions. */
  readonly url: string;
  /** The settings that it runs with. */
  readonly settings: Readonly<Record<string, string>>;
  readonly perSecond: number;
  /** One of so many is a command. */
  readonly writeEvery: number;
}

const LIST = "query ($first: Int) { programs(first: $first) { totalCount nodes { slug name } } }";
const OWN = "query ($first: Int) { me { subject } programs(first: $first) { totalCount nodes { slug name } } }";
const REGISTER = `mutation ($input: RegisterBusinessInput!) {
  registerBusiness(input: $input) { ... on BusinessChanged { business { name } } }
}`;
const SUBJECTS = 50;

/**
 * Asks and commands at a steady pace: lists that nobody has asked for in quite these words, by nobody and by people who have signed in,
 * and firms that are registered. An answer is right when it is the one that was given to the same question before.
 */
export async function startMixedLoad({ url, settings, perSecond, writeEvery }: LoadOptions): Promise<MixedLoad> {
  const config = readConfig({ AUTH_DEVELOPMENT: "1", ...settings });
  const issuer = createDevelopmentIssuer(await developmentSeed(config), config.AUTH_AUDIENCE);
  const anybody = askingOf(url, async () => ({}));
  const somebody = (sub: string) =>
    askingOf(url, async () => ({
      authorization: `Bearer ${await issuer.token({ role: "business", sub }, new Date())}`,
    }));
  const right = new Map<string, string>();

  async function read(number: number): Promise<Outcome> {
    const first = 1 + (number % 20);
    // Nobody declares the second: it makes a question of its own, with the same answer.
    const variables = { first, number };
    const signedIn = number % 2 === 0;
    const asker = signedIn ? somebody(`reader-${number % SUBJECTS}`) : anybody;
    return judged(asker.ask(signedIn ? OWN : LIST, variables), undefined, ({ programs }) => {
      const text = JSON.stringify(programs);
      const expected = right.get(String(first)) ?? text;
      right.set(String(first), expected);
      return text === expected ? { kind: "read" } : { kind: "wrong", what: `first ${first}: ${text.slice(0, 200)}` };
    });
  }
  function again(write: Write): Promise<Outcome> {
    const { name, key } = write;
    const sent = somebody(`firm-${name.length % SUBJECTS}`).ask(REGISTER, { input: { clientMutationId: key, name } });
    return judged(sent, write, ({ registerBusiness }) =>
      registerBusiness?.business?.name === name
        ? { kind: "written", name }
        : { kind: "wrong", what: JSON.stringify(registerBusiness) },
    );
  }
  const load = startSteadyLoad(perSecond, (number) =>
    number % writeEvery === 0 ? again({ name: `Firma ${number} ${randomUUID()}`, key: randomUUID() }) : read(number),
  );
  return { ...load, again };
}

async function judged(
  sent: Promise<Answer>,
  write: Write | undefined,
  judge: (data: Answer["data"]) => Outcome,
): Promise<Outcome> {
  try {
    const { status, headers, data, errors } = await sent;
    if (status === 200 && errors === undefined) return judge(data);
    const [error] = errors ?? [];
    if (status === 503 && error?.extensions.code === "UNAVAILABLE" && Number(headers.get("retry-after")) > 0) {
      return { kind: "not now", write };
    }
    return { kind: "wrong", what: `${status} ${JSON.stringify(errors)}` };
  } catch (error) {
    return { kind: "wrong", what: `${error}: ${(error as Error).cause}` };
  }
}
