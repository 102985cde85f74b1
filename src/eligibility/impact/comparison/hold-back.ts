import type { Figures } from "./count-moves.js";

/** Fewest firms that a figure may tell of. Nought tells of none and is told. */
export const FEWEST_TOLD = 10;

/** A figure of a line as the moves it sums, and the finer figures it is the sum of. */
interface Figure {
  readonly moves: readonly number[];
  readonly parts: readonly number[];
}

const THREE = [0, 1, 2];

/** All firms; those of each verdict before; each move. The parts of a figure always come after it. */
export const FIGURES: readonly Figure[] = [
  { moves: [0, 1, 2, 3, 4, 5, 6, 7, 8], parts: [1, 2, 3] },
  ...THREE.map((from) => ({ moves: THREE.map((to) => from * 3 + to), parts: THREE.map((to) => 4 + from * 3 + to) })),
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8].map((move) => ({ moves: [move], parts: [] })),
];

/** The figure of a single move. */
export const figureOfMove = (move: number): number => 4 + move;

/** By figure: whether it may be told. */
export type Told = readonly boolean[];

/** How many firms each figure of a line has. */
type Amounts = readonly number[];

const amountsOf = (line: Figures): Amounts =>
  FIGURES.map(({ moves }) => moves.reduce((sum, move) => sum + (line[move] as number), 0));

const together = (a: Amounts, b: Amounts): Amounts => a.map((amount, figure) => amount + (b[figure] as number));

const NOBODY: Amounts = FIGURES.map(() => 0);

const fits = (amount: number): boolean => amount === 0 || amount >= FEWEST_TOLD;

const harmless = (amounts: Amounts, parts: readonly number[]): boolean =>
  parts.every((part) => fits(amounts[part] as number));

/** What may be told of all firms together: the parts of a figure all at once, or of them only which are nought. */
export function tellAll(all: Figures): Told {
  return tellWhole(amountsOf(all));
}

function tellWhole(all: Amounts): Told {
  const told = FIGURES.map(() => false);
  told[0] = harmless(all, [0]);
  FIGURES.forEach(({ parts }, figure) => {
    const split = told[figure] === true && harmless(all, parts);
    for (const part of parts) told[part] = split || all[part] === 0;
  });
  return told;
}

/**
 * What may be told of each line of a breakdown, so that no figure below the fewest can be had by taking those that are told from one another.
 * Lines of which one part is too small are pooled with others, smallest first, until the pool's own parts are harmless; of a pooled line the
 * parts are not told. All that can be worked out of a pool are its sums, which are nought or ten firms and more.
 */
export function tellLines(all: Figures, lines: readonly Figures[]): readonly Told[] {
  const whole = amountsOf(all);
  const amounts = lines.map(amountsOf);
  const toldOfAll = tellWhole(whole);
  const told = lines.map(() => FIGURES.map(() => false));
  const tell = (line: number, parts: readonly number[], may: (part: number) => boolean) => {
    for (const part of parts) (told[line] as boolean[])[part] = may(part);
  };
  for (const { parent, parts } of SPLITS) {
    if (!parts.every((part) => toldOfAll[part])) {
      for (const line of lines.keys()) tell(line, parts, (part) => whole[part] === 0);
      continue;
    }
    const isTold = (line: number) => parent === undefined || told[line]?.[parent] === true;
    const blocks = blocksOf(amounts, isTold);
    const pooled = pool(blocks, parts);
    const pooledSum = [...pooled].map(({ sum }) => sum).reduce(together, NOBODY);
    for (const block of blocks) {
      const known = pooled.has(block) ? pooledSum : block.sum;
      const apart = block.told && !pooled.has(block);
      for (const line of block.lines) tell(line, parts, (part) => apart || known[part] === 0);
    }
  }
  return told;
}

/** From the coarse figures to the fine ones: all firms of a line, then what each figure is split into. */
const SPLITS: readonly { readonly parent?: number; readonly parts: readonly number[] }[] = [
  { parts: [0] },
  ...FIGURES.flatMap(({ parts }, parent) => (parts.length === 0 ? [] : [{ parent, parts }])),
];

/** Lines of which only a sum can be known. */
interface Block {
  readonly lines: readonly number[];
  readonly sum: Amounts;
  /** A single line, whose figure that is now split is told. */
  readonly told: boolean;
}

/** Each told line is a block; of those that are not told only the sum can be worked out, so they are one together. */
function blocksOf(lines: readonly Amounts[], isTold: (line: number) => boolean): readonly Block[] {
  const [apart, others] = [[...lines.keys()].filter(isTold), [...lines.keys()].filter((line) => !isTold(line))];
  const block = (members: readonly number[], told: boolean): Block => ({
    lines: members,
    sum: members.map((line) => lines[line] as Amounts).reduce(together, NOBODY),
    told,
  });
  return [...apart.map((line) => block([line], true)), ...(others.length > 0 ? [block(others, false)] : [])];
}

/** The blocks that have to stand together. */
function pool(blocks: readonly Block[], parts: readonly number[]): ReadonlySet<Block> {
  const size = ({ sum }: Block) => parts.reduce((total, part) => total + (sum[part] as number), 0);
  const pooled = new Set(blocks.filter(({ sum }) => !harmless(sum, parts)));
  const others = blocks.filter((block) => !pooled.has(block) && size(block) > 0).sort((a, b) => size(a) - size(b));
  let sum = [...pooled].map((block) => block.sum).reduce(together, NOBODY);
  while (!harmless(sum, parts)) {
    const enough = others.findIndex((block) =>
      parts.every((part) => fits((sum[part] as number) + (block.sum[part] as number))),
    );
    const [next] = others.splice(Math.max(enough, 0), 1);
    if (next === undefined) break;
    pooled.add(next);
    sum = together(sum, next.sum);
  }
  return pooled;
}
