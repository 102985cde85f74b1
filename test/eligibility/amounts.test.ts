import { join } from "node:path";
import fc from "fast-check";
import type { AmountRule, Schedule } from "../../src/eligibility/amounts/amount-rule.js";
import { fromMillionths, numberToMillionths, toMillionths } from "../../src/eligibility/amounts/decimal.js";
import { type Amount, factsOf, workOut } from "../../src/eligibility/amounts/work-out.js";
import { FACTS } from "../../src/eligibility/facts/index.js";
import { type Knowledge, known } from "../../src/eligibility/rules/knowledge.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { loadSeedFiles } from "../../src/programs/seed/read-seeds.js";

const about = (facts: Record<string, Knowledge>) => new Map(Object.entries(facts));

const seeds = (await loadSeedFiles(join(PACKAGE_ROOT, "seeds"))).read();
const CALCULATIONS = seeds.programs.flatMap(({ value: { slug, supports } }) =>
  supports.calculations.map(({ id, rule }) => ({ name: `${slug} · ${id}`, rule })),
);
const calculation = (name: string) => CALCULATIONS.find((one) => one.name === name)!.rule;

/** Half of the cost, at most US$1,000,000 (seed 004 §4.3.2.5). */
const INNOVAPYME = calculation("innovapyme-bc · support-per-project");
/** Three quarters, at most 500,000 (seed 004 §4.3.1.5). */
const PPCI = calculation("ppci · support-per-project");
/** 70 % at the start falling to 30 % at the end of year 3, at most US$7,500 in all (seed 001 ¶4.3). */
const COFOCE = calculation("cofoce-production-chains · support-per-enterprise");
/** Twice the deposit, doubled every six months up to 64 times (seed 002 VIII). */
const CREDIT_LINE = calculation("nafin-group-credit-lines · line");
/** One and a half times the loan repaid on time. */
const NEXT_CREDIT = calculation("nafin-group-credit-lines · next-credit");
/** Half of the fund, by the share of own deposits (seed 002 VII). */
const OWN_PART = calculation("competition-and-development-funds · own-part-of-development-sub-fund");

/** Facts of the property tests: what amounts are of, and what schedules go by. */
const MONEY = ["cost", "deposit", "received"];
const TIME = ["months", "share"];

const decimal = fc.integer({ min: 0, max: 2_000_000_000 }).map((number) => fromMillionths(BigInt(number)));
const point = fc.integer({ min: 0, max: 40 });
const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  decimal,
  fc
    .record({
      by: fc.constantFrom(...TIME),
      steps: fc.uniqueArray(fc.record({ from: point, value: decimal }), {
        minLength: 1,
        maxLength: 5,
        selector: ({ from }) => from,
      }),
    })
    .map(({ by, steps }) => ({ by, steps: [...steps].sort((a, b) => a.from - b.from) })),
  fc
    .record({
      by: fc.constantFrom(...TIME),
      at: point,
      length: fc.integer({ min: 1, max: 40 }),
      a: decimal,
      b: decimal,
    })
    .map(({ by, at, length, a, b }) => ({ by, from: { at, value: a }, to: { at: at + length, value: b } })),
);
const anyRule = fc.letrec<{ rule: AmountRule }>((tie) => {
  const parts = fc.array(tie("rule"), { minLength: 1, maxLength: 3 });
  const money = fc.constantFrom(...MONEY);
  return {
    rule: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      decimal.map((fixed) => ({ fixed })),
      fc.record({ fact: money, percent: schedule }).map((percentOf) => ({ percentOf })),
      fc.record({ fact: money, times: schedule }).map((multipleOf) => ({ multipleOf })),
      fc.record({ of: tie("rule"), less: money }).map((remainder) => ({ remainder })),
      parts.map((least) => ({ least })),
      parts.map((most) => ({ most })),
      parts.map((sum) => ({ sum })),
    ),
  };
}).rule;

/** Three widths of knowledge of a fact: wide or nothing, a band inside it, and a value inside that. */
interface Band {
  readonly wide: boolean;
  readonly cuts: readonly number[];
}
const bands = Object.fromEntries(
  [...MONEY, ...TIME].map((fact) => [
    fact,
    fc.record({
      wide: fc.boolean(),
      cuts: fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 5, maxLength: 5 }).map((cuts) => {
        const scale = TIME.includes(fact) ? 1000 : 3;
        return cuts.sort((a, b) => a - b).map((cut) => cut / scale);
      }),
    }),
  ]),
) as Record<string, fc.Arbitrary<Band>>;

function narrowed(choices: Record<string, Band>, width: number): Record<string, Knowledge> {
  return Object.fromEntries(
    Object.entries(choices).flatMap(([fact, { wide, cuts }]) => {
      if (width === 0 && wide) return [];
      return [[fact, known.between(cuts[width]!, cuts[4 - width]!)]];
    }),
  );
}

function within(inner: Amount, outer: Amount): boolean {
  if (toMillionths(inner.min) < toMillionths(outer.min)) return false;
  if (outer.max === null) return true;
  return inner.max !== null && toMillionths(inner.max) <= toMillionths(outer.max);
}

describe("how much support comes to", () => {
  it.each<[string, AmountRule, Record<string, number>, string]>([
    ["half of the cost", INNOVAPYME, { projectCostUsd: 300_000 }, "150000"],
    ["exactly the ceiling at twice the ceiling", INNOVAPYME, { projectCostUsd: 2_000_000 }, "1000000"],
    ["the ceiling above it", INNOVAPYME, { projectCostUsd: 2_000_001 }, "1000000"],
    ["three quarters, to the cent", PPCI, { projectCostUsd: 1000.33 }, "750.2475"],
    ["the ceiling of PPCI", PPCI, { projectCostUsd: 700_000 }, "500000"],
    ["70 % at the start of COFOCE", COFOCE, { serviceCostUsd: 1000, monthsInProgram: 0, supportReceivedUsd: 0 }, "700"],
    ["50 % half way", COFOCE, { serviceCostUsd: 1000, monthsInProgram: 18, supportReceivedUsd: 0 }, "500"],
    [
      "30 % at the end and after it",
      COFOCE,
      { serviceCostUsd: 1000, monthsInProgram: 48, supportReceivedUsd: 0 },
      "300",
    ],
    ["never above US$7,500", COFOCE, { serviceCostUsd: 100_000, monthsInProgram: 0, supportReceivedUsd: 0 }, "7500"],
    [
      "what is left of US$7,500",
      COFOCE,
      { serviceCostUsd: 100_000, monthsInProgram: 0, supportReceivedUsd: 5000.5 },
      "2499.5",
    ],
    [
      "nothing once US$7,500 have been received",
      COFOCE,
      { serviceCostUsd: 1000, monthsInProgram: 9, supportReceivedUsd: 8000 },
      "0",
    ],
    ["a member's part of half the fund", OWN_PART, { fundResources: 20_000, ownDepositShare: 5 }, "500"],
    ["half the fund of who deposited all of it", OWN_PART, { fundResources: 20_000, ownDepositShare: 100 }, "10000"],
    ["twice the deposit at first", CREDIT_LINE, { fundDepositFirst3m: 500, monthsSinceFirstLine: 0 }, "1000"],
    ["the same until six months have gone", CREDIT_LINE, { fundDepositFirst3m: 500, monthsSinceFirstLine: 5 }, "1000"],
    ["four times at six months", CREDIT_LINE, { fundDepositFirst3m: 500, monthsSinceFirstLine: 6 }, "2000"],
    [
      "64 times at two and a half years, and no more",
      CREDIT_LINE,
      { fundDepositFirst3m: 500, monthsSinceFirstLine: 90 },
      "32000",
    ],
    ["one and a half times the repaid credit", NEXT_CREDIT, { repaidLoan: 999.99 }, "1499.985"],
  ])("%s", (_what, rule, facts, expected) => {
    const profile = about(
      Object.fromEntries(Object.entries(facts).map(([fact, value]) => [fact, known.number(value)])),
    );
    expect(workOut(rule, profile)).toEqual({ min: expected, max: expected, missing: [] });
  });

  it("is a span while facts are missing, and names them", () => {
    expect(workOut(INNOVAPYME, about({}))).toEqual({ min: "0", max: "1000000", missing: ["projectCostUsd"] });
    expect(workOut(NEXT_CREDIT, about({}))).toEqual({ min: "0", max: null, missing: ["repaidLoan"] });
    expect(workOut(COFOCE, about({ serviceCostUsd: known.number(1000), supportReceivedUsd: known.number(0) }))).toEqual(
      {
        min: "300",
        max: "700",
        missing: ["monthsInProgram"],
      },
    );
    expect(workOut(COFOCE, about({}))).toEqual({
      min: "0",
      max: "7500",
      missing: ["monthsInProgram", "serviceCostUsd", "supportReceivedUsd"],
    });
    expect(
      workOut(CREDIT_LINE, about({ fundDepositFirst3m: known.number(10), monthsSinceFirstLine: known.between(5, 13) })),
    ).toEqual({
      min: "20",
      max: "80",
      missing: ["monthsSinceFirstLine"],
    });
  });

  it("asks for nothing more once the ceiling is certain", () => {
    expect(workOut(INNOVAPYME, about({ projectCostUsd: known.between(3_000_000, 9_000_000) }))).toEqual({
      min: "1000000",
      max: "1000000",
      missing: [],
    });
  });

  it("is bounded by whichever part has a bound, and a share of nothing is nothing", () => {
    const cost = (percent: string): AmountRule => ({ percentOf: { fact: "cost", percent } });
    const upTo = (max: string) => ({ min: "0", max, missing: ["cost"] });
    expect(workOut({ least: [{ fixed: "500" }, cost("10")] }, about({}))).toEqual(upTo("500"));
    expect(workOut({ least: [cost("10"), { fixed: "500" }] }, about({}))).toEqual(upTo("500"));
    expect(workOut(cost("0"), about({}))).toEqual({ min: "0", max: "0", missing: [] });
  });

  it("changes evenly between two moments, neither of which need be the beginning", () => {
    const line: AmountRule = {
      percentOf: {
        fact: "cost",
        percent: { by: "months", from: { at: 12, value: "70" }, to: { at: 36, value: "30" } },
      },
    };
    const at = (months: number) => workOut(line, about({ cost: known.number(100), months: known.number(months) })).max;
    expect([0, 12, 18, 24, 36, 40].map(at)).toEqual(["70", "70", "60", "50", "30", "30"]);
  });

  it("adds parts, and takes the most of several", () => {
    const rule: AmountRule = {
      sum: [{ fixed: "0.1" }, { fixed: "0.2" }, { most: [{ fixed: "1" }, { fixed: "2.5" }] }],
    };
    expect(workOut(rule, about({}))).toEqual({ min: "2.8", max: "2.8", missing: [] });
  });

  it.each(CALCULATIONS)("$name speaks of numbers only, and is unbounded or above nothing unasked", ({ rule }) => {
    for (const fact of factsOf(rule)) expect([fact, FACTS[fact]?.type]).toEqual([fact, "number"]);
    const { max } = workOut(rule, about({}));
    expect(max === null || toMillionths(max) > 0n).toBe(true);
  });

  it("narrows, and never leaves its span, as more becomes known", () => {
    fc.assert(
      fc.property(anyRule, fc.record(bands), (rule, choices) => {
        const profiles = [0, 1, 2].map((width) => about(narrowed(choices, width)));
        const spans = profiles.map((profile) => workOut(rule, profile));
        for (const [index, narrow] of spans.slice(1).entries()) expect(within(narrow, spans[index]!)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("is exact once every fact is, and says that nothing is missing", () => {
    fc.assert(
      fc.property(anyRule, fc.record(bands), (rule, choices) => {
        const { min, max, missing } = workOut(rule, about(narrowed(choices, 2)));
        expect([max, missing]).toEqual([min, []]);
      }),
      { numRuns: 1000 },
    );
  });

  it("reads and writes decimals exactly, and refuses what it would have to round", () => {
    for (const decimal of ["0", "0.000001", "-12.5", "1000000", "999999999999999999.999999"]) {
      expect(fromMillionths(toMillionths(decimal))).toBe(decimal);
    }
    expect(fromMillionths(numberToMillionths(0.1 + 0.2))).toBe("0.3");
    for (const wrong of ["", "1,000", "1e6", "0.1234567", ".5", "NaN"]) {
      expect(() => toMillionths(wrong)).toThrow(new RangeError("not a decimal of at most six places"));
    }
  });
});
