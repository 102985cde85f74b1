import type { Totals } from "../totals/totals.js";
import { DIMENSIONS, type Dimension, type Place, UNKNOWN } from "../totals/where-it-counts.js";
import type { Judge, Judged } from "./judge.js";
import type { Cell, ProfileReader } from "./profile-reader.js";

/** One combination of cells: its verdicts, and how many rows had it since they were last counted. */
export interface Combination {
  readonly judged: Judged;
  readonly place: Place;
  rows: number;
}

/** How much is kept at most. Beyond it everything is forgotten and begun anew: slower, never different. */
export interface Limits {
  readonly combinations: number;
  readonly judged: number;
  readonly cells: number;
  /** How many rows may pass until the next look. */
  readonly rows: number;
}

/** More than any directory needs. */
export const LIMITS: Limits = { combinations: 100_000, judged: 20_000, cells: 50_000, rows: 4_096 };
/** Cells and steps stay well below it, so that two numbers make one key. */
const SHIFT = 2 ** 22;

/** Judges each combination of cells once and keeps what is written for it. What is kept is bounded. */
export class Combinations {
  readonly #steps: readonly Map<number, number>[];
  readonly #found: Combination[] = [];
  readonly #judged = new Map<string, Judged>();

  constructor(
    private readonly readers: readonly ProfileReader[],
    private readonly judge: Judge,
    private readonly totals: Totals,
    private readonly limits: Limits,
  ) {
    this.#steps = readers.map(() => new Map());
  }

  /** The combination of one cell of each reader. */
  of(cells: Int32Array): Combination {
    let node = cells[0] as number;
    for (let at = 1; at < cells.length; at++) {
      const step = this.#steps[at] as Map<number, number>;
      const key = node * SHIFT + (cells[at] as number);
      const next = step.get(key);
      node = next ?? step.size;
      if (next === undefined) step.set(key, node);
    }
    const known = this.#found[node];
    if (known !== undefined) return known;
    const made = this.#make(cells);
    this.#found[node] = made;
    return made;
  }

  /** Adds the rows met since the last time to the totals. */
  count(): void {
    for (const combination of this.#found) {
      if (combination === undefined || combination.rows === 0) continue;
      this.totals.add(combination.judged, combination.place, combination.rows);
      combination.rows = 0;
    }
  }

  /** Forgets everything when too much is kept. To be called between rows only: numbers of cells change. */
  limit(): void {
    const { combinations, judged, cells } = this.limits;
    if (
      this.#found.length < combinations &&
      this.#judged.size < judged &&
      this.readers.every(({ size }) => size < cells) &&
      this.#steps.every(({ size }) => size < combinations)
    )
      return;
    this.count();
    this.#found.length = 0;
    this.#judged.clear();
    for (const step of this.#steps) step.clear();
    for (const reader of this.readers) reader.forget();
  }

  #make(numbers: Int32Array): Combination {
    const cells = this.readers.map(({ cells }, at) => cells[numbers[at] as number] as Cell);
    const key = cells.map(({ judged }) => judged).join();
    const known = this.#judged.get(key);
    const judged = known ?? this.judge(new Map(cells.flatMap(({ stated }) => [...stated])));
    if (known === undefined) this.#judged.set(key, judged);
    const place = Object.fromEntries(
      DIMENSIONS.map((dimension) => [
        dimension,
        cells.find((cell) => cell.place[dimension] !== UNKNOWN)?.place[dimension] ?? UNKNOWN,
      ]),
    ) as Record<Dimension, string>;
    return { judged, place, rows: 0 };
  }
}
