import { Field, ID, InterfaceType } from "type-graphql";
import { badInput } from "./errors.js";

/** Every object with an id of its own; `node(id)` finds any of them. */
@InterfaceType({
  // Each module has the implementations that it reaches, not those of the others.
  autoRegisterImplementations: false,
  description: "Cualquier objeto con identificador propio. Any object with an id of its own.",
  resolveType: (value: { nodeType: string }) => value.nodeType,
})
export abstract class Node {
  @Field(() => ID, { description: "Identificador global. Global id." })
  id!: string;
}

/** The global id of an object: its type and its key, opaque to clients. */
export function globalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString("base64url");
}

/** Takes a global id apart; undefined for what is not one. */
export function parseGlobalId(id: string): { type: string; key: string } | undefined {
  const [, type, key] = /^([A-Za-z]{1,40}):([A-Za-z0-9-]{1,80})$/.exec(Buffer.from(id, "base64url").toString()) ?? [];
  return type === undefined || key === undefined || globalId(type, key) !== id ? undefined : { type, key };
}

/** Takes a global id apart; refuses with BAD_USER_INPUT on `field` what is not one. */
export function readGlobalId(id: string, field = "id"): { type: string; key: string } {
  const found = parseGlobalId(id);
  if (found !== undefined) return found;
  throw badInput(field, {
    es: "no es un identificador de este catálogo; use uno que haya dado el campo id",
    en: "is not an id of this catalog; use one that an id field gave",
  });
}
