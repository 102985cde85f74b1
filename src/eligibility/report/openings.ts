import type { Fact } from "../facts/fact.js";
import { FACTS } from "../facts/index.js";
import { type Bits, countBits } from "../index/bits.js";
import type { Explorer, RuleIndex, Verdicts } from "../index/compile.js";
import { nearestIn, type Span } from "../index/span.js";
import { isExact, type Knowledge, known, type Profile, UNASKED } from "../rules/knowledge.js";

/** One thing the firm could change, and the programs that are closed to it only because of that. */
export interface Opening {
  readonly fact: string;
  readonly from: Knowledge;
  readonly to: Knowledge;
  /** Programs, by their place among those of the index, that would then be open for certain. */
  readonly opens: readonly number[];
  /** Programs that would no longer be refused, with other facts still missing. */
  readonly allows: readonly number[];
}

/** Every single change a firm can make that lifts a refusal somewhere in the catalog, the most fruitful first. */
export function openings(index: RuleIndex, explorer: Explorer, profile: Profile): readonly Opening[] {
  const { ineligible } = explorer.verdicts;
  const opens = new Uint32Array(ineligible.length);
  const allows = new Uint32Array(ineligible.length);
  const found: Opening[] = [];
  for (const fact of index.facts) {
    const from = profile.get(fact) ?? UNASKED;
    const described = FACTS[fact];
    if (described?.changeable !== true || !isExact(from)) continue;
    explorer.each(fact, (value, verdicts, span) => {
      liftedBy(verdicts, ineligible, opens, allows);
      if (countBits(opens) + countBits(allows) === 0) return;
      const to = span === undefined ? value : nearestNumber(span, from, described);
      if (to !== undefined)
        found.push({ fact, from, to, opens: index.programsIn(opens), allows: index.programsIn(allows) });
    });
  }
  return found.sort((a, b) => b.opens.length - a.opens.length || b.allows.length - a.allows.length);
}

/** Sorts the programs that are no longer refused into those that are then open and those still undetermined. */
function liftedBy(then: Verdicts, refused: Bits, opens: Bits, allows: Bits): void {
  for (let word = 0; word < refused.length; word++) {
    const lifted = (refused[word] as number) & ~(then.ineligible[word] as number);
    opens[word] = lifted & (then.eligible[word] as number);
    allows[word] = lifted & ~(then.eligible[word] as number);
  }
}

function nearestNumber(span: Span, from: Knowledge, fact: Fact): Knowledge | undefined {
  if (from.kind !== "number" || fact.type !== "number") return undefined;
  const nearest = nearestIn(span, from.min, fact);
  return nearest === undefined ? undefined : known.number(nearest);
}
