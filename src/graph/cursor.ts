import { createSeals } from "../platform/seal.js";
import type { PageRequest } from "./connection.js";
import { badInput } from "./errors.js";

/**
 * Cursors name a row by its sort keys. They are sealed together with the question they belong to, so that one made up,
 * changed, or taken from another list or filter is refused.
 */
export interface Cursors {
  seal(question: string, keys: readonly string[]): string;
  /** The keys; refuses with BAD_USER_INPUT on `field` when the cursor is not one of this question's. */
  open(question: string, cursor: string, field: string): readonly string[];
}

export function createCursors(secret: Buffer): Cursors {
  const seals = createSeals(secret);
  return {
    seal: (question, keys) => seals.seal(question, JSON.stringify(keys)),
    open(question, cursor, field) {
      const text = seals.open(question, cursor);
      if (text === undefined) {
        throw badInput(field, {
          es: "el cursor no es de esta lista con estos filtros; use el que dio la página anterior",
          en: "the cursor is not from this list with these filters; use the one the previous page gave",
        });
      }
      return JSON.parse(text) as string[];
    },
  };
}

/** The question of a list, digested when somebody asks for a cursor of it: most never do. */
export function listQuestion(cursors: Cursors, digest: () => string) {
  let known: string | undefined;
  const question = () => {
    known ??= digest();
    return known;
  };
  return {
    /** The keys in the cursor that a page begins at, if it begins at one. */
    beyond: ({ cursor, cursorField }: PageRequest): readonly string[] | undefined =>
      cursor === undefined ? undefined : cursors.open(question(), cursor, cursorField),
    /** An edge with its cursor. */
    edge: <Edge extends object>(keys: readonly string[], edge: Edge): Edge & { readonly cursor: string } => ({
      ...edge,
      get cursor() {
        return cursors.seal(question(), keys);
      },
    }),
  };
}
