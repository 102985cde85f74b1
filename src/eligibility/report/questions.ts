import { FACTS } from "../facts/index.js";
import { type Bits, countBits, onesIn } from "../index/bits.js";
import type { Explorer } from "../index/compile.js";
import { isExact, type Profile, UNASKED } from "../rules/knowledge.js";

/** A fact to ask for, and what the answer is worth. */
export interface Question {
  readonly fact: string;
  /**
   * Programs that an answer settles on average, each answer being as likely as the others. Where several questions lead to a fact
   * only together, each counts for its share.
   */
  readonly settles: number;
  /** Programs that at least one of the answers settles. */
  readonly affects: number;
}

/**
 * The facts nobody was asked for, the most telling first. `stated` is what was given, `profile` what was understood of it;
 * what was asked and is not known is never asked again. `open` are the programs whose verdict is to be settled.
 */
export function rankQuestions(
  explorer: Explorer,
  facts: readonly string[],
  { stated, profile }: { readonly stated: Profile; readonly profile: Profile },
  open: Bits,
): readonly Question[] {
  const words = open.length;
  const affected = new Uint32Array(words);
  const best = new Map<string, Question>();
  for (const fact of facts) {
    if (isExact(profile.get(fact) ?? UNASKED)) continue;
    const steps = stepsTo(fact, stated, profile);
    const [ask] = steps;
    if (ask === undefined) continue;
    let answers = 0;
    let settled = 0;
    affected.fill(0);
    explorer.each(fact, (_value, verdicts) => {
      answers += 1;
      for (let word = 0; word < words; word++) {
        const after = (verdicts.eligible[word] as number) | (verdicts.ineligible[word] as number);
        const fresh = after & (open[word] as number);
        affected[word] = (affected[word] as number) | fresh;
        settled += onesIn(fresh);
      }
    });
    if (settled === 0) continue;
    const question = { fact: ask, settles: settled / answers / steps.length, affects: countBits(affected) };
    const known = best.get(ask);
    if (known === undefined || known.settles < question.settles) best.set(ask, question);
  }
  return [...best.values()].sort(
    (a, b) => b.settles - a.settles || b.affects - a.affects || ORDER.indexOf(a.fact) - ORDER.indexOf(b.fact),
  );
}

const ORDER = Object.keys(FACTS);

/** What is to be asked, one after the other, so as to learn a fact; nothing when it was asked already. */
function stepsTo(fact: string, stated: Profile, profile: Profile): readonly string[] {
  const unasked = (key: string) => (stated.get(key) ?? UNASKED).kind === "unasked";
  if (!unasked(fact)) return [];
  const via = FACTS[fact]?.askVia ?? [];
  const left = via.filter((key) => unasked(key) && !isExact(profile.get(key) ?? UNASKED));
  return left.length > 0 ? left : [fact];
}
