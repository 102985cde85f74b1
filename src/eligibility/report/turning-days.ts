import { FACTS } from "../facts/index.js";
import { criteriaOf } from "../rules/analyse.js";
import type { Knowledge, Profile } from "../rules/knowledge.js";
import { factOf } from "../rules/rule.js";
import { type Condition, judgeProgram, type Verdict } from "../rules/verdict.js";

/** When time alone changes a verdict: at the earliest on `from`, at the latest on `by`. */
export interface TurningDay {
  readonly from: string;
  readonly by: string;
  readonly verdict: Verdict;
  /** The facts that grow with time and bring it about. */
  readonly facts: readonly string[];
}

/** Beyond so many years nothing is foretold. */
const FURTHEST_YEARS = 50;
const MONTHS: Readonly<Record<"years" | "months", number>> = { years: 12, months: 1 };

/**
 * The first change of a program's verdict that comes by itself as years and months go by, all else staying as it is.
 * A whole number of years may have been reached yesterday or eleven months ago, so the day is given as a span.
 */
export function turningDay(conditions: readonly Condition[], profile: Profile, asOf: string): TurningDay | null {
  const growing = growingFacts(conditions, profile);
  const now = judgeProgram(conditions, profile).verdict;
  for (const months of momentsOf(conditions, growing)) {
    const later = new Map(profile);
    for (const { fact, knowledge, every } of growing) later.set(fact, grown(knowledge, months / every));
    const { verdict } = judgeProgram(conditions, later);
    if (verdict !== now) {
      const whole = growing.some(({ integer }) => integer);
      const slack = Math.max(...growing.map(({ every }) => every));
      return {
        from: monthsAfter(asOf, whole ? Math.max(months - slack, 0) : months, whole ? 1 : 0),
        by: monthsAfter(asOf, months, 0),
        verdict,
        facts: growing.map(({ fact }) => fact),
      };
    }
  }
  return null;
}

interface Growing {
  readonly fact: string;
  readonly knowledge: Extract<Knowledge, { kind: "number" }>;
  /** Months until it has grown by one. */
  readonly every: number;
  readonly integer: boolean;
}

function growingFacts(conditions: readonly Condition[], profile: Profile): readonly Growing[] {
  const asked = new Set(rulesOf(conditions).flatMap((criterion) => factOf(criterion) ?? []));
  return [...asked].flatMap((key) => {
    const fact = FACTS[key];
    const knowledge = profile.get(key);
    if (fact?.type !== "number" || fact.grows === undefined || knowledge?.kind !== "number") return [];
    return [{ fact: key, knowledge, every: MONTHS[fact.grows], integer: fact.integer }];
  });
}

function rulesOf(conditions: readonly Condition[]) {
  return conditions.flatMap(({ role, rule }) => (role === "requirement" && rule !== undefined ? criteriaOf(rule) : []));
}

/** Months from now at which a growing fact passes a bound of some criterion, soonest first. */
function momentsOf(conditions: readonly Condition[], growing: readonly Growing[]): readonly number[] {
  const moments = rulesOf(conditions).flatMap((criterion) => {
    const grows = growing.find(({ fact }) => fact === factOf(criterion));
    if (grows === undefined || !("range" in criterion)) return [];
    const { min, max } = criterion.range;
    // A year beyond the last that will do; where there are parts of years, a month.
    const beyond = grows.integer ? grows.every : 1;
    return [grows.knowledge.min, grows.knowledge.max].flatMap((value) => [
      ...(min === undefined ? [] : [Math.ceil((min - value) * grows.every)]),
      ...(max === undefined ? [] : [Math.floor((max - value) * grows.every) + beyond]),
    ]);
  });
  return [...new Set(moments)].filter((months) => months > 0 && months <= FURTHEST_YEARS * 12).sort((a, b) => a - b);
}

function grown(knowledge: Extract<Knowledge, { kind: "number" }>, by: number): Knowledge {
  return { kind: "number", min: knowledge.min + by, max: knowledge.max + by };
}

/** The day so many months (and days) later; the last of the month where there is no such day. */
function monthsAfter(day: string, months: number, days: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last) + days);
  return first.toISOString().slice(0, 10);
}
