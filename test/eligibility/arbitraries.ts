import fc from "fast-check";
import type { Knowledge, Profile } from "../../src/eligibility/rules/knowledge.js";
import { DECLINED, known, UNASKED } from "../../src/eligibility/rules/knowledge.js";
import type { Criterion, Rule } from "../../src/eligibility/rules/rule.js";
import type { Condition } from "../../src/eligibility/rules/verdict.js";

/** A small world of facts: enough of each type, small enough to try every value. */
export const NUMBERS = ["age", "workers"];
export const YES_NO = ["exporter", "formal", "manufacturer"];
export const CODES = ["state", "size"];
export const PREFIXED = ["scian"];
export const LISTS = ["wants", "certifications"];
export const LETTERS = ["a", "b", "c", "d"];
export const INDUSTRIES = ["31", "311", "3111", "32", "46", "461"];
export const LARGEST_NUMBER = 6;

const values = (from: readonly string[]) => fc.uniqueArray(fc.constantFrom(...from), { minLength: 1, maxLength: 3 });
const number = fc.integer({ min: 0, max: LARGEST_NUMBER });

export const criterion: fc.Arbitrary<Criterion> = fc.oneof(
  fc.record({ fact: fc.constantFrom(...CODES), values: values(LETTERS) }).map((oneOf) => ({ oneOf })),
  fc.record({ fact: fc.constantFrom(...PREFIXED), prefixes: values(INDUSTRIES) }).map((codeIn) => ({ codeIn })),
  fc.record({ fact: fc.constantFrom(...LISTS), values: values(LETTERS) }).map((hasAny) => ({ hasAny })),
  fc.record({ fact: fc.constantFrom(...LISTS), values: values(LETTERS) }).map((hasAll) => ({ hasAll })),
  fc.record({ fact: fc.constantFrom(...YES_NO), value: fc.boolean() }).map((is) => ({ is })),
  fc.record({ fact: fc.constantFrom(...YES_NO) }).map((attest) => ({ attest })),
  fc.tuple(fc.constantFrom(...NUMBERS), number, number, fc.constantFrom("min", "max", "both")).map(
    ([fact, a, b, which]): Criterion => ({
      range: {
        fact,
        ...(which === "max" ? {} : { min: Math.min(a, b) }),
        ...(which === "min" ? {} : { max: Math.max(a, b) }),
      },
    }),
  ),
);

export const rule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    criterion,
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie("rule").map((inside) => ({ not: inside })),
    fc
      .tuple(fc.array(tie("rule"), { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 3 }))
      .map(([of, count]) => ({ atLeast: { count: Math.min(count, of.length), of } })),
  ),
})).rule;

export const conditions: fc.Arbitrary<readonly Condition[]> = fc
  .array(
    fc.record({
      role: fc.constantFrom(
        "requirement" as const,
        "requirement" as const,
        "requirement" as const,
        "target" as const,
        "limit" as const,
      ),
      basis: fc.constantFrom("stated" as const, "stated" as const, "implied" as const),
      rule,
    }),
    { maxLength: 4 },
  )
  .map((list) => list.map((condition, index) => ({ id: `c${index}`, ...condition })));

const nothing = fc.constantFrom<Knowledge>(UNASKED, DECLINED);

/** Everything that can be known of a fact: nothing, a value, a band, some of the values. */
export const knowledgeOf: Readonly<Record<string, fc.Arbitrary<Knowledge>>> = Object.fromEntries([
  ...NUMBERS.map((fact) => [
    fact,
    fc.oneof(
      nothing,
      fc.tuple(number, number).map(([a, b]) => known.between(Math.min(a, b), Math.max(a, b))),
      number.map(known.number),
    ),
  ]),
  ...YES_NO.map((fact) => [fact, fc.oneof(nothing, fc.boolean().map(known.boolean))]),
  ...CODES.map((fact) => [
    fact,
    fc.oneof(
      nothing,
      values([...LETTERS, "other"]).map((possible) => known.code(...possible)),
    ),
  ]),
  ...PREFIXED.map((fact) => [
    fact,
    fc.oneof(
      nothing,
      values([...INDUSTRIES, "3112", "99"]).map((possible) => known.code(...possible)),
    ),
  ]),
  ...LISTS.map((fact) => [
    fact,
    fc.oneof(
      nothing,
      fc.subarray(LETTERS).map((has) => known.codes(...has)),
      fc.subarray(LETTERS).map((has) => known.codesAtLeast(...has)),
    ),
  ]),
]);

export const profile: fc.Arbitrary<Profile> = fc
  .record(knowledgeOf)
  .map((facts) => new Map(Object.entries(facts as Record<string, Knowledge>)));

/** Every complete profile that fits what is known, over the small world. */
export function* completions(partial: Profile, facts: readonly string[]): Generator<Profile> {
  const [fact, ...rest] = facts;
  if (fact === undefined) {
    yield partial;
    return;
  }
  for (const value of exactValues(fact, partial.get(fact) ?? UNASKED)) {
    yield* completions(new Map([...partial, [fact, value]]), rest);
  }
}

function exactValues(fact: string, knowledge: Knowledge): Knowledge[] {
  if (NUMBERS.includes(fact)) {
    const [min, max] = knowledge.kind === "number" ? [knowledge.min, knowledge.max] : [-1, LARGEST_NUMBER + 1];
    return Array.from({ length: (max - min) * 2 + 1 }, (_, step) => known.number(min + step / 2));
  }
  if (YES_NO.includes(fact))
    return knowledge.kind === "boolean" ? [knowledge] : [known.boolean(true), known.boolean(false)];
  if (LISTS.includes(fact)) {
    const has = knowledge.kind === "codes" ? [...knowledge.has] : [];
    if (knowledge.kind === "codes" && knowledge.complete) return [knowledge];
    return subsets(LETTERS.filter((letter) => !has.includes(letter))).map((more) => known.codes(...has, ...more));
  }
  const all = PREFIXED.includes(fact) ? [...INDUSTRIES, "3112", "99"] : [...LETTERS, "other"];
  return (knowledge.kind === "code" ? [...knowledge.possible] : all).map((code) => known.code(code));
}

function subsets<T>(items: readonly T[]): T[][] {
  const [first, ...rest] = items;
  if (first === undefined) return [[]];
  return subsets(rest).flatMap((some) => [some, [first, ...some]]);
}
