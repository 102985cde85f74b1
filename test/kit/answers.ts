import { randomUUID } from "node:crypto";
import type { TestGateway } from "./gateway.js";

/** A woman's firm of the neighbouring state: the program for women of Chihuahua refuses it for that alone. */
export const NEIGHBOUR = { state: "MX-DUR", ownerGender: "FEMALE", workers: 4, wantsToWork: true };

/** What an editor makes of the rule on states of that program; with a text of its own, since a rule must say what it does. */
export const statesOf = (...values: readonly string[]) => ({
  requirements: {
    "in-mx-chh": {
      text: {
        es: `El solicitante opera en ${values.length} estados: ${values.join(", ")}.`,
        en: `The applicant operates in ${values.length} states: ${values.join(", ")}.`,
      },
      rule: { oneOf: { fact: "state", values } },
    },
  },
});

type Purpose = "NOTICES" | "IMPACT_PREVIEWS" | "ANSWER_CHANGES";

/** Firms that keep a profile and consent to things; each has an owner of its own unless one is given. */
export function answersOf(gateway: Pick<TestGateway, "as" | "database">) {
  const send = (owner: string, mutation: string, type: string, input: object, result = "{ __typename }") =>
    gateway
      .as({ role: "business", sub: owner })
      .read(`mutation ($input: ${type}!) { ${mutation}(input: $input) ${result} }`, {
        input: { clientMutationId: randomUUID(), ...input },
      });

  async function firm({
    owner = randomUUID() as string,
    name = "Firma",
    profile = NEIGHBOUR as object,
    consents = ["ANSWER_CHANGES"] as readonly Purpose[],
    email = undefined as string | undefined,
  } = {}) {
    const made = await send(
      owner,
      "registerBusiness",
      "RegisterBusinessInput",
      { name, profile, email },
      "{ ... on BusinessChanged { business { id } } }",
    );
    const one = { owner, name, id: made.registerBusiness.business.id as string };
    for (const purpose of consents) await consent(one, purpose);
    return one;
  }
  type Firm = Awaited<ReturnType<typeof firm>>;

  const consent = ({ owner, id: businessId }: Firm, purpose: Purpose) =>
    send(owner, "giveConsent", "ConsentInput", { businessId, purpose });
  const withdraw = ({ owner, id: businessId }: Firm, purpose: Purpose) =>
    send(owner, "withdrawConsent", "ConsentInput", { businessId, purpose });
  const suppress = ({ owner, id: businessId, name: confirmName }: Firm) =>
    send(owner, "suppressBusiness", "SuppressBusinessInput", { businessId, confirmName }, "");

  /** What was told of answers, in its order. */
  async function told() {
    const rows = await gateway.database.query<{ payload: { businessId: string; from: string; to: string } }>(
      "select payload from outbox_event where topic = 'eligibility.changed' order by position",
    );
    return rows.map(({ payload }) => payload);
  }

  return { firm, consent, withdraw, suppress, told };
}
