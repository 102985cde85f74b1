/** Something wrong with a rule, where in the rule, in words for who writes it. */
export interface Finding {
  /** Keys and positions from the rule's root to what is wrong. */
  readonly path: readonly (string | number)[];
  readonly es: string;
  readonly en: string;
}

/** The same finding, seen from farther up. */
export function under(path: readonly (string | number)[], findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
}
