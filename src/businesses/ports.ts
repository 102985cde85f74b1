import type { ClassType } from "type-graphql";

/** What businesses need from others; the composition root fills it in. */

/** How much of a fact was told: all of it, a list that may go on, bounds, one of several values, or that it is not known. */
export type KeptForm = "exact" | "open_list" | "between" | "one_of" | "not_known";

/** One fact of a profile as it is kept. */
export interface KeptFact {
  readonly fact: string;
  readonly form: KeptForm;
  /** As texts, in the codes of the API; for `between` the least and the most, empty where open. */
  readonly values: readonly string[];
}

/** The facts that programs ask for; owned by whoever judges their rules. */
export interface Profiles {
  /** The input that eligibility is asked with. */
  readonly inputType: ClassType<object>;
  /** Takes the profile of a command's input apart to be kept; refuses what is not valid, and what may not be kept. */
  keep(
    profile: object,
    asOf: string,
  ): { readonly facts: readonly KeptFact[]; readonly rfc: string | undefined; readonly curp: string | undefined };
  /** Whether there is a fact of this key. */
  isFact(this: void, key: string): boolean;
  /** What a fact is called. */
  label(fact: string, language: "es" | "en"): string;
}
