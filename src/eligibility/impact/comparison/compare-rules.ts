import { criteriaOf } from "../../rules/analyse.js";
import { factOf } from "../../rules/rule.js";
import { VERDICTS, type Verdict } from "../../rules/verdict.js";
import { byDimension, type Dimension } from "../../screening/totals/where-it-counts.js";
import type { Population } from "../population/population.js";
import { countMoves, type Figures } from "./count-moves.js";
import { FIGURES, figureOfMove, type Told, tellAll, tellLines } from "./hold-back.js";
import { decidingRules, MOVES, type Rules } from "./moves.js";
import { type Witness, witnessOf } from "./witness.js";

/** A number of firms: nought, ten or more. Null: fewer than ten, or held back so that a figure below ten cannot be worked out. */
export type Count = number | null;

/** What a change does to some firms. */
export interface ImpactFigures {
  readonly firms: Count;
  readonly before: Readonly<Record<Verdict, Count>>;
  readonly after: Readonly<Record<Verdict, Count>>;
  /** By verdict before and verdict after. */
  readonly moves: Readonly<Record<Verdict, Readonly<Record<Verdict, Count>>>>;
  /** Become eligible. */
  readonly gains: Count;
  /** Become ineligible. */
  readonly losses: Count;
  /** Become undetermined. */
  readonly becomeUndetermined: Count;
}

export interface ImpactLine extends ImpactFigures {
  /** ISO 3166-2 of a state, two digits of SCIAN, or a size; `unknown` where the directory does not tell. */
  readonly value: string;
}

/** The old and the new rules of a program over a population. */
export interface Impact {
  /** Digest of the population's file. */
  readonly population: string;
  readonly all: ImpactFigures;
  readonly by: Readonly<Record<Dimension, readonly ImpactLine[]>>;
  /** Share of all firms, 0-1, whose verdict is undetermined; null where the count is. */
  readonly undetermined: { readonly before: number | null; readonly after: number | null };
  /** Facts that the rules speak of and the population tells of no firm: why so much is undetermined. */
  readonly notInPopulation: readonly string[];
  /** A kind of firm that becomes eligible, and one that becomes ineligible. */
  readonly gainer: Witness | null;
  readonly loser: Witness | null;
}

/**
 * Compares two rule sets of one program over a population. Exact: every count is what judging each firm by itself gives, and told only where it
 * speaks of ten firms or of none. Without a program (null) everybody is ineligible.
 */
export function compareRules(population: Population, before: Rules, after: Rules): Impact {
  const { all, by, moveOfKind } = countMoves(population, before, after);
  const facts = factsOf([before, after]);
  const shown = impactFigures(all);
  const witness = (to: Verdict) => witnessOf(population, movesInto(to), moveOfKind, facts);
  return {
    population: population.digest,
    all: shown,
    by: byDimension((dimension) => {
      const told = tellLines(
        all,
        by[dimension].map(({ figures }) => figures),
      );
      return by[dimension].map(({ value, figures }, at) => ({ value, ...figuresShown(figures, told[at] ?? []) }));
    }),
    undetermined: {
      before: share(shown.before.UNDETERMINED, shown.firms),
      after: share(shown.after.UNDETERMINED, shown.firms),
    },
    notInPopulation: [...facts]
      .filter((fact) => !population.assumed.has(fact) && !population.groups.some((group) => group.facts.has(fact)))
      .sort(),
    gainer: witness("ELIGIBLE"),
    loser: witness("INELIGIBLE"),
  };
}

/** What may be told of all firms together. */
export function impactFigures(all: Figures): ImpactFigures {
  return figuresShown(all, tellAll(all));
}

/** The facts by which verdicts can depend on these rules. */
export function factsOf(rules: readonly Rules[]): ReadonlySet<string> {
  const criteria = rules.flatMap(decidingRules).flatMap(({ rule }) => criteriaOf(rule));
  return new Set(criteria.map((criterion) => factOf(criterion)));
}

/** The moves that end at a verdict and did not begin there. */
function movesInto(verdict: Verdict): ReadonlySet<number> {
  return new Set(MOVES.flatMap(({ from, to }, move) => (to === verdict && from !== to ? [move] : [])));
}

/** A figure that is a sum of moves is told when all of them are. */
function figuresShown(line: Figures, told: Told): ImpactFigures {
  const count = (moves: Iterable<number>, may: boolean): Count =>
    may ? [...moves].reduce((sum, move) => sum + (line[move] as number), 0) : null;
  const figure = (at: number) => count(FIGURES[at]?.moves ?? [], told[at] === true);
  const sum = (moves: ReadonlySet<number>) =>
    count(
      moves,
      [...moves].every((move) => told[figureOfMove(move)]),
    );
  return {
    firms: figure(0),
    before: each((from) => figure(1 + from)),
    after: each((to) => sum(new Set(VERDICTS.map((_, from) => from * VERDICTS.length + to)))),
    moves: each((from) => each((to) => figure(figureOfMove(from * VERDICTS.length + to)))),
    gains: sum(movesInto("ELIGIBLE")),
    losses: sum(movesInto("INELIGIBLE")),
    becomeUndetermined: sum(movesInto("UNDETERMINED")),
  };
}

function each<T>(make: (verdict: number) => T): Record<Verdict, T> {
  return Object.fromEntries(VERDICTS.map((verdict, at) => [verdict, make(at)])) as Record<Verdict, T>;
}

function share(part: Count, whole: Count): number | null {
  return part === null || !whole ? null : part / whole;
}
