import fc from "fast-check";
import { FACTS } from "../../../src/eligibility/facts/index.js";
import { understand } from "../../../src/eligibility/profile/understand.js";
import type { Knowledge, Profile } from "../../../src/eligibility/rules/knowledge.js";
import type { Criterion, Rule } from "../../../src/eligibility/rules/rule.js";
import type { Condition } from "../../../src/eligibility/rules/verdict.js";
import { readPlainValue } from "../../../src/eligibility/screening/input/plain-value.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";

const OWNER_GROUPS = Object.keys((FACTS.ownerGroups as { values: object }).values);

/** What a directory may say of a firm, fact by fact; empty cells say nothing. */
const CELLS: Readonly<Record<string, readonly string[]>> = {
  state: ["", "MX-QUE", "MX-BCN", "MX-QUE|MX-BCN"],
  municipality: ["", "22014", "22016", "02004"],
  scian: ["", "336410", "461110", "316211", "31-33", "336410|461110"],
  workers: ["", "3", "11-30", "251+", "80"],
  annualSalesMxn: ["", "1000", "90000000", "4000000-250000000"],
  size: ["", "micro", "small|medium"],
  activityGroup: ["", "industry", "services"],
  sectors: ["", "aerospace;metalworking", "none", "leather_footwear"],
  exporter: ["", "true", "no"],
  ownerGroups: ["", ...OWNER_GROUPS.slice(0, 2)],
  purposes: ["", "capital|training"],
};
const COLUMNS = Object.keys(CELLS);
const BOOLEANS = Object.keys(FACTS).filter((fact) => FACTS[fact]?.type === "boolean");

export type Firm = readonly string[];

export const firms: fc.Arbitrary<readonly Firm[]> = fc
  .array(fc.tuple(...COLUMNS.map((fact) => fc.constantFrom(...(CELLS[fact] as string[])))), {
    minLength: 1,
    maxLength: 30,
  })
  .map((rows) => rows.map((row) => row as string[]));

export const csvOf = (rows: readonly Firm[]): string =>
  `${COLUMNS.join(",")}\n${rows.map((row) => `${row.join(",")}\n`).join("")}`;

/** A firm by itself: no kinds, no groups, nothing shared. */
export function profileOf(firm: Firm): Profile {
  return understand(statedOf(firm), OFFICIAL_CODES).profile;
}

/** What is said of a firm, and nothing that follows from it. */
export function statedOf(firm: Firm): Profile {
  const stated = COLUMNS.flatMap((fact, at) => {
    const text = firm[at] as string;
    const known = FACTS[fact];
    if (text === "" || known === undefined) return [];
    return [[fact, readPlainValue(text, known, OFFICIAL_CODES) as Knowledge] as const];
  });
  return new Map(stated);
}

const some = (...values: readonly string[]) => fc.subarray([...values], { minLength: 1 });
const oneOf = (fact: string, ...values: readonly string[]) =>
  some(...values).map((each): Criterion => ({ oneOf: { fact, values: each } }));

/** Criteria over what a directory says, what follows from it, what is assumed of all, and what no directory has. */
const criterion: fc.Arbitrary<Criterion> = fc.oneof(
  oneOf("state", "MX-QUE", "MX-BCN", "MX-JAL"),
  oneOf("municipality", "22014", "02004", "14039"),
  oneOf("size", "micro", "small", "medium", "large"),
  oneOf("activityGroup", "industry", "commerce", "services"),
  some("3", "31", "336", "3364", "46", "461110").map((prefixes) => ({ codeIn: { fact: "scian", prefixes } })),
  some("aerospace", "metalworking", "manufacturing").map((values) => ({ hasAny: { fact: "sectors", values } })),
  some("aerospace", "metalworking").map((values) => ({ hasAll: { fact: "sectors", values } })),
  some(...OWNER_GROUPS.slice(0, 3)).map((values) => ({ hasAny: { fact: "ownerGroups", values } })),
  fc
    .tuple(fc.constantFrom("workers", "annualSalesMxn", "ownerAge"), fc.constantFrom(0, 3, 10, 11, 30, 80, 4_000_000))
    .chain(([fact, bound]) =>
      fc.constantFrom<Criterion>({ range: { fact, min: bound } }, { range: { fact, max: bound } }),
    ),
  fc.tuple(fc.constantFrom(...BOOLEANS), fc.boolean()).map(([fact, value]) => ({ is: { fact, value } })),
  fc.constantFrom("exporter", "isManufacturer").map((fact) => ({ attest: { fact } })),
);

const rule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    criterion,
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie("rule").map((not) => ({ not })),
    fc
      .tuple(fc.array(tie("rule"), { minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 3 }))
      .map(([of, count]) => ({ atLeast: { count: Math.min(count, of.length), of } })),
  ),
})).rule;

const condition = fc.record({
  role: fc.constantFrom("requirement" as const, "requirement" as const, "requirement" as const, "target" as const),
  basis: fc.constantFrom("stated" as const, "stated" as const, "implied" as const),
  rule,
});

/** A program's conditions; now and then there is no program. */
export const rules: fc.Arbitrary<readonly Condition[] | null> = fc.option(
  fc.array(condition, { maxLength: 4 }).map((list) => list.map((each, at) => ({ id: `c${at}`, ...each }))),
  { freq: 12 },
);
