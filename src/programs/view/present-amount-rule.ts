import type { AmountRule, Schedule } from "../document/amount-rule.js";

/** A figure that changes, as the API shows it: its turning points, and whether it goes evenly between them. */
export interface AmountScheduleView {
  readonly by: string;
  readonly even: boolean;
  readonly points: readonly { readonly at: string; readonly value: string }[];
}

/** An amount rule as the API shows it: one object a kind, the joined ones inside. */
export interface AmountRuleView {
  readonly kind: string;
  readonly fact: string | null;
  readonly value: string | null;
  readonly schedule: AmountScheduleView | null;
  readonly of: readonly AmountRuleView[];
}

export function presentAmountRule(rule: AmountRule): AmountRuleView {
  const plain = { fact: null, value: null, schedule: null, of: [] };
  if ("fixed" in rule) return { ...plain, kind: "fixed", value: rule.fixed };
  if ("percentOf" in rule)
    return { ...plain, kind: "percentOf", fact: rule.percentOf.fact, ...figure(rule.percentOf.percent) };
  if ("multipleOf" in rule)
    return { ...plain, kind: "multipleOf", fact: rule.multipleOf.fact, ...figure(rule.multipleOf.times) };
  if ("remainder" in rule) {
    const { of, less } = rule.remainder;
    return { ...plain, kind: "remainder", fact: less, of: [presentAmountRule(of)] };
  }
  const [kind, parts] = Object.entries(rule)[0] as [string, readonly AmountRule[]];
  return { ...plain, kind, of: parts.map(presentAmountRule) };
}

function figure(schedule: Schedule): Pick<AmountRuleView, "value" | "schedule"> {
  if (typeof schedule === "string") return { value: schedule, schedule: null };
  const { by } = schedule;
  const even = !("steps" in schedule);
  const points =
    "steps" in schedule
      ? schedule.steps.map(({ from, value }) => ({ at: String(from), value }))
      : [schedule.from, schedule.to].map(({ at, value }) => ({ at: String(at), value }));
  return { value: null, schedule: { by, even, points } };
}
