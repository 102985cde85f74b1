import fc from "fast-check";
import type { Figures } from "../../../src/eligibility/impact/comparison/count-moves.js";
import { sumOf } from "../../../src/eligibility/impact/comparison/count-moves.js";
import { FEWEST_TOLD, FIGURES, tellAll, tellLines } from "../../../src/eligibility/impact/comparison/hold-back.js";
import { runs } from "../../kit/runs.js";

const count = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 12 }) },
  { weight: 2, arbitrary: fc.integer({ min: 10, max: 5_000 }) },
);
const line = fc.array(count, { minLength: 9, maxLength: 9 }).map((counts): Figures => Float64Array.from(counts));
const lines = fc.array(line, { minLength: 1, maxLength: 5 });

const amount = (figures: Figures, figure: number) =>
  FIGURES[figure]!.moves.reduce((sum, move) => sum + figures[move]!, 0);

/** Whether a sum of unknowns follows from sums that are known: whether its row is one of theirs put together. */
class KnownSums {
  readonly #rows: number[][] = [];

  learn(row: readonly number[]): void {
    const rest = this.#reduce(row);
    const pivot = rest.findIndex((value) => Math.abs(value) > 1e-9);
    if (pivot < 0) return;
    this.#rows.push(rest.map((value) => value / rest[pivot]!));
  }

  tell(row: readonly number[]): boolean {
    return this.#reduce(row).every((value) => Math.abs(value) <= 1e-9);
  }

  #reduce(row: readonly number[]): number[] {
    const rest = [...row];
    for (const known of this.#rows) {
      const pivot = known.findIndex((value) => Math.abs(value) > 1e-9);
      const times = rest[pivot]!;
      if (times !== 0) for (let at = 0; at < rest.length; at++) rest[at] = rest[at]! - times * known[at]!;
    }
    return rest;
  }
}

describe("what is told of a change", () => {
  it("never is a count of one to nine firms", () => {
    fc.assert(
      fc.property(lines, (breakdown) => {
        const all = sumOf(breakdown);
        const told = [tellAll(all), ...tellLines(all, breakdown)];
        for (const [at, figures] of [all, ...breakdown].entries()) {
          for (const figure of FIGURES.keys()) {
            const shown = amount(figures, figure);
            if (shown > 0 && shown < FEWEST_TOLD) expect(told[at]![figure]).toBe(false);
          }
        }
      }),
      runs(2_000),
    );
  });

  it("gives no held figure away by subtraction, over two breakdowns of the same firms", () => {
    let held = 0;
    fc.assert(
      fc.property(lines, fc.infiniteStream(fc.nat()), (breakdown, random) => {
        const all = sumOf(breakdown);
        const tables = [breakdown, dealtAnew(all, random)];
        const unknowns = tables.flat().length * 9;
        const row = (places: readonly number[], moves: readonly number[], sign = 1) => {
          const made = new Array<number>(unknowns).fill(0);
          for (const place of places) for (const move of moves) made[place * 9 + move] = sign;
          return made;
        };
        const first = [...breakdown.keys()];
        const second = tables[1]!.map((_, at) => breakdown.length + at);
        const shown = [
          { told: tellAll(all), places: first },
          ...tellLines(all, tables[0]!).map((told, at) => ({ told, places: [first[at]!] })),
          ...tellLines(all, tables[1]!).map((told, at) => ({ told, places: [second[at]!] })),
        ].flatMap(({ told, places }) =>
          FIGURES.map(({ moves }, figure) => ({ told: told[figure], row: row(places, moves) })),
        );

        const sums = new KnownSums();
        for (let move = 0; move < 9; move++) {
          // Both breakdowns add up to the same, whatever that is.
          const minus = row(second, [move], -1);
          sums.learn(row(first, [move]).map((sign, at) => sign + minus[at]!));
        }
        for (const { told, row } of shown) if (told) sums.learn(row);
        const away = shown.filter(({ told, row }) => !told && sums.tell(row));
        expect(away).toEqual([]);
        held += shown.filter(({ told }) => !told).length;
      }),
      runs(200),
    );
    expect(held).toBeGreaterThan(0);
  });
});

/** The same firms by something else: those of each move dealt out to three lines. */
function dealtAnew(all: Figures, random: Iterator<number>): readonly Figures[] {
  const dealt = [0, 1, 2].map(() => new Float64Array(9));
  for (const [move, firms] of all.entries()) {
    const first = Math.min(firms, random.next().value % (firms + 1));
    const second = Math.min(firms - first, random.next().value % (firms + 1));
    dealt[0]![move] = first;
    dealt[1]![move] = second;
    dealt[2]![move] = firms - first - second;
  }
  return dealt;
}
