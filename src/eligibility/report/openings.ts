import { FACTS } from "../facts/index.js";
import type { Verdicts } from "../index/compile.js";
import { isExact, type Knowledge, type Profile, UNASKED } from "../rules/knowledge.js";
import type { Explorer } from "./questions.js";

/** One thing the firm could change, and the programs that are closed to it only because of that. */
export interface Opening {
  readonly fact: string;
  readonly from: Knowledge;
  readonly to: Knowledge;
  /** Programs, by their place in the index, that would then be open for certain. */
  readonly opens: readonly number[];
  /** Programs that would no longer be refused, with other facts still missing. */
  readonly allows: readonly number[];
}

/** Every single change a firm can make that lifts a refusal somewhere in the catalog, the most fruitful first. */
export function openings(explorer: Explorer, profile: Profile, now: Verdicts): readonly Opening[] {
  const found: Opening[] = [];
  for (const fact of explorer.facts) {
    const from = profile.get(fact) ?? UNASKED;
    if (FACTS[fact]?.changeable !== true || !isExact(from)) continue;
    explorer.each(fact, (to, verdicts) => {
      const opens: number[] = [];
      const allows: number[] = [];
      for (let word = 0; word < now.ineligible.length; word++) {
        const lifted = (now.ineligible[word] as number) & ~(verdicts.ineligible[word] as number);
        if (lifted === 0) continue;
        const open = lifted & (verdicts.eligible[word] as number);
        collect(open, word, opens);
        collect(lifted & ~open, word, allows);
      }
      if (opens.length + allows.length > 0) found.push({ fact, from, to, opens, allows });
    });
  }
  return found.sort((a, b) => b.opens.length - a.opens.length || b.allows.length - a.allows.length);
}

function collect(word: number, at: number, into: number[]): void {
  for (let rest = word; rest !== 0; rest &= rest - 1) into.push(at * 32 + (31 - Math.clz32(rest & -rest)));
}
