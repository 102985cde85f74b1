import { cellsOf } from "../index/cells.js";
import { judge } from "./judge.js";
import { type Knowledge, known, type Profile } from "./knowledge.js";
import { type Criterion, factOf, partsOf, type Rule } from "./rule.js";

/** Beyond so many combinations a rule is not tried out whole. */
const MOST_COMBINATIONS = 50_000;

/** Profiles that a rule is true and false for; either is missing when there is none. */
export interface Witnesses {
  readonly whenTrue?: Profile;
  readonly whenFalse?: Profile;
  /** False when there were too many combinations to try them all. */
  readonly exhaustive: boolean;
}

/** Tries a rule out on every combination of values that its criteria can tell apart. */
export function witnesses(rule: Rule): Witnesses {
  const choices = [...Map.groupBy(criteriaOf(rule), (criterion) => factOf(criterion))].map(
    ([fact, criteria]) => [fact, distinguishable(criteria)] as const,
  );
  const combinations = choices.reduce((product, [, values]) => product * values.length, 1);
  const found: { whenTrue?: Profile; whenFalse?: Profile } = {};
  const tried = Math.min(combinations, MOST_COMBINATIONS);
  for (let number = 0; number < tried && !(found.whenTrue && found.whenFalse); number++) {
    const profile = combination(choices, number);
    if (judge(rule, profile) === "true") found.whenTrue ??= profile;
    else found.whenFalse ??= profile;
  }
  return { ...found, exhaustive: combinations <= MOST_COMBINATIONS };
}

/** The criteria of a rule, taken out of what joins them. */
export function criteriaOf(rule: Rule): readonly Criterion[] {
  return partsOf(rule)?.flatMap(criteriaOf) ?? [rule as Criterion];
}

/** One exact value of each kind that the criteria over a fact can tell apart. */
function distinguishable(criteria: readonly Criterion[]): readonly Knowledge[] {
  if (criteria.some((criterion) => "hasAny" in criterion || "hasAll" in criterion)) return listsOf(criteria);
  const cells = cellsOf(criteria);
  return Array.from({ length: cells.count }, (_, cell) => cells.sample(cell));
}

function listed(criterion: Criterion): readonly string[] {
  if ("hasAny" in criterion) return criterion.hasAny.values;
  return "hasAll" in criterion ? criterion.hasAll.values : [];
}

/**
 * One list of each kind that the criteria can tell apart, or some of them where they are very many. Of values that stand
 * in the same criteria it matters only whether none, some or all of them are there.
 */
export function listsOf(criteria: readonly Criterion[], most = MOST_COMBINATIONS): readonly Knowledge[] {
  const asked = criteria.map(listed);
  const kinds = Map.groupBy(new Set(asked.flat()), (value) => asked.map((values) => values.includes(value)).join());
  let lists: readonly (readonly string[])[] = [[]];
  for (const kind of kinds.values()) {
    const choices = kind.length === 1 ? [[], kind] : [[], kind.slice(1), kind];
    lists = lists.flatMap((list) => choices.map((more) => [...list, ...more]));
    if (lists.length > most) break;
  }
  return lists.map((list) => known.codes(...list));
}

/** The combination of a number, its digits choosing one value of each fact. */
function combination(choices: readonly (readonly [string, readonly Knowledge[]])[], number: number): Profile {
  let rest = number;
  return new Map(
    choices.map(([fact, values]) => {
      const value = values[rest % values.length] as Knowledge;
      rest = Math.floor(rest / values.length);
      return [fact, value];
    }),
  );
}
