import { badInput } from "../graph/errors.js";
import { needText } from "../graph/text-input.js";

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
