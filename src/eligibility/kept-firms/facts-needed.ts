import { factsOf } from "../impact/comparison/compare-rules.js";
import type { Rules } from "../impact/comparison/moves.js";
import { DERIVATIONS } from "../profile/derivations.js";
import { IDENTITY_FACTS } from "../profile/identity-facts.js";

/** What has to be known of a firm to judge it. */
export interface FactsNeeded {
  readonly facts: readonly string[];
  /** Whether RFC and CURP tell some of it. */
  readonly identifiers: boolean;
}

/** The facts by which verdicts under these rules can differ, and those that they are worked out from: nothing else need be opened. */
export function factsNeeded(rules: readonly Rules[]): FactsNeeded {
  const facts = new Set(factsOf(rules));
  // Each builds on those before it, so that the last are looked at first.
  for (const { fact, from } of DERIVATIONS.toReversed())
    if (facts.has(fact)) for (const source of from) facts.add(source);
  return { facts: [...facts].sort(), identifiers: IDENTITY_FACTS.some((fact) => facts.has(fact)) };
}
