import { mapping, type Sliced } from "../../platform/in-slices.js";
import type { ProgramRules } from "../ports.js";
import { judge } from "../rules/judge.js";
import type { Profile } from "../rules/knowledge.js";
import type { Rule } from "../rules/rule.js";
import { VERDICTS, type Verdict } from "../rules/verdict.js";
import type { Order } from "./in-order.js";

/** Programs that stand alike to every firm but for their rules: over or not, what they give, and where they are. */
export interface Standings {
  /** One program of each kind. */
  readonly kinds: readonly ProgramRules[];
  /** By place in the book: its kind. */
  readonly of: Uint32Array;
}

export function* standingsOf(programs: readonly ProgramRules[]): Sliced<Standings> {
  const numbers = new Map<string, number>();
  const kinds: ProgramRules[] = [];
  const of = yield* mapping(programs, (program) => {
    const { over, supportKinds, place } = program;
    const name = JSON.stringify([over === null, supportKinds, place.level, place.state, place.municipality]);
    const known = numbers.get(name) ?? kinds.push(program) - 1;
    numbers.set(name, known);
    return known;
  });
  return { kinds, of: Uint32Array.from(of) };
}

/** What the fit of programs is told from, by their place in the book. */
export interface FitParts {
  readonly programs: readonly ProgramRules[];
  readonly standings: Standings;
  readonly profile: Profile;
  verdictOf(place: number): Verdict;
  /** The rules of its targets and priorities. */
  aimsOf(place: number): readonly Rule[];
  /** The most money it comes to, in one currency for all; nothing when there is none or it cannot be compared. */
  moneyOf(place: number): number;
}

/** Most that a standing can come to, and one more. */
const STANDINGS = 20;

/**
 * The order of programs by their fit: the verdict; then those that still take applicants, those that give what is looked for, the nearest,
 * those aimed at such a firm, and the most money; among equals by slug, so that it is always the same.
 */
export function byFit({ programs, standings, profile, verdictOf, aimsOf, moneyOf }: FitParts): Order<number> {
  const rank = standingFor(profile);
  const ranks = standings.kinds.map(rank);
  const slugOf = (place: number) => programs[place]?.slug ?? "";
  return {
    keys: [
      (place) => RANK_OF[verdictOf(place)] * STANDINGS + (ranks[standings.of[place] ?? 0] ?? 0),
      (place) => -aimAt(aimsOf(place), profile),
      (place) => -moneyOf(place),
    ],
    tie: (one, other) => (slugOf(one) < slugOf(other) ? -1 : 1),
  };
}

const RANK_OF = Object.fromEntries(VERDICTS.map((verdict, rank) => [verdict, rank])) as Record<Verdict, number>;

/** How programs stand to a firm whatever their rules say; the smaller the better. */
export function standingFor(profile: Profile): (program: ProgramRules) => number {
  const isWanted = wantedBy(profile);
  const distance = distanceFrom(profile);
  return (program) => ((program.over === null ? 0 : 1) * 2 + (isWanted(program) ? 0 : 1)) * 5 + distance(program.place);
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
