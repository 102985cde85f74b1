import { randomUUID } from "node:crypto";
import type { Asking, TestGateway } from "./gateway.js";

/** Numbers of identity that SAT and RENAPO made up for examples: of nobody. */
export const RFC = "GODE561231GR8";
export const CURP = "HEGG560427MVZRRL04";

const FIRM = `id name rfc curp email version owned
  facts { fact form { code } values statedAt statedBy }
  mandates { nodes { id holder scopes { code } expiresOn inForce revokedAt } }
  consents { nodes { purpose { code } givenBy withdrawnAt } }`;

export interface FirmFact {
  readonly fact: string;
  readonly form: { readonly code: string };
  readonly values: readonly string[];
  readonly statedAt: string;
  readonly statedBy: string;
}

/** Firms through the graph, each person by the subject of their token. */
export function firmsOf(gateway: TestGateway) {
  const as = (who: string): Asking => gateway.as({ role: "business", sub: who });

  /** Sends a command on a firm with a key of its own, unless one is given; gives the whole answer. */
  function ask(who: string, mutation: string, input: object) {
    const type = /Consent$/.test(mutation) ? "Consent" : `${mutation[0]?.toUpperCase()}${mutation.slice(1)}`;
    const result = `{ __typename ... on BusinessChanged { business { ${FIRM} } }
      ... on BusinessVersionStale { message business { ${FIRM} } } }`;
    return as(who).ask(
      `mutation ($input: ${type}Input!) { ${mutation}(input: $input) ${mutation === "suppressBusiness" ? "" : result} }`,
      { input: { clientMutationId: randomUUID(), ...input } },
    );
  }

  /** The same, and gives the firm as it then is; a failure of the test when it is refused. */
  async function done(who: string, mutation: string, input: object) {
    const { data, errors } = await ask(who, mutation, input);
    const result = data?.[mutation];
    if (result?.__typename !== "BusinessChanged") {
      throw new Error(`${mutation} was refused: ${JSON.stringify(errors ?? result)}`);
    }
    return result.business;
  }

  /** What a command is refused with: code and facts of its one error. */
  async function refused(who: string, mutation: string, input: object) {
    const { errors } = await ask(who, mutation, input);
    if (errors?.length !== 1) throw new Error(`${mutation} was not refused`);
    return { message: errors[0]?.message, ...errors[0]?.extensions };
  }

  const register = (who: string, input: object = {}) =>
    done(who, "registerBusiness", { name: `Firma de ${who}`, ...input });

  async function firm(who: string, id: string) {
    return (await as(who).read(`query ($id: ID!) { business(id: $id) { ${FIRM} } }`, { id })).business;
  }

  return { as, ask, done, refused, register, firm };
}

/** The facts of a firm by key: form and values. */
export function plainFacts(facts: readonly FirmFact[]): Record<string, readonly [string, readonly string[]]> {
  return Object.fromEntries(facts.map(({ fact, form, values }) => [fact, [form.code, values] as const]));
}
