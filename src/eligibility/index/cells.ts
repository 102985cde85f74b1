import type { Knowledge } from "../rules/knowledge.js";
import type { Criterion } from "../rules/rule.js";
import type { Span } from "./span.js";

/**
 * The values of one fact, cut into the cells that no criterion of the catalog can tell apart. Within a cell every criterion
 * over the fact is either true or false, so a rule needs to be looked at once a cell and not once a value.
 */
export interface Cells {
  readonly count: number;
  /** A knowledge of the fact that lies within the cell, for judging criteria there. */
  sample(cell: number): Knowledge;
  /** The numbers of the cell; undefined when the fact is not a number. */
  span(cell: number): Span | undefined;
  /** The cell of a fact that is known exactly; −1 otherwise. */
  exact(knowledge: Knowledge): number;
  /** The cells the fact can still be in; undefined when nothing is known. */
  possible(knowledge: Knowledge): readonly number[] | undefined;
}

/** Cuts the values of a fact as finely as the criteria over it need. Criteria over list facts are not cut but looked up by value. */
export function cellsOf(criteria: readonly Criterion[]): Cells {
  if (criteria.some((criterion) => "range" in criterion)) return numberCells(criteria);
  if (criteria.some((criterion) => "is" in criterion || "attest" in criterion)) return booleanCells();
  return codeCells(criteria);
}

function booleanCells(): Cells {
  return {
    count: 2,
    sample: (cell) => ({ kind: "boolean", value: cell === 1 }),
    span: () => undefined,
    exact: (knowledge) => (knowledge.kind === "boolean" ? Number(knowledge.value) : -1),
    possible: (knowledge) => (knowledge.kind === "boolean" ? [knowledge.value ? 1 : 0] : undefined),
  };
}

/** Every bound is a cell of its own, and so is each gap between bounds: (…, a) [a] (a, b) [b] (b, …). */
function numberCells(criteria: readonly Criterion[]): Cells {
  const bounds = criteria.flatMap((criterion) =>
    "range" in criterion ? [criterion.range.min, criterion.range.max] : [],
  );
  const cuts = [...new Set(bounds.filter((bound): bound is number => bound !== undefined))].sort((a, b) => a - b);
  const cellOf = (value: number): number => {
    let low = 0;
    let high = cuts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((cuts[middle] as number) < value) low = middle + 1;
      else high = middle;
    }
    return cuts[low] === value ? 2 * low + 1 : 2 * low;
  };
  const spanOf = (cell: number): Span => {
    const [below, above] = [cuts[Math.floor((cell - 1) / 2)], cuts[Math.floor(cell / 2)]];
    return { min: below ?? Number.NEGATIVE_INFINITY, max: above ?? Number.POSITIVE_INFINITY, open: cell % 2 === 0 };
  };
  return {
    count: 2 * cuts.length + 1,
    sample: (cell) => exactly(middleOf(spanOf(cell))),
    span: spanOf,
    exact: (knowledge) => (knowledge.kind === "number" && knowledge.min === knowledge.max ? cellOf(knowledge.min) : -1),
    possible(knowledge) {
      if (knowledge.kind !== "number") return undefined;
      const [first, last] = [cellOf(knowledge.min), cellOf(knowledge.max)];
      return Array.from({ length: last - first + 1 }, (_, step) => first + step);
    },
  };
}

function exactly(value: number): Knowledge {
  return { kind: "number", min: value, max: value };
}

function middleOf({ min, max }: Span): number {
  if (min === Number.NEGATIVE_INFINITY) return max === Number.POSITIVE_INFINITY ? 0 : max - 1;
  return max === Number.POSITIVE_INFINITY ? min + 1 : min + (max - min) / 2;
}

/** A code that nothing mentions. */
const UNMENTIONED = "\u0000";

/** Most codes whose cell is remembered. */
const MOST_CODES = 10_000;

/** A cell for each code or prefix in use, and one for all other codes. */
function codeCells(criteria: readonly Criterion[]): Cells {
  const codes = new Set(criteria.flatMap((criterion) => ("oneOf" in criterion ? criterion.oneOf.values : [])));
  const prefixes = new Set(criteria.flatMap((criterion) => ("codeIn" in criterion ? criterion.codeIn.prefixes : [])));
  const signature = (code: string): string =>
    JSON.stringify([codes.has(code) ? code : "", [...prefixes].filter((prefix) => code.startsWith(prefix))]);
  /** Codes that stand for each distinguishable kind. */
  const representatives = new Map<string, string>();
  for (const code of [
    ...codes,
    ...prefixes,
    ...[...prefixes].map((prefix) => `${prefix}${UNMENTIONED}`),
    UNMENTIONED,
  ]) {
    if (!representatives.has(signature(code))) representatives.set(signature(code), code);
  }
  const cells = [...representatives];
  const cellBySignature = new Map(cells.map(([key], index) => [key, index]));
  const cellByCode = new Map<string, number>();
  const cellOf = (code: string): number => {
    const known = cellByCode.get(code);
    if (known !== undefined) return known;
    const cell = cellBySignature.get(signature(code)) ?? 0;
    // Official tables are finite; a stranger's codes must not grow the memory without end.
    if (cellByCode.size < MOST_CODES) cellByCode.set(code, cell);
    return cell;
  };
  return {
    count: cells.length,
    sample: (cell) => ({ kind: "code", possible: new Set([cells[cell]?.[1] ?? UNMENTIONED]) }),
    span: () => undefined,
    exact(knowledge) {
      if (knowledge.kind !== "code" || knowledge.possible.size > 1) return -1;
      for (const code of knowledge.possible) return cellOf(code);
      // No code at all is accepted by nothing, like a code that nothing mentions.
      return cellOf(UNMENTIONED);
    },
    possible: (knowledge) =>
      knowledge.kind === "code" ? [...new Set([...knowledge.possible].map(cellOf))] : undefined,
  };
}
