import fc from "fast-check";
import type { AmountRule } from "../../src/eligibility/amounts/amount-rule.js";
import { fromMillionths, numberToMillionths, toMillionths } from "../../src/eligibility/amounts/decimal.js";
import { workOut } from "../../src/eligibility/amounts/work-out.js";
import { type Knowledge, known } from "../../src/eligibility/rules/knowledge.js";

const about = (facts: Record<string, Knowledge>) => new Map(Object.entries(facts));

/** Innovapyme: half of the cost, at most US$1,000,000 (seed 004 §4.3.2.5). */
const INNOVAPYME: AmountRule = {
  least: [{ percentOf: { fact: "projectCostUsd", percent: "50" } }, { fixed: "1000000" }],
};
/** PPCI: three quarters, at most 500,000 (seed 004 §4.3.1.5). */
const PPCI: AmountRule = { least: [{ percentOf: { fact: "projectCostUsd", percent: "75" } }, { fixed: "500000" }] };
/** COFOCE: 70 % at the start falling to 30 % at the end of year 3, at most US$7,500 (seed 001 ¶4.3). */
const COFOCE: AmountRule = {
  least: [
    {
      percentOf: {
        fact: "serviceCostUsd",
        percent: { by: "monthsInProgram", from: { at: 0, value: "70" }, to: { at: 36, value: "30" } },
      },
    },
    { fixed: "7500" },
  ],
};
/** NAFIN group credit: twice the deposit, doubled every six months up to 64 times (seed 002 VIII). */
const CREDIT_LINE: AmountRule = {
  multipleOf: {
    fact: "fundDepositFirst3m",
    times: {
      by: "monthsSinceFirstLine",
      steps: [2, 4, 8, 16, 32, 64].map((value, index) => ({ from: index * 6, value: String(value) })),
    },
  },
};
/** The next credit: one and a half times the one repaid on time. */
const NEXT_CREDIT: AmountRule = { multipleOf: { fact: "repaidLoan", times: "1.5" } };

describe("how much support comes to", () => {
  it.each<[string, AmountRule, Record<string, number>, string]>([
    ["half of the cost", INNOVAPYME, { projectCostUsd: 300_000 }, "150000"],
    ["exactly the ceiling at twice the ceiling", INNOVAPYME, { projectCostUsd: 2_000_000 }, "1000000"],
    ["the ceiling above it", INNOVAPYME, { projectCostUsd: 2_000_001 }, "1000000"],
    ["three quarters, to the cent", PPCI, { projectCostUsd: 1000.33 }, "750.2475"],
    ["the ceiling of PPCI", PPCI, { projectCostUsd: 700_000 }, "500000"],
    ["70 % at the start of COFOCE", COFOCE, { serviceCostUsd: 1000, monthsInProgram: 0 }, "700"],
    ["50 % half way", COFOCE, { serviceCostUsd: 1000, monthsInProgram: 18 }, "500"],
    ["30 % at the end and after it", COFOCE, { serviceCostUsd: 1000, monthsInProgram: 48 }, "300"],
    ["never above US$7,500", COFOCE, { serviceCostUsd: 100_000, monthsInProgram: 0 }, "7500"],
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
    expect(workOut(COFOCE, about({ serviceCostUsd: known.number(1000) }))).toEqual({
      min: "300",
      max: "700",
      missing: ["monthsInProgram"],
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

  it("adds parts, and takes the most of several", () => {
    const rule: AmountRule = {
      sum: [{ fixed: "0.1" }, { fixed: "0.2" }, { most: [{ fixed: "1" }, { fixed: "2.5" }] }],
    };
    expect(workOut(rule, about({}))).toEqual({ min: "2.8", max: "2.8", missing: [] });
  });

  it("within a band is never outside what its ends and inner values give", () => {
    const cost = fc.integer({ min: 0, max: 100_000 });
    const months = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(cost, cost, months, months, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, m, n, at) => {
        const [low, high, early, late] = [Math.min(a, b), Math.max(a, b), Math.min(m, n), Math.max(m, n)];
        const band = workOut(
          COFOCE,
          about({ serviceCostUsd: known.between(low, high), monthsInProgram: known.between(early, late) }),
        );
        const inside = workOut(
          COFOCE,
          about({
            serviceCostUsd: known.number(Math.round(low + at * (high - low))),
            monthsInProgram: known.number(Math.round(early + at * (late - early))),
          }),
        );
        expect(toMillionths(inside.min)).toBeGreaterThanOrEqual(toMillionths(band.min));
        expect(toMillionths(inside.min)).toBeLessThanOrEqual(toMillionths(band.max ?? "0"));
      }),
    );
  });

  it("reads and writes decimals exactly, and refuses what it would have to round", () => {
    for (const decimal of ["0", "0.000001", "-12.5", "1000000", "999999999999999999.999999"]) {
      expect(fromMillionths(toMillionths(decimal))).toBe(decimal);
    }
    expect(fromMillionths(numberToMillionths(0.1 + 0.2))).toBe("0.3");
    for (const wrong of ["", "1,000", "1e6", "0.1234567", ".5", "NaN"])
      expect(() => toMillionths(wrong)).toThrow(RangeError);
  });
});
