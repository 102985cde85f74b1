import type { AmountRule } from "../../../src/eligibility/amounts/amount-rule.js";
import type { Calculation } from "../../../src/eligibility/ports.js";
import { offersOf } from "../../../src/eligibility/report/offers.js";
import { type Knowledge, known } from "../../../src/eligibility/rules/knowledge.js";

const RATE = { mxnPerUsd: "18.123456", date: "2026-11-24", source: "Banxico" };
const gives = (rule: AmountRule, currency: string | null): Calculation => ({
  id: "grant",
  concerns: { es: "Apoyo", en: "Grant" },
  currency,
  rule,
  note: null,
  citations: [],
});
const offer = (
  calculation: Calculation,
  facts: Readonly<Record<string, Knowledge>> = {},
  rate: typeof RATE | null = null,
) => offersOf([calculation], new Map(Object.entries(facts)), rate)[0];
const HALF: AmountRule = { percentOf: { fact: "projectCostUsd", percent: "50" } };

describe("what a program would give", () => {
  it("is in whole cents, rounded down so that nothing is promised that the rule does not give", () => {
    expect(offer(gives({ fixed: "10.019999" }, "MXN"))).toMatchObject({ min: "10.01", max: "10.01" });
    expect(offer(gives({ fixed: "10" }, "MXN"))).toMatchObject({ min: "10", max: "10" });
    expect(offer(gives({ fixed: "0.009" }, "MXN"))).toMatchObject({ min: "0", max: "0" });
    expect(offer(gives(HALF, "USD"), { projectCostUsd: known.between(0.03, 0.05) })).toMatchObject({
      min: "0.01",
      max: "0.02",
    });
  });

  it("names its calculation and the facts that would narrow it; without them nothing may bound it", () => {
    const calculation = gives(HALF, "USD");
    expect(offer(calculation, {}, RATE)).toEqual({
      calculation,
      min: "0",
      max: null,
      missing: ["projectCostUsd"],
      comparable: null,
    });
  });

  it("is compared in pesos, by the most it can come to", () => {
    expect(offer(gives({ fixed: "100" }, "MXN"))?.comparable).toBe("100");
    expect(offer(gives({ fixed: "100" }, "MXN"), {}, RATE)?.comparable).toBe("100");
    expect(offer(gives({ fixed: "100" }, "USD"), {}, RATE)?.comparable).toBe("1812.34");
    expect(offer(gives(HALF, "USD"), { projectCostUsd: known.between(2, 4) }, RATE)?.comparable).toBe("36.24");
  });

  it("is not compared without a rate, nor in a currency that is unknown or has none", () => {
    expect(offer(gives({ fixed: "100" }, "USD"))?.comparable).toBeNull();
    expect(offer(gives({ fixed: "100" }, "EUR"), {}, RATE)?.comparable).toBeNull();
    expect(offer(gives({ fixed: "100" }, null), {}, RATE)?.comparable).toBeNull();
    expect(offer(gives(HALF, "MXN"), {}, RATE)?.comparable).toBeNull();
  });

  it("is one offer for each calculation", () => {
    const two = [gives({ fixed: "1" }, "MXN"), gives({ fixed: "2" }, "MXN")];
    expect(offersOf(two, new Map(), null).map(({ max }) => max)).toEqual(["1", "2"]);
    expect(offersOf([], new Map(), null)).toEqual([]);
  });
});
