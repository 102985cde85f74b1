import { judgeCriterion } from "../../rules/judge.js";
import { type Knowledge, type Profile, UNASKED } from "../../rules/knowledge.js";
import { type Criterion, factOf } from "../../rules/rule.js";
import type { Truth } from "../../rules/truth.js";
import { criteriaOn } from "../../screening/judging/criteria.js";
import { byDimension, type Dimension } from "../../screening/totals/where-it-counts.js";
import type { FactColumn, Lines, Population, UnderstoodGroup } from "../population/population.js";
import { MOVES, moveOf, type Rules } from "./moves.js";
import { divide, firstOfEach, type Numbering, undivided } from "./numbering.js";

/** How many firms make each of the nine moves. */
export type Figures = Float64Array;

/** What a change does, to the firm. Not to be shown: some of these figures may be of very few firms. */
export interface MoveCounts {
  readonly all: Figures;
  readonly by: Readonly<Record<Dimension, readonly { readonly value: string; readonly figures: Figures }[]>>;
  /** By kind of firm: its move. */
  readonly moveOfKind: Uint8Array;
}

const TRUTHS: readonly Truth[] = ["true", "false", "unknown"];

/**
 * Judges every firm under both rule sets. Rules see a value only through their criteria: kinds of firms for which every criterion of both comes
 * to the same are judged once, by one of them.
 */
export function countMoves(population: Population, before: Rules, after: Rules): MoveCounts {
  const programs = [before, after].flatMap((conditions) => (conditions === null ? [] : [{ id: "", conditions }]));
  const criteria = population.groups.map(({ facts }) => criteriaOn(new Set(facts.keys()), programs));
  let alike = undivided(population.firmsOf.length);
  population.groups.forEach((group, at) => {
    alike = divide(alike, cellsToldApart(group, criteria[at] ?? []), group.cellOf);
  });
  const spoken = new Set(criteria.flat().map((criterion) => factOf(criterion)));
  const moves = Uint8Array.from(firstOfEach(alike), (kind) =>
    moveOf(before, after, profileOf(population, kind, spoken)),
  );
  const moveOfKind = new Uint8Array(alike.numberOf.length);
  for (let kind = 0; kind < moveOfKind.length; kind++)
    moveOfKind[kind] = moves[alike.numberOf[kind] as number] as number;
  const by = byDimension((dimension) => tally(population.lines[dimension], population.firmsOf, moveOfKind));
  return { all: sumOf(by.state.map(({ figures }) => figures)), by, moveOfKind };
}

/** What is known of the firms of a kind, of these facts and of those that are assumed of every firm. */
export function profileOf(population: Population, kind: number, facts: ReadonlySet<string>): Profile {
  const profile = new Map(population.assumed);
  for (const group of population.groups) {
    for (const [fact, column] of group.facts) {
      if (facts.has(fact)) profile.set(fact, knowledgeIn(column, group.cellOf[kind] as number));
    }
  }
  return profile;
}

function knowledgeIn({ values, valueAt }: FactColumn, cell: number): Knowledge {
  return values[valueAt[cell] as number] ?? UNASKED;
}

/** The cells of a group, told apart by what these criteria come to. */
function cellsToldApart({ facts, cells }: UnderstoodGroup, criteria: readonly Criterion[]): Numbering {
  return criteria.reduce((alike, criterion) => {
    const column = facts.get(factOf(criterion));
    if (column === undefined) return alike;
    const truths = Uint32Array.from(column.values, (value) => TRUTHS.indexOf(judgeCriterion(criterion, value)));
    return divide(alike, { numberOf: truths, count: TRUTHS.length }, column.valueAt);
  }, undivided(cells));
}

function tally({ values, lineOf, cellOf }: Lines, firmsOf: Uint32Array, moveOfKind: Uint8Array) {
  const sums = new Float64Array(values.length * MOVES.length);
  for (let kind = 0; kind < moveOfKind.length; kind++) {
    const at = (lineOf[cellOf[kind] as number] as number) * MOVES.length + (moveOfKind[kind] as number);
    sums[at] = (sums[at] as number) + (firmsOf[kind] as number);
  }
  return values.map((value, line) => ({ value, figures: sums.slice(line * MOVES.length, (line + 1) * MOVES.length) }));
}

/** The figures of several lines together. */
export function sumOf(lines: readonly Figures[]): Figures {
  const sum = new Float64Array(MOVES.length);
  for (const line of lines)
    for (let move = 0; move < sum.length; move++) sum[move] = (sum[move] as number) + (line[move] as number);
  return sum;
}
