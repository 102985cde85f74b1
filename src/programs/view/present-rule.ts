import { parts, type Rule } from "../document/rule.js";

/** A rule as the API shows it: one object a criterion, the joined ones inside. */
export interface CriterionView {
  readonly kind: string;
  readonly fact: string | null;
  readonly values: readonly string[];
  readonly flag: boolean | null;
  readonly min: string | null;
  readonly max: string | null;
  readonly atLeast: number | null;
  readonly of: readonly CriterionView[];
}

interface Body {
  readonly fact?: string;
  readonly values?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly value?: boolean;
  readonly min?: number;
  readonly max?: number;
  readonly count?: number;
}

export function presentRule(rule: Rule): CriterionView {
  const [kind, body] = Object.entries(rule)[0] as [string, Body];
  return {
    kind,
    fact: body.fact ?? null,
    values: body.values ?? body.prefixes ?? [],
    flag: body.value ?? null,
    min: body.min === undefined ? null : String(body.min),
    max: body.max === undefined ? null : String(body.max),
    atLeast: body.count ?? null,
    of: parts(rule).map(presentRule),
  };
}
