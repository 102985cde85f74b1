import { FACTS } from "../facts/index.js";
import type { Bits } from "../index/bits.js";
import type { Verdicts } from "../index/compile.js";
import { isExact, type Knowledge, type Profile, UNASKED } from "../rules/knowledge.js";

/** Tells what the verdicts would be for each value of a fact that the rules can tell apart, all else staying as it is. */
export interface Explorer {
  readonly facts: readonly string[];
  each(fact: string, visit: (value: Knowledge, verdicts: Verdicts) => void): void;
}

/** A fact to ask for, and what the answer is worth. */
export interface Question {
  readonly fact: string;
  /** Programs that an answer settles on average, each answer being as likely as the others. */
  readonly settles: number;
  /** Programs that at least one of the answers settles. */
  readonly affects: number;
}

/**
 * The facts nobody was asked for, the most telling first. `stated` is what was given, `profile` what was understood of it;
 * what was asked and is not known is never asked again.
 */
export function rankQuestions(
  explorer: Explorer,
  stated: Profile,
  profile: Profile,
  { eligible, ineligible }: Verdicts,
): readonly Question[] {
  const words = eligible.length;
  const settledBefore = new Uint32Array(words);
  for (let word = 0; word < words; word++)
    settledBefore[word] = (eligible[word] as number) | (ineligible[word] as number);
  const affected = new Uint32Array(words);
  const best = new Map<string, Question>();
  for (const fact of explorer.facts) {
    if (isExact(profile.get(fact) ?? UNASKED)) continue;
    const ask = questionFor(fact, stated, profile);
    if (ask === undefined) continue;
    let answers = 0;
    let settled = 0;
    affected.fill(0);
    explorer.each(fact, (_value, verdicts) => {
      answers += 1;
      for (let word = 0; word < words; word++) {
        const after = (verdicts.eligible[word] as number) | (verdicts.ineligible[word] as number);
        const fresh = after & ~(settledBefore[word] as number);
        affected[word] = (affected[word] as number) | fresh;
        settled += onesIn(fresh);
      }
    });
    if (settled === 0) continue;
    const question = { fact: ask, settles: settled / answers, affects: countBits(affected) };
    const known = best.get(ask);
    if (known === undefined || known.settles < question.settles) best.set(ask, question);
  }
  return [...best.values()].sort(
    (a, b) => b.settles - a.settles || b.affects - a.affects || ORDER.indexOf(a.fact) - ORDER.indexOf(b.fact),
  );
}

const ORDER = Object.keys(FACTS);

/** What to ask so as to learn a fact; undefined when it was asked already. */
function questionFor(fact: string, stated: Profile, profile: Profile): string | undefined {
  const unasked = (key: string) => (stated.get(key) ?? UNASKED).kind === "unasked";
  if (!unasked(fact)) return undefined;
  const via = FACTS[fact]?.askVia ?? [];
  return (
    via.find((key) => unasked(key) && !isExact(profile.get(key) ?? UNASKED)) ?? (via.some(unasked) ? undefined : fact)
  );
}

function countBits(bits: Bits): number {
  let count = 0;
  for (const word of bits) count += onesIn(word);
  return count;
}

/** Ones in a word of 32 bits. */
function onesIn(word: number): number {
  let rest = word - ((word >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
