import { FACTS } from "../facts/index.js";
import type { OfficialCodes } from "../ports.js";
import { type Knowledge, known, type Profile, UNASKED } from "../rules/knowledge.js";
import { DERIVATIONS } from "./derivations.js";
import { merge } from "./merge.js";
import { type SizeReport, sizeReport } from "./size-report.js";

/** A fact that was not stated, and what it was worked out from. */
export interface DerivedFact {
  readonly fact: string;
  readonly from: readonly string[];
  readonly knowledge: Knowledge;
}

/** What was stated of a fact and what follows from others exclude each other. Both stay possible until somebody clears it up. */
export interface Contradiction {
  readonly fact: string;
  readonly with: readonly string[];
  readonly stated: Knowledge;
  readonly derived: Knowledge;
}

/** A profile as it was understood. */
export interface Understood {
  readonly profile: Profile;
  readonly derived: readonly DerivedFact[];
  /** Facts nobody stated that hold unless said otherwise. */
  readonly assumed: readonly string[];
  readonly contradictions: readonly Contradiction[];
  /** How the size comes out by the Acuerdo, whatever size was stated; undefined when neither workers nor sales are known. */
  readonly sizeReport: SizeReport | undefined;
}

/**
 * Adds to what was stated what follows from it and what holds by default, and reports what does not go together.
 * `besides` is what follows from elsewhere, such as the owner's age from a CURP; it is merged like what is derived here.
 */
export function understand(stated: Profile, codes: OfficialCodes, besides: readonly DerivedFact[] = []): Understood {
  const profile = new Map(stated);
  const derived: DerivedFact[] = [];
  const contradictions: Contradiction[] = [];
  const take = (fact: string, from: readonly string[], found: Knowledge): void => {
    if (found.kind === "unasked") return;
    const before = profile.get(fact) ?? UNASKED;
    const { knowledge, contradicts } = merge(before, found);
    profile.set(fact, knowledge);
    if (contradicts) contradictions.push({ fact, with: from, stated: before, derived: found });
    else if (before.kind === "unasked" || before.kind === "declined") derived.push({ fact, from, knowledge });
  };
  for (const { fact, from, knowledge } of besides) take(fact, from, knowledge);
  for (const { fact, from, derive } of DERIVATIONS) take(fact, from, derive(profile, codes));
  const assumed = Object.entries(FACTS).flatMap(([key, fact]) =>
    fact.default === undefined || profile.has(key) ? [] : [[key, fact.default] as const],
  );
  for (const [key, value] of assumed)
    profile.set(key, typeof value === "boolean" ? known.boolean(value) : known.number(value));
  return { profile, derived, assumed: assumed.map(([key]) => key), contradictions, sizeReport: sizeReport(profile) };
}
