import type { Profile } from "../rules/knowledge.js";

/** The codes a fact can still have; undefined when nothing is known of it. */
export function possibleCodes(profile: Profile, fact: string): readonly string[] | undefined {
  const knowledge = profile.get(fact);
  return knowledge?.kind === "code" ? [...knowledge.possible] : undefined;
}

/** The bounds a number stays within; undefined when nothing is known of it. */
export function possibleNumbers(
  profile: Profile,
  fact: string,
): { readonly min: number; readonly max: number } | undefined {
  const knowledge = profile.get(fact);
  return knowledge?.kind === "number" ? knowledge : undefined;
}
