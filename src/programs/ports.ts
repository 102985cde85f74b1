import type { Rule } from "./document/rule.js";

/** What the catalog needs from others; the composition root fills it in. */

/** Names of the places programs belong to. */
export interface Places {
  /** Name of a state by ISO 3166-2 code, or undefined. */
  state(code: string): string | undefined;
  /** All state codes. */
  states(): readonly string[];
  /** Name of a municipality by INEGI key, or undefined. */
  municipality(code: string): string | undefined;
  /** The state a municipality is in, or undefined. */
  stateOf(municipality: string): string | undefined;
}

/** The facts that rules may speak of; owned by whoever judges the rules. */
export interface FactVocabulary {
  /** Why a criterion of this kind over this fact with these values cannot be judged, or undefined when it can. */
  fault(kind: string, fact: string, values: readonly (string | number | boolean)[]): string | undefined;
  /** Why a rule whose criteria are sound says nothing: it holds for everybody, or for nobody. Undefined when it tells firms apart. */
  emptiness(rule: Rule): string | undefined;
}
