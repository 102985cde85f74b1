import type { CurpResult } from "./curp.js";
import { type Fault, type FaultText, faultsOf } from "./fault.js";
import { RFC_INCONVENIENT_WORDS } from "./inconvenient-words.js";
import type { RfcResult } from "./rfc.js";

const COMPARISON_FAULTS = {
  RFC_CURP_LETTERS: {
    es: "Las letras iniciales del RFC y de la CURP no son de la misma persona.",
    en: "The first letters of the RFC and of the CURP are not those of one person.",
  },
  RFC_CURP_DATE: {
    es: "El RFC y la CURP dan fechas de nacimiento distintas.",
    en: "The RFC and the CURP give different birth dates.",
  },
} as const satisfies Record<string, FaultText>;

export type ComparisonFaultCode = keyof typeof COMPARISON_FAULTS;

const comparisonFault = faultsOf<ComparisonFaultCode>(COMPARISON_FAULTS);

export interface RfcCurpComparison {
  /**
   * UNKNOWN where there is nothing to compare (the RFC of a persona moral, an RFC or CURP with a fault), and where the letters
   * differ in a way SAT's rules for one surname or a very short one explain.
   */
  readonly agreement: "AGREE" | "CONTRADICT" | "UNKNOWN";
  /** What contradicts: empty unless the agreement is CONTRADICT. */
  readonly contradictions: readonly Fault<ComparisonFaultCode>[];
}

/**
 * Whether the RFC and the CURP of a persona física can be one person's: both start with four letters of the name and
 * the birth date. Agreement proves nothing, as people share initials and birthdays.
 *
 * Letters are compared with the changes each issuer makes: SAT writes X for the 4th letter of an inconvenient word;
 * RENAPO writes X for the 2nd letter of a word on its own, longer list, for a missing vowel, and for Ñ anywhere.
 */
export function compareRfcWithCurp(rfc: RfcResult, curp: CurpResult): RfcCurpComparison {
  if (!rfc.valid || !curp.valid || rfc.kind !== "fisica") return { agreement: "UNKNOWN", contradictions: [] };
  const letters = compareLetters(rfc.normalized, curp.normalized);
  const sameDate = rfc.normalized.slice(4, 10) === curp.normalized.slice(4, 10);
  const contradictions = [
    ...(letters === "CONTRADICT" ? [comparisonFault("RFC_CURP_LETTERS")] : []),
    ...(sameDate ? [] : [comparisonFault("RFC_CURP_DATE")]),
  ];
  return { agreement: contradictions.length > 0 ? "CONTRADICT" : letters, contradictions };
}

function compareLetters(rfc: string, curp: string): RfcCurpComparison["agreement"] {
  const [r1, r2, r3, r4] = [rfc.charAt(0), rfc.charAt(1), rfc.charAt(2), rfc.charAt(3)];
  const [c1, c2, c3, c4] = [curp.charAt(0), curp.charAt(1), curp.charAt(2), curp.charAt(3)];
  if (!sameLetter(r1, c1)) return "CONTRADICT";

  // RENAPO's X in 2nd place hides the vowel; copies of its list of words differ, so none is consulted.
  const second = c2 === "X" || sameLetter(r2, c2);
  const fourth = sameLetter(r4, c4) || (r4 === "X" && RFC_INCONVENIENT_WORDS.has(r1 + r2 + r3 + c4));
  if (second && sameLetter(r3, c3) && fourth) return "AGREE";

  // Two of SAT's rules, read in secondary sources only, hence UNKNOWN and not AGREE.
  // With one surname: its first two letters and the first two of the name; the CURP has X for the second surname.
  const oneSurname = c3 === "X" && sameLetter(r3, c4);
  // With a first surname of one or two letters: its initial, that of the second and the first two letters of the name.
  const shortSurname = sameLetter(r2, c3) && sameLetter(r3, c4);
  return oneSurname || shortSurname ? "UNKNOWN" : "CONTRADICT";
}

/** SAT keeps Ñ and &, RENAPO writes X for them. */
function sameLetter(rfc: string, curp: string): boolean {
  return rfc === curp || (curp === "X" && (rfc === "Ñ" || rfc === "&"));
}
