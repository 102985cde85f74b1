/** The kinds of things that can be wrong with a rule or an amount. */
export type FindingCode =
  | "unknown_fact"
  | "wrong_kind"
  | "unknown_value"
  | "out_of_bounds"
  | "out_of_order"
  | "wrong_currency"
  | "repeated"
  | "too_tangled"
  | "unsatisfiable"
  | "always_true"
  | "always_zero"
  | "idle_part";

/** Something wrong with a rule, where in the rule, in words for who writes it. */
export interface Finding {
  readonly code: FindingCode;
  /** Keys and positions from the rule's root to what is wrong. */
  readonly path: readonly (string | number)[];
  readonly es: string;
  readonly en: string;
}

/** The same finding, seen from farther up. */
export function under(path: readonly (string | number)[], findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));
}
