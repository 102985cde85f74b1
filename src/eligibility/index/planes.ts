import type { Board, PlacedAtom } from "./placement.js";

/** Atoms over one fact with a bit each, so that all of them are judged together, 32 at a time. */
export interface Plane {
  readonly board: Board;
  readonly refuses: boolean;
  readonly atoms: readonly PlacedAtom[];
  /** The words of the board that its atoms are in. */
  readonly words: Window;
  /** Where its words stand when the planes of the fact are laid out one behind the other. */
  readonly start: number;
}

export interface Window {
  readonly from: number;
  readonly count: number;
}

/** Deals the atoms over one fact out to planes: two atoms with the same bit go to different ones, so that each is judged for itself. */
export function dealPlanes(atoms: readonly PlacedAtom[]): readonly Plane[] {
  const taken = new Map<string, number>();
  const dealt = Map.groupBy(atoms, ({ board, refuses, bit }) => {
    const kind = `${board} ${refuses}`;
    const turn = taken.get(`${kind} ${bit}`) ?? 0;
    taken.set(`${kind} ${bit}`, turn + 1);
    return `${kind} ${turn}`;
  });
  let start = 0;
  return [...dealt.values()].map((together) => {
    const [{ board, refuses }] = together as [PlacedAtom];
    const words = windowOf(together);
    const plane: Plane = { board, refuses, atoms: together, words, start };
    start += words.count;
    return plane;
  });
}

/** The words that the bits of some atoms lie in. */
export function windowOf(atoms: readonly PlacedAtom[]): Window {
  if (atoms.length === 0) return { from: 0, count: 0 };
  const words = atoms.map(({ bit }) => bit >>> 5);
  const from = words.reduce((a, b) => Math.min(a, b));
  return { from, count: words.reduce((a, b) => Math.max(a, b)) - from + 1 };
}

export function wordsOfPlanes(planes: readonly Plane[]): number {
  return planes.reduce((sum, { words }) => sum + words.count, 0);
}

/** The bit of an atom among the planes of its fact laid out one behind the other. */
export function bitInPlanes({ start, words }: Plane, { bit }: PlacedAtom): number {
  return (start - words.from) * 32 + bit;
}
