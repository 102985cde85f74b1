/**
 * Size of a firm by the Acuerdo of DOF 30-06-2009, under art. 3-III of the Ley para el Desarrollo de la Competitividad de la MIPYME:
 * `score = workers × 10 % + annual sales in millions of pesos × 90 %`; the size is the smallest class whose cap the score does not exceed.
 * Everything is reckoned in integers: boundaries such as 4.6, 93 and 95 would flip in floating point.
 */
export const SIZES = ["micro", "small", "medium", "large"] as const;
export type Size = (typeof SIZES)[number];

export type ActivityGroup = "industry" | "commerce" | "services";

/** How to read the Acuerdo: by the score (its text), by both ranges at once, or by workers alone (the 2002 law; all a directory tells). */
export type SizeMethod = "COMBINED_SCORE" | "STRICT_RANGES" | "WORKERS_ONLY";

interface Class {
  readonly size: Exclude<Size, "large">;
  readonly workers: number;
  readonly salesMillions: number;
  /** Cap of the score, times ten. */
  readonly cap10: number;
}

/** In force since 2009; no later change was found up to 2026. */
const CLASSES: Readonly<Record<ActivityGroup, readonly Class[]>> = {
  industry: [
    { size: "micro", workers: 10, salesMillions: 4, cap10: 46 },
    { size: "small", workers: 50, salesMillions: 100, cap10: 950 },
    { size: "medium", workers: 250, salesMillions: 250, cap10: 2500 },
  ],
  commerce: [
    { size: "micro", workers: 10, salesMillions: 4, cap10: 46 },
    { size: "small", workers: 30, salesMillions: 100, cap10: 930 },
    { size: "medium", workers: 100, salesMillions: 250, cap10: 2350 },
  ],
  services: [
    { size: "micro", workers: 10, salesMillions: 4, cap10: 46 },
    { size: "small", workers: 50, salesMillions: 100, cap10: 950 },
    { size: "medium", workers: 100, salesMillions: 250, cap10: 2350 },
  ],
};

const CENTAVOS_PER_MILLION = 100_000_000n;

export interface FirmSize {
  readonly size: Size;
  readonly method: SizeMethod;
  /** The score as an exact decimal, e.g. "4.609". */
  readonly score: string;
  /** Cap of the class by score, e.g. "93"; null for large firms. */
  readonly cap: string | null;
  /** What workers alone would say. Where it differs, a call that also tests the range of workers may decide otherwise. */
  readonly byWorkers: Size;
}

/** The size of a firm with so many workers and so many centavos of annual sales. */
export function sizeOf(
  group: ActivityGroup,
  workers: number,
  salesCentavos: bigint,
  method: SizeMethod = "COMBINED_SCORE",
): FirmSize {
  const score = BigInt(workers) * CENTAVOS_PER_MILLION + 9n * salesCentavos;
  const fits: Readonly<Record<SizeMethod, (candidate: Class) => boolean>> = {
    COMBINED_SCORE: ({ cap10 }) => score <= BigInt(cap10) * CENTAVOS_PER_MILLION,
    STRICT_RANGES: (candidate) =>
      workers <= candidate.workers && salesCentavos <= BigInt(candidate.salesMillions) * CENTAVOS_PER_MILLION,
    WORKERS_ONLY: (candidate) => workers <= candidate.workers,
  };
  const found = CLASSES[group].find(fits[method]);
  const byScore = CLASSES[group].find(fits.COMBINED_SCORE);
  return {
    size: found?.size ?? "large",
    method,
    score: decimal(score, 9),
    cap: byScore === undefined ? null : decimal(BigInt(byScore.cap10), 1),
    byWorkers: CLASSES[group].find(fits.WORKERS_ONLY)?.size ?? "large",
  };
}

/** A closed interval of whole numbers. */
export interface Between<T> {
  readonly min: T;
  readonly max: T;
}

/**
 * Every size that is still possible when workers and sales are known only within bounds, or the group not at all.
 * By each method the size grows with both, and by one class at a time, so the two corners say it all.
 */
export function possibleSizes(
  groups: readonly ActivityGroup[],
  workers: Between<number>,
  salesCentavos: Between<bigint>,
  method?: SizeMethod,
): ReadonlySet<Size> {
  return new Set(
    groups.flatMap((group) => {
      const smallest = SIZES.indexOf(sizeOf(group, workers.min, salesCentavos.min, method).size);
      const largest = SIZES.indexOf(sizeOf(group, workers.max, salesCentavos.max, method).size);
      return SIZES.slice(smallest, largest + 1);
    }),
  );
}

/** Where the classes of a group end: the most workers and the most centavos of sales of each but the last. */
export function classEnds(group: ActivityGroup): {
  readonly workers: readonly number[];
  readonly sales: readonly bigint[];
} {
  return {
    workers: CLASSES[group].map(({ workers }) => workers),
    sales: CLASSES[group].map(({ salesMillions }) => BigInt(salesMillions) * CENTAVOS_PER_MILLION),
  };
}

/** An integer of `scale` decimal places as text without trailing zeros. */
function decimal(value: bigint, scale: number): string {
  const digits = value.toString().padStart(scale + 1, "0");
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, "");
}
