import type { ProgramRules } from "../ports.js";
import { judge } from "../rules/judge.js";
import type { Profile } from "../rules/knowledge.js";
import type { Rule } from "../rules/rule.js";
import { VERDICTS, type Verdict } from "../rules/verdict.js";
import type { Order } from "./in-order.js";

/** What the fit of programs is told from, by their place in the book. */
export interface FitParts {
  readonly programs: readonly ProgramRules[];
  readonly profile: Profile;
  verdictOf(place: number): Verdict;
  /** The rules of its targets and priorities. */
  aimsOf(place: number): readonly Rule[];
  /** The most money it comes to, in one currency for all; nothing when there is none or it cannot be compared. */
  moneyOf(place: number): number;
}

/** How well a program fits a firm by one measure; smaller is better. */
type FitKey = (place: number) => number;
type FitKeys = readonly [verdict: FitKey, over: FitKey, wanted: FitKey, distance: FitKey, aim: FitKey, money: FitKey];

/**
 * The measures of fit, the weightiest first: the verdict; then programs that still take applicants, those that give what is looked for,
 * the nearest, those aimed at such a firm, and the most money.
 */
export function fitKeys({ programs, profile, verdictOf, aimsOf, moneyOf }: FitParts): FitKeys {
  const program = (place: number) => programs[place] as ProgramRules;
  const isWanted = wantedBy(profile);
  const distance = distanceFrom(profile);
  return [
    (place) => VERDICTS.indexOf(verdictOf(place)),
    (place) => (program(place).over === null ? 0 : 1),
    (place) => (isWanted(program(place)) ? 0 : 1),
    (place) => distance(program(place).place),
    (place) => -aimAt(aimsOf(place), profile),
    (place) => -moneyOf(place),
  ];
}

/**
 * The order of programs by their fit, and among equals by slug, so that it is always the same. The measures that cost little are one key:
 * a list is gone through once for them, and the others are asked of few.
 */
export function byFit(parts: FitParts): Order<number> {
  const [verdict, over, wanted, distance, ...costly] = fitKeys(parts);
  const slugOf = (place: number) => parts.programs[place]?.slug ?? "";
  return {
    keys: [(place) => ((verdict(place) * 2 + over(place)) * 2 + wanted(place)) * 5 + distance(place), ...costly],
    tie: (one, other) => (slugOf(one) < slugOf(other) ? -1 : 1),
  };
}

/** The spiral of the local-first seed: the municipality, the state, the federation, the world; another place comes last. */
function distanceFrom(profile: Profile): (place: ProgramRules["place"]) => number {
  const [here, town] = [placeOf(profile, "state"), placeOf(profile, "municipality")];
  return ({ level, state, municipality }) => {
    if (municipality !== null && town !== undefined) return municipality === town ? 0 : 4;
    if (state !== null && here !== undefined) return state === here ? 1 : 4;
    return level === "federal" ? 2 : 3;
  };
}

function placeOf(profile: Profile, fact: string): string | undefined {
  const knowledge = profile.get(fact);
  if (knowledge?.kind !== "code" || knowledge.possible.size !== 1) return undefined;
  return [...knowledge.possible][0];
}

/** Whether a program gives some of what is looked for; a firm that looks for nothing in particular takes anything. */
function wantedBy(profile: Profile): (program: ProgramRules) => boolean {
  const wants = profile.get("wants");
  if (wants?.kind !== "codes" || wants.has.size === 0) return () => true;
  return ({ supportKinds }) => supportKinds.some((kind) => wants.has.has(kind));
}

/** Each target or priority that the firm meets, less each that it misses. */
function aimAt(aims: readonly Rule[], profile: Profile): number {
  return aims.reduce((sum, rule) => {
    const truth = judge(rule, profile);
    return sum + (truth === "true" ? 1 : truth === "false" ? -1 : 0);
  }, 0);
}
