/**
 * What is known of a fact: the values it can still have. Exact knowledge and bands are the same thing at different widths;
 * a fact that nobody was asked for and one that was asked and is not known differ only in whether to ask.
 */
export type Knowledge =
  | { readonly kind: "unasked" }
  | { readonly kind: "declined" }
  | { readonly kind: "boolean"; readonly value: boolean }
  /** A closed interval; exact when both ends are the same. */
  | { readonly kind: "number"; readonly min: number; readonly max: number }
  /** One of these codes; exact when there is one. */
  | { readonly kind: "code"; readonly possible: ReadonlySet<string> }
  /** A list that certainly has `has`; when `complete`, nothing else. */
  | { readonly kind: "codes"; readonly has: ReadonlySet<string>; readonly complete: boolean };

export type Profile = ReadonlyMap<string, Knowledge>;

export const UNASKED: Knowledge = { kind: "unasked" };
export const DECLINED: Knowledge = { kind: "declined" };

export const known = {
  boolean: (value: boolean): Knowledge => ({ kind: "boolean", value }),
  number: (value: number): Knowledge => ({ kind: "number", min: value, max: value }),
  between: (min: number, max: number): Knowledge => ({ kind: "number", min, max }),
  code: (...possible: readonly string[]): Knowledge => ({ kind: "code", possible: new Set(possible) }),
  codes: (...has: readonly string[]): Knowledge => ({ kind: "codes", has: new Set(has), complete: true }),
  codesAtLeast: (...has: readonly string[]): Knowledge => ({ kind: "codes", has: new Set(has), complete: false }),
};

/** Whether a fact has one value and no other. */
export function isExact(knowledge: Knowledge): boolean {
  switch (knowledge.kind) {
    case "boolean":
      return true;
    case "number":
      return knowledge.min === knowledge.max;
    case "code":
      return knowledge.possible.size === 1;
    case "codes":
      return knowledge.complete;
    default:
      return false;
  }
}
