import { PEOPLE_FACTS } from "../facts/people.js";
import { ageOn } from "../identity/age.js";
import { type ComparisonFaultCode, compareRfcWithCurp } from "../identity/compare-rfc-with-curp.js";
import { type CurpSex, validateCurp } from "../identity/curp.js";
import type { CurpFaultCode } from "../identity/curp-faults.js";
import type { Fault } from "../identity/fault.js";
import { type RfcKind, validateRfc } from "../identity/rfc.js";
import type { RfcFaultCode } from "../identity/rfc-faults.js";
import { known } from "../rules/knowledge.js";
import type { DerivedFact } from "./understand.js";

/** All that identifiers can tell. */
export const IDENTITY_FACTS: readonly string[] = ["ownerAge", "ownerGender", "legalForm"];

export interface Identity {
  readonly curp?: string | undefined;
  readonly rfc?: string | undefined;
}

/** What identifiers tell of a firm and its owner. It never holds the identifiers, nor a birth date. */
export interface IdentityFacts {
  /** To hand to `understand`: age and gender of the owner from the CURP, the legal form from the RFC. */
  readonly facts: readonly DerivedFact[];
  /** Why an identifier was not read; its facts are missing then. */
  readonly faults: readonly Fault<RfcFaultCode | CurpFaultCode>[];
  /** Oddities that issued RFCs may have. */
  readonly warnings: readonly Fault<RfcFaultCode>[];
  /** Why RFC and CURP cannot be one person's. Whose the business is is open then, so nothing is said of the owner. */
  readonly contradictions: readonly Fault<ComparisonFaultCode>[];
}

const GENDER: Readonly<Record<CurpSex, string>> = { H: "male", M: "female", X: "other" };
const LEGAL_FORM: Readonly<Record<RfcKind, string>> = { moral: "persona_moral", fisica: "persona_fisica" };

/** Reads the facts that follow from a CURP and an RFC on a day ('YYYY-MM-DD'; a RangeError if there is no such day). */
export function factsFromIdentity({ curp, rfc }: Identity, today: string): IdentityFacts {
  const person = curp === undefined ? undefined : validateCurp(curp, today);
  const taxpayer = rfc === undefined ? undefined : validateRfc(rfc);
  const contradictions = person && taxpayer ? compareRfcWithCurp(taxpayer, person).contradictions : [];
  const facts: DerivedFact[] = [];
  if (person?.valid && contradictions.length === 0) {
    const age = ageOn(person.birthDate, today);
    // A CURP may be of somebody born in 1900; an age that no honest answer would give is not given here either.
    if (age !== undefined && age <= PEOPLE_FACTS.ownerAge.max)
      facts.push({ fact: "ownerAge", from: ["curp"], knowledge: known.number(age) });
    facts.push({ fact: "ownerGender", from: ["curp"], knowledge: known.code(GENDER[person.sex]) });
  }
  if (taxpayer?.valid) {
    facts.push({ fact: "legalForm", from: ["rfc"], knowledge: known.code(LEGAL_FORM[taxpayer.kind]) });
  }
  return {
    facts,
    faults: [...(person?.faults ?? []), ...(taxpayer?.faults ?? [])],
    warnings: taxpayer?.warnings ?? [],
    contradictions,
  };
}
