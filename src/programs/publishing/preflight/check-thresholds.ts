import { type Flaw, flaw } from "../../checks/flaw.js";
import type { ReadDraft } from "./draft.js";
import { type PlacedNumber, placedNumbers } from "./placed-numbers.js";

/** From this factor on a change looks like a slip of a zero. */
const SLIP = 10;
/** Beyond this factor a change is worth a second look. */
const NOTABLE = 2;

/** Numbers that differ much from the same numbers of the edition in force. */
export function checkThresholds({ document, before }: ReadDraft): readonly Flaw[] {
  if (before === null) return [];
  return pairUp(placedNumbers(before), placedNumbers(document)).flatMap(([from, to]) => {
    const factor = factorBetween(from.value, to.value);
    if (factor <= NOTABLE) return [];
    const slip = factor >= SLIP;
    const zeros = Number.isInteger(Math.log10(factor)) || factor === Number.POSITIVE_INFINITY;
    const doubt =
      slip && zeros ? { es: "; ¿sobra o falta un cero?", en: "; is a zero too many or missing?" } : NO_DOUBT;
    return [
      flaw(slip ? "threshold_jump" : "threshold_change", to.path, {
        es: `en la edición vigente es ${from.value} y aquí ${to.value}${doubt.es}`,
        en: `it is ${from.value} in the edition in force and ${to.value} here${doubt.en}`,
      }),
    ];
  });
}

const NO_DOUBT = { es: "", en: "" };

/** How many times the larger of two numbers is the smaller; without end where one is zero or they differ in sign. */
function factorBetween(one: number, other: number): number {
  if (one === other) return 1;
  if (one * other <= 0) return Number.POSITIVE_INFINITY;
  const [small, large] = [Math.min(Math.abs(one), Math.abs(other)), Math.max(Math.abs(one), Math.abs(other))];
  // Decimals such as 0.7 and 7 are ten times each other, whatever floating point makes of it.
  return Number((large / small).toPrecision(12));
}

type Pair = readonly [from: PlacedNumber, to: PlacedNumber];

/** The numbers that are the same thing in both editions: by exact place first; what is left, by what it is about where that is plain. */
function pairUp(before: readonly PlacedNumber[], after: readonly PlacedNumber[]): readonly Pair[] {
  const pairs: Pair[] = [];
  let [left, right] = [before, after];
  for (let level = 0; level < 3; level++) {
    const [ours, theirs] = [left, right].map((numbers) => Map.groupBy(numbers, ({ keys }) => keys[level]));
    for (const [key, [from, second]] of ours ?? []) {
      const [to, third] = theirs?.get(key) ?? [];
      if (key === undefined || from === undefined || to === undefined || second !== undefined || third !== undefined) {
        continue;
      }
      pairs.push([from, to]);
    }
    const paired = new Set(pairs.flat());
    left = left.filter((number) => !paired.has(number));
    right = right.filter((number) => !paired.has(number));
  }
  return pairs;
}
