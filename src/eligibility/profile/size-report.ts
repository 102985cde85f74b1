import type { Profile } from "../rules/knowledge.js";
import type { Truth } from "../rules/truth.js";
import { type ActivityGroup, type Between, classEnds, possibleSizes, SIZES, type Size, sizeOf } from "../size.js";
import { type SizeBounds, sizeBounds } from "./size-bounds.js";

/** How the size of a firm was reckoned, and where another reading would give another size. */
export interface SizeReport {
  /** The Acuerdo's own text decides. */
  readonly method: "COMBINED_SCORE";
  /** Every size still possible, from the smallest; one when it is certain. */
  readonly sizes: readonly Size[];
  /** Exact decimals, equal when the score is certain; `max` is null while workers or sales have no upper end. */
  readonly score: { readonly min: string; readonly max: string | null };
  /** Cap of the class, e.g. "93"; null for large firms, and while several classes or caps are possible. */
  readonly cap: string | null;
  /** By workers alone (WORKERS_ONLY), as the 2002 law and directories have it. */
  readonly byWorkers: OtherReading;
  /** By the ranges of workers and of sales at once (STRICT_RANGES), as some calls test it. */
  readonly byRanges: OtherReading;
  readonly ruleOfThumb: RuleOfThumb;
}

export interface OtherReading {
  readonly sizes: readonly Size[];
  /** Whether it gives another size than the score: for every firm that fits what is known, for none, or for some. */
  readonly differs: Truth;
}

/** "MSMEs (250 employees or less)": how a source document (seed 004, on the aerospace industry) counts them. */
export interface RuleOfThumb {
  readonly mostWorkers: typeof RULE_OF_THUMB;
  /** Whether it calls the firm a micro, small or medium one. */
  readonly msme: Truth;
  /** Whether the Acuerdo says otherwise. */
  readonly differs: Truth;
}

const RULE_OF_THUMB = 250;

/** What can be said of a firm's size by the Acuerdo of DOF 30-06-2009; undefined when neither workers nor sales are known. */
export function sizeReport(profile: Profile): SizeReport | undefined {
  const bounds = sizeBounds(profile);
  if (bounds === undefined) return undefined;
  const { groups, workers, sales, bounded } = bounds;
  const patches = groups.flatMap((group) => patchesOf(group, bounds));
  const reading = (method: "WORKERS_ONLY" | "STRICT_RANGES"): OtherReading => ({
    sizes: inOrder(possibleSizes(groups, workers, sales, method)),
    differs: overall(patches.flatMap((patch) => patch.sizes.map((size) => size !== patch[method]))),
  });
  const sizes = inOrder(possibleSizes(groups, workers, sales));
  const caps = new Set(groups.map((group) => sizeOf(group, workers.min, sales.min).cap));
  const [first] = groups as readonly [ActivityGroup];
  return {
    method: "COMBINED_SCORE",
    sizes,
    score: {
      min: sizeOf(first, workers.min, sales.min).score,
      max: bounded ? sizeOf(first, workers.max, sales.max).score : null,
    },
    cap: sizes.length === 1 && caps.size === 1 ? ([...caps][0] ?? null) : null,
    byWorkers: reading("WORKERS_ONLY"),
    byRanges: reading("STRICT_RANGES"),
    ruleOfThumb: {
      mostWorkers: RULE_OF_THUMB,
      msme: overall(patches.map(({ fewWorkers }) => fewWorkers)),
      differs: overall(
        patches.flatMap(({ sizes: each, fewWorkers }) => each.map((size) => (size !== "large") !== fewWorkers)),
      ),
    },
  };
}

/** Firms of one group that workers alone, both ranges and the rule of thumb do not tell apart; the score may. */
interface Patch {
  readonly sizes: readonly Size[];
  readonly WORKERS_ONLY: Size;
  readonly STRICT_RANGES: Size;
  readonly fewWorkers: boolean;
}

function patchesOf(group: ActivityGroup, { workers, sales }: SizeBounds): readonly Patch[] {
  const ends = classEnds(group);
  const bySales = cut(sales, ends.sales);
  const byWorkers = cut({ min: BigInt(workers.min), max: BigInt(workers.max) }, [
    ...ends.workers.map(BigInt),
    BigInt(RULE_OF_THUMB),
  ]);
  return byWorkers.flatMap(({ min, max }) =>
    bySales.map((some) => {
      const [fewest, most] = [Number(min), Number(max)];
      return {
        sizes: [...possibleSizes([group], { min: fewest, max: most }, some)],
        WORKERS_ONLY: sizeOf(group, fewest, some.min, "WORKERS_ONLY").size,
        STRICT_RANGES: sizeOf(group, fewest, some.min, "STRICT_RANGES").size,
        fewWorkers: fewest <= RULE_OF_THUMB,
      };
    }),
  );
}

/** An interval cut behind each end that lies in it; the ends ascend. */
function cut({ min, max }: Between<bigint>, ends: readonly bigint[]): readonly Between<bigint>[] {
  const behind = ends.filter((end) => end >= min && end < max).map((end) => end + 1n);
  const starts = [...new Set([min, ...behind])];
  return starts.map((start, index) => ({ min: start, max: (starts[index + 1] ?? max + 1n) - 1n }));
}

function overall(answers: readonly boolean[]): Truth {
  if (!answers.includes(false)) return "true";
  return answers.includes(true) ? "unknown" : "false";
}

function inOrder(sizes: ReadonlySet<Size>): readonly Size[] {
  return SIZES.filter((size) => sizes.has(size));
}
