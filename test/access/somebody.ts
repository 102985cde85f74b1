import type { Bearer } from "../../src/graph/identity/development-issuer.js";
import type { Answer, TestGateway } from "../kit/gateway.js";
import type { Case } from "./cases.js";
import { PEOPLE, type Person } from "./people.js";

/** Asks as somebody: systems of agencies with their key, everybody else with a token. */
export function askAs(
  gateway: TestGateway,
  somebody: Person,
  one: Case,
  query: string,
  variables: object = {},
): Promise<Answer> {
  const { role, subject, agency } = PEOPLE[somebody](one);
  if (role === "anonymous") return gateway.ask(query, variables);
  if (role === "service") {
    const key = agency === one.agency ? one.keys.own : one.keys.other;
    return gateway.ask(query, variables, { "x-api-key": key });
  }
  return gateway.as({ role, sub: subject, agency: agency || undefined } as Bearer).ask(query, variables);
}
