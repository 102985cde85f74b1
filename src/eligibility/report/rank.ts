import type { ProgramRules } from "../ports.js";
import type { Profile } from "../rules/knowledge.js";
import { VERDICTS } from "../rules/verdict.js";
import type { Explanation } from "./explain.js";

/** How well a program fits a firm, as keys to sort by, best first; each smaller is better. */
export type Fit = readonly [
  verdict: number,
  over: number,
  unwanted: number,
  distance: number,
  aim: number,
  money: number,
];

/**
 * The verdict first; then programs that still take applicants, those that give what is looked for, the nearest, those aimed at such a
 * firm, and the most money. `money` is in one currency for all; nothing when there is none or it cannot be compared.
 */
export function fitOf(program: ProgramRules, explanation: Explanation, profile: Profile, money: number): Fit {
  return [
    VERDICTS.indexOf(explanation.verdict),
    program.over === null ? 0 : 1,
    isWanted(program, profile) ? 0 : 1,
    distanceTo(program.place, profile),
    -aimAt(explanation),
    -money,
  ];
}

/** Sorts by fit, and among equals by slug, so that the order is always the same. */
export function compareFit(
  a: { readonly fit: Fit; readonly slug: string },
  b: { readonly fit: Fit; readonly slug: string },
): number {
  for (let key = 0; key < a.fit.length; key++) {
    const difference = (a.fit[key] as number) - (b.fit[key] as number);
    if (difference !== 0) return difference;
  }
  return a.slug < b.slug ? -1 : a.slug > b.slug ? 1 : 0;
}

/** The spiral of the local-first seed: the municipality, the state, the federation, the world; another place comes last. */
function distanceTo({ level, state, municipality }: ProgramRules["place"], profile: Profile): number {
  const [here, town] = [placeOf(profile, "state"), placeOf(profile, "municipality")];
  if (municipality !== null && town !== undefined) return municipality === town ? 0 : 4;
  if (state !== null && here !== undefined) return state === here ? 1 : 4;
  return level === "federal" ? 2 : 3;
}

function placeOf(profile: Profile, fact: string): string | undefined {
  const knowledge = profile.get(fact);
  if (knowledge?.kind !== "code" || knowledge.possible.size !== 1) return undefined;
  return [...knowledge.possible][0];
}

/** Whether it gives some of what is looked for; a firm that looks for nothing in particular takes anything. */
function isWanted({ supportKinds }: ProgramRules, profile: Profile): boolean {
  const wants = profile.get("wants");
  return wants?.kind !== "codes" || wants.has.size === 0 || supportKinds.some((kind) => wants.has.has(kind));
}

/** Each target or priority that the firm meets, less each that it misses. */
function aimAt({ conditions }: Explanation): number {
  return conditions.reduce((sum, { condition: { role }, truth }) => {
    if (role !== "target" && role !== "priority") return sum;
    return sum + (truth === "true" ? 1 : truth === "false" ? -1 : 0);
  }, 0);
}
