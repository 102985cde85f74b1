/** White space, hyphens and dashes, and the invisible marks that come along when a text is copied out of a PDF. */
const SEPARATORS = /[\s\p{Pd}\u00AD\u200B-\u200D\u2060\u2212]/gu;

/** Ñ written as N and a combining tilde, as some keyboards and file systems do. */
const DECOMPOSED_ENYE = /N\u0303/g;

/**
 * An RFC or CURP as its issuer writes it: upper case, without the spaces and hyphens people put between its parts
 * ("sat-970701-nn3" becomes "SAT970701NN3").
 *
 * It mends nothing else. Only a-z and ñ are raised, since `toUpperCase` would turn ß, ı or ﬁ into letters nobody typed;
 * an accent, an O for a 0 or an HTML "&amp;" stays as it is and is reported as a fault.
 */
export function normalizeIdentifier(text: string): string {
  return text
    .replace(SEPARATORS, "")
    .replace(/[a-zñ]/g, (letter) => letter.toUpperCase())
    .replace(DECOMPOSED_ENYE, "Ñ");
}
