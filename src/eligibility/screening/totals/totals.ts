import type { Judged } from "../judging/judge.js";
import { DIMENSIONS, type Dimension, type Place } from "./where-it-counts.js";

/** How many firms a line of the totals has, and by program how many are eligible and undetermined; the rest are ineligible. */
export interface Tally {
  firms: number;
  readonly eligible: number[];
  readonly undetermined: number[];
}

/** The totals as plain data, as a checkpoint keeps them. */
export interface TotalsDocument {
  readonly all: Tally;
  readonly by: Readonly<Record<Dimension, Readonly<Record<string, Tally>>>>;
  /** By program: how many undetermined firms each missing fact could settle or help to settle. */
  readonly missing: readonly Readonly<Record<string, number>>[];
  readonly withEligible: number;
  readonly withUndetermined: number;
}

/** Counts verdicts by program, and within it by state, sector and size. */
export class Totals {
  readonly all: Tally;
  readonly by: Readonly<Record<Dimension, Map<string, Tally>>>;
  readonly missing: readonly Map<string, number>[];
  /** Firms with at least one program of that verdict. */
  withEligible: number;
  withUndetermined: number;

  constructor(
    private readonly programs: number,
    kept?: TotalsDocument,
  ) {
    this.all = kept?.all ?? this.#empty();
    this.by = Object.fromEntries(
      DIMENSIONS.map((dimension) => [dimension, new Map(Object.entries(kept?.by[dimension] ?? {}))]),
    ) as Record<Dimension, Map<string, Tally>>;
    this.missing = Array.from({ length: programs }, (_, at) => new Map(Object.entries(kept?.missing[at] ?? {})));
    this.withEligible = kept?.withEligible ?? 0;
    this.withUndetermined = kept?.withUndetermined ?? 0;
  }

  add(judged: Judged, place: Place, firms: number): void {
    const { verdicts } = judged;
    const tallies = [this.all, ...DIMENSIONS.map((dimension) => this.#tally(dimension, place[dimension]))];
    for (const { eligible, undetermined } of tallies) {
      for (let program = 0; program < this.programs; program++) {
        if (verdicts[program] === "ELIGIBLE") eligible[program] = (eligible[program] as number) + firms;
        else if (verdicts[program] === "UNDETERMINED")
          undetermined[program] = (undetermined[program] as number) + firms;
      }
    }
    for (const tally of tallies) tally.firms += firms;
    for (const [program, facts] of judged.missing) {
      const counts = this.missing[program] as Map<string, number>;
      for (const fact of facts) counts.set(fact, (counts.get(fact) ?? 0) + firms);
    }
    if (judged.eligible > 0) this.withEligible += firms;
    if (judged.undetermined > 0) this.withUndetermined += firms;
  }

  toDocument(): TotalsDocument {
    return {
      all: this.all,
      by: Object.fromEntries(
        DIMENSIONS.map((dimension) => [dimension, Object.fromEntries(this.by[dimension])]),
      ) as TotalsDocument["by"],
      missing: this.missing.map((counts) => Object.fromEntries(counts)),
      withEligible: this.withEligible,
      withUndetermined: this.withUndetermined,
    };
  }

  #tally(dimension: Dimension, value: string): Tally {
    const found = this.by[dimension].get(value);
    if (found !== undefined) return found;
    const tally = this.#empty();
    this.by[dimension].set(value, tally);
    return tally;
  }

  #empty(): Tally {
    return { firms: 0, eligible: new Array(this.programs).fill(0), undetermined: new Array(this.programs).fill(0) };
  }
}
