import type { Fact, FactTable, NumberFact } from "../facts/fact.js";
import { FACTS } from "../facts/index.js";
import type { CodeLists, CodeTable } from "../ports.js";
import { criteriaOf, listsOf } from "../rules/analyse.js";
import { type Knowledge, known, type Profile } from "../rules/knowledge.js";
import { type Criterion, factOf, type Rule } from "../rules/rule.js";

/** Beyond so many kinds of firm, rules are not tried out whole. */
const MOST_WORLDS = 4_096;

/**
 * One firm of each kind that sound rules can tell apart, with legal values only: an age below zero or a state that does not
 * exist is no firm. Undefined when there are too many to try.
 */
export function worldsOf(rules: readonly Rule[], codes: CodeLists): readonly Profile[] | undefined {
  const byFact = Map.groupBy(rules.flatMap(criteriaOf), (criterion) => factOf(criterion) ?? "");
  let worlds: Profile[] = [new Map()];
  for (const [key, criteria] of byFact) {
    const values = valuesOf((FACTS as FactTable)[key] as Fact, criteria, codes);
    if (worlds.length * values.length > MOST_WORLDS) return undefined;
    worlds = worlds.flatMap((world) => values.map((value) => new Map([...world, [key, value]])));
  }
  return worlds;
}

function valuesOf(fact: Fact, criteria: readonly Criterion[], codes: CodeLists): readonly Knowledge[] {
  switch (fact.type) {
    case "boolean":
      return [known.boolean(true), known.boolean(false)];
    case "number":
      return numbers(fact, criteria).map(known.number);
    case "code":
      return ("values" in fact ? Object.keys(fact.values) : kindsOfCode(fact.table, criteria, codes)).map((code) =>
        known.code(code),
      );
    case "codes":
      return listsOf(criteria, MOST_WORLDS);
  }
}

/** The bounds that criteria name, those of the fact itself, and a number between each two. */
function numbers(fact: NumberFact, criteria: readonly Criterion[]): readonly number[] {
  const bounds = criteria.flatMap((criterion) =>
    "range" in criterion ? [criterion.range.min ?? fact.min, criterion.range.max ?? fact.max] : [],
  );
  const points = [...new Set([fact.min, ...bounds, fact.max])].sort((a, b) => a - b);
  const middles = points.slice(1).map((point, index) => ((points[index] as number) + point) / 2);
  return [...new Set([...points, ...middles.map((middle) => (fact.integer ? Math.floor(middle) : middle))])];
}

/** One official code of each kind that the criteria, or those over a fact that hangs together with this one, tell apart. */
function kindsOfCode(table: CodeTable, criteria: readonly Criterion[], codes: CodeLists): readonly string[] {
  const named = new Set(criteria.flatMap((criterion) => ("oneOf" in criterion ? criterion.oneOf.values : [])));
  const prefixes = new Set(criteria.flatMap((criterion) => ("codeIn" in criterion ? criterion.codeIn.prefixes : [])));
  const lengths = [...new Set([...prefixes].map(({ length }) => length))];
  const kinds = new Map<string, string>();
  for (const code of codes.codes(table)) {
    const begins = lengths.map((length) => code.slice(0, length)).filter((beginning) => prefixes.has(beginning));
    const marks = [...begins, impliedBy(table, code, codes)];
    kinds.set(named.has(code) ? code : marks.join(), code);
  }
  return [...kinds.values()];
}

/** What a code says of another fact: a municipality which state it lies in, an activity whether it is manufacture. */
function impliedBy(table: CodeTable, code: string, codes: CodeLists): string | boolean | undefined {
  return table === "municipality" ? codes.stateOf(code) : isManufacture(code);
}

const isManufacture = (industry: string): boolean => /^3[123]/.test(industry);

/** Whether a firm can be so: its municipality lies in its state, and its activity is manufacture when it is a manufacturer. */
export function isCoherent(world: Profile, stateOf: CodeLists["stateOf"]): boolean {
  const code = (key: string) => {
    const knowledge = world.get(key);
    return knowledge?.kind === "code" ? [...knowledge.possible][0] : undefined;
  };
  const [state, municipality, industry] = [code("state"), code("municipality"), code("scian")];
  if (state !== undefined && municipality !== undefined && stateOf(municipality) !== state) return false;
  const manufacturer = world.get("isManufacturer");
  if (industry === undefined || manufacturer?.kind !== "boolean") return true;
  return isManufacture(industry) === manufacturer.value;
}

/** Facts that hang together, so that rules over one bear on rules over the other. */
export const RELATED: readonly (readonly string[])[] = [
  ["state", "municipality"],
  ["scian", "isManufacturer"],
];
