import { badInput } from "../graph/errors.js";
import { needText } from "../graph/text-input.js";
import type { Profiles } from "./ports.js";

/** What a firm gave beside facts, each in a sealed column of its own. */
export const SEALED_COLUMNS = ["rfc", "curp", "email"] as const;
export type SealedColumn = (typeof SEALED_COLUMNS)[number];

/** The facts among the keys that are to be forgotten; refuses a key that is neither of a fact nor of what is sealed beside them. */
export function needForgettable(keys: readonly string[], profiles: Pick<Profiles, "isFact">): readonly string[] {
  const facts = keys.filter((key) => !SEALED_COLUMNS.some((column) => column === key));
  if (facts.every(profiles.isFact)) return facts;
  throw badInput("input.forget", {
    es: "tiene una clave que no es de ningún dato (vea eligibilityFacts), ni rfc, curp o email",
    en: "has a key that belongs to no fact (see eligibilityFacts), nor is it rfc, curp or email",
  });
}

export function needName(name: string): string {
  return needText("input.name", name, { min: 2, max: 200 });
}

/** An address that mail can be sent to: one @, a host with a dot, nothing that could add a header. */
export function needEmail(email: string): string {
  const address = needText("input.email", email, { min: 6, max: 254 });
  if (/^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(address)) return address;
  throw badInput("input.email", {
    es: "no es una dirección de correo, p. ej. contacto@empresa.mx",
    en: "is not an e-mail address, e.g. contact@firm.mx",
  });
}
