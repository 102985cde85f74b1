import type { Profile } from "../rules/knowledge.js";
import type { AmountRule, LinearSchedule, Schedule, SteppedSchedule } from "./amount-rule.js";
import { fromMillionths, type Millionths, numberToMillionths, ONE, toMillionths } from "./decimal.js";

/** What an amount can still be. `max` is null where nothing bounds it. */
export interface Amount {
  readonly min: string;
  readonly max: string | null;
  /** Facts that would narrow it, in alphabetical order; empty when it is exact. */
  readonly missing: readonly string[];
}

interface Span {
  readonly min: Millionths;
  readonly max: Millionths | null;
}

const HUNDRED = 100n * ONE;

/** Works an amount out from what is known; where facts are missing, the bounds it stays within. */
export function workOut(rule: AmountRule, profile: Profile): Amount {
  const { min, max } = spanOf(rule, profile);
  const open = min === max ? [] : factsOf(rule).filter((fact) => !isExactNumber(profile, fact));
  return {
    min: fromMillionths(min),
    max: max === null ? null : fromMillionths(max),
    missing: [...new Set(open)].sort(),
  };
}

function spanOf(rule: AmountRule, profile: Profile): Span {
  if ("fixed" in rule) return exactly(toMillionths(rule.fixed));
  if ("percentOf" in rule) {
    const { fact, percent } = rule.percentOf;
    return product(factSpan(fact, profile), scheduleSpan(percent, profile), HUNDRED);
  }
  if ("multipleOf" in rule) {
    const { fact, times: factor } = rule.multipleOf;
    return product(factSpan(fact, profile), scheduleSpan(factor, profile), ONE);
  }
  if ("remainder" in rule) return without(spanOf(rule.remainder.of, profile), factSpan(rule.remainder.less, profile));
  if ("sum" in rule) return rule.sum.map((part) => spanOf(part, profile)).reduce(add, exactly(0n));
  const parts = ("least" in rule ? rule.least : rule.most).map((part) => spanOf(part, profile));
  return parts.reduce("least" in rule ? least : most);
}

function exactly(value: Millionths): Span {
  return { min: value, max: value };
}

/** A fact's value; anything from nothing upwards while it is not known. */
function factSpan(fact: string, profile: Profile): Span {
  const knowledge = profile.get(fact);
  if (knowledge?.kind !== "number") return { min: 0n, max: null };
  return { min: numberToMillionths(knowledge.min), max: numberToMillionths(knowledge.max) };
}

/** A value times a figure per `unit`, rounded down to the millionth and nowhere before. */
function product(value: Span, factor: { readonly min: Fraction; readonly max: Fraction }, unit: Millionths): Span {
  const scaled = (amount: Millionths, { over, under }: Fraction) => (amount * over) / (under * unit);
  const max = value.max === null ? null : scaled(value.max, factor.max);
  return { min: scaled(value.min, factor.min), max: factor.max.over === 0n ? 0n : max };
}

function add(a: Span, b: Span): Span {
  return { min: a.min + b.min, max: a.max === null || b.max === null ? null : a.max + b.max };
}

function without(whole: Span, taken: Span): Span {
  const left = (value: Millionths, less: Millionths) => (value > less ? value - less : 0n);
  return {
    min: taken.max === null ? 0n : left(whole.min, taken.max),
    max: whole.max === null ? null : left(whole.max, taken.min),
  };
}

function least(a: Span, b: Span): Span {
  const max = a.max === null ? b.max : b.max === null || a.max < b.max ? a.max : b.max;
  return { min: a.min < b.min ? a.min : b.min, max };
}

function most(a: Span, b: Span): Span {
  const max = a.max === null || b.max === null ? null : a.max > b.max ? a.max : b.max;
  return { min: a.min > b.min ? a.min : b.min, max };
}

/** A figure of a schedule, exact: 70 % falling evenly to 30 % over 36 months is a third of a percent in most of them. */
interface Fraction {
  readonly over: Millionths;
  /** Above nothing. */
  readonly under: bigint;
}

const whole = (value: Millionths): Fraction => ({ over: value, under: 1n });
const isLess = (a: Fraction, b: Fraction): boolean => a.over * b.under < b.over * a.under;

/** Every figure a schedule can still give: its ends, and each turning point in between. */
function scheduleSpan(schedule: Schedule, profile: Profile): { readonly min: Fraction; readonly max: Fraction } {
  if (typeof schedule === "string") {
    const figure = whole(toMillionths(schedule));
    return { min: figure, max: figure };
  }
  const knowledge = profile.get(schedule.by);
  const [first, last] = knowledge?.kind === "number" ? [knowledge.min, knowledge.max] : [0, Number.POSITIVE_INFINITY];
  const turns = "steps" in schedule ? schedule.steps.map(({ from }) => from) : [schedule.from.at, schedule.to.at];
  const moments = [
    first,
    ...turns.filter((turn) => turn > first && turn <= last),
    ...(Number.isFinite(last) ? [last] : []),
  ];
  const figures = moments.map((moment) => ("steps" in schedule ? stepAt(schedule, moment) : lineAt(schedule, moment)));
  return {
    min: figures.reduce((a, b) => (isLess(b, a) ? b : a)),
    max: figures.reduce((a, b) => (isLess(a, b) ? b : a)),
  };
}

function stepAt({ steps }: SteppedSchedule, moment: number): Fraction {
  const holding = steps.filter(({ from }) => from <= moment).at(-1) ?? steps[0];
  return whole(toMillionths(holding?.value ?? "0"));
}

function lineAt({ from, to }: LinearSchedule, moment: number): Fraction {
  const [start, end] = [toMillionths(from.value), toMillionths(to.value)];
  if (moment <= from.at) return whole(start);
  if (moment >= to.at) return whole(end);
  const [gone, all] = [numberToMillionths(moment - from.at), numberToMillionths(to.at - from.at)];
  return { over: start * all + (end - start) * gone, under: all };
}

/** The facts an amount is worked out from. */
export function factsOf(rule: AmountRule): readonly string[] {
  if ("fixed" in rule) return [];
  if ("percentOf" in rule) return [rule.percentOf.fact, ...scheduleFacts(rule.percentOf.percent)];
  if ("multipleOf" in rule) return [rule.multipleOf.fact, ...scheduleFacts(rule.multipleOf.times)];
  if ("remainder" in rule) return [...factsOf(rule.remainder.of), rule.remainder.less];
  return ("sum" in rule ? rule.sum : "least" in rule ? rule.least : rule.most).flatMap(factsOf);
}

function scheduleFacts(schedule: Schedule): readonly string[] {
  return typeof schedule === "string" ? [] : [schedule.by];
}

function isExactNumber(profile: Profile, fact: string): boolean {
  const knowledge = profile.get(fact);
  return knowledge?.kind === "number" && knowledge.min === knowledge.max;
}
