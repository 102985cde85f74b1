import { type SizeReport, sizeReport } from "../../src/eligibility/profile/size-report.js";
import { DECLINED, type Knowledge, known } from "../../src/eligibility/rules/knowledge.js";
import type { Truth } from "../../src/eligibility/rules/truth.js";
import { type ActivityGroup, type Size, sizeOf } from "../../src/eligibility/size.js";

const about = (facts: Record<string, Knowledge>) => sizeReport(new Map(Object.entries(facts)));
const firm = (group: ActivityGroup, workers: number, millions: number) =>
  about({
    activityGroup: known.code(group),
    workers: known.number(workers),
    annualSalesMxn: known.number(Math.round(millions * 1_000_000)),
  }) as SizeReport;

const [T, F, U] = ["true", "false", "unknown"] as const;

describe("how a firm's size was reckoned", () => {
  it.each<[ActivityGroup, number, number, string, Size, string | null, Size, Size]>([
    ["industry", 10, 4, "4.6", "micro", "4.6", "micro", "micro"],
    ["commerce", 10, 4.01, "4.609", "small", "93", "micro", "small"],
    ["commerce", 30, 100, "93", "small", "93", "small", "small"],
    ["services", 30, 100.1, "93.09", "small", "95", "small", "medium"],
    ["industry", 50, 100, "95", "small", "95", "small", "small"],
    ["industry", 20, 0.5, "2.45", "micro", "4.6", "small", "small"],
    ["commerce", 50, 100, "95", "medium", "235", "medium", "medium"],
    ["industry", 250, 250, "250", "medium", "250", "medium", "medium"],
    ["industry", 251, 250, "250.1", "large", null, "large", "large"],
    ["services", 100, 250, "235", "medium", "235", "medium", "medium"],
    ["services", 100, 250.01, "235.009", "large", null, "medium", "large"],
    ["industry", 300, 10, "39", "small", "95", "large", "large"],
    ["industry", 0, 0, "0", "micro", "4.6", "micro", "micro"],
  ])(
    "%s, %d workers, %d million pesos: score %s, %s",
    (group, workers, sales, score, size, cap, byWorkers, byRanges) => {
      expect(firm(group, workers, sales)).toEqual({
        method: "COMBINED_SCORE",
        sizes: [size],
        score: { min: score, max: score },
        cap,
        byWorkers: { sizes: [byWorkers], differs: byWorkers === size ? F : T },
        byRanges: { sizes: [byRanges], differs: byRanges === size ? F : T },
        ruleOfThumb: {
          mostWorkers: 250,
          msme: workers <= 250 ? T : F,
          differs: workers <= 250 === (size !== "large") ? F : T,
        },
      });
    },
  );

  it.each<[string, ActivityGroup, number, number, Truth]>([
    ["a shop of 101 workers that sells little is medium or smaller by both", "commerce", 101, 1, F],
    ["a service firm of 150 workers that sells 300 million is large by the Acuerdo alone", "services", 150, 300, T],
    ["a factory of 251 workers that sells little is large by the rule of thumb alone", "industry", 251, 10, T],
    ["a factory of 300 workers that sells 300 million is large by both", "industry", 300, 300, F],
  ])("%s", (_what, group, workers, sales, differs) => {
    expect(firm(group, workers, sales).ruleOfThumb.differs).toBe(differs);
  });

  it("says nothing when neither workers nor sales are known", () => {
    expect(about({})).toBeUndefined();
    expect(about({ activityGroup: known.code("industry"), workers: DECLINED })).toBeUndefined();
  });

  it("has no upper end of the score while one of the two is not known", () => {
    expect(about({ activityGroup: known.code("industry"), workers: known.number(20) })).toEqual({
      method: "COMBINED_SCORE",
      sizes: ["micro", "small", "medium", "large"],
      score: { min: "2", max: null },
      cap: null,
      byWorkers: { sizes: ["small"], differs: U },
      byRanges: { sizes: ["small", "medium", "large"], differs: U },
      ruleOfThumb: { mostWorkers: 250, msme: T, differs: U },
    });
    expect(about({ annualSalesMxn: known.number(1_000_000_000) })).toMatchObject({
      sizes: ["large"],
      score: { min: "900", max: null },
      cap: null,
      byWorkers: { sizes: ["micro", "small", "medium", "large"], differs: U },
      byRanges: { sizes: ["large"], differs: F },
      ruleOfThumb: { msme: U, differs: U },
    });
  });

  it("of a firm whose group is not known has a cap only where all groups have the same", () => {
    const micro = { workers: known.number(5), annualSalesMxn: known.number(1_000_000) };
    expect(about(micro)).toMatchObject({ sizes: ["micro"], cap: "4.6", byWorkers: { differs: F } });
    const small = { workers: known.number(20), annualSalesMxn: known.number(50_000_000) };
    expect(about(small)).toMatchObject({ sizes: ["small"], cap: null, score: { min: "47", max: "47" } });
    const services = { ...small, activityGroup: known.code("services", "industry") };
    expect(about(services)).toMatchObject({ sizes: ["small"], cap: "95" });
  });

  it("within bands has bounds of the score, and no cap until the class is certain", () => {
    const band = (workers: Knowledge, sales: Knowledge) =>
      about({ activityGroup: known.code("commerce"), workers, annualSalesMxn: sales });
    expect(band(known.between(11, 30), known.between(0, 5_000_000))).toMatchObject({
      sizes: ["micro", "small"],
      score: { min: "1.1", max: "7.5" },
      cap: null,
      byWorkers: { sizes: ["small"], differs: U },
    });
    expect(band(known.between(11, 30), known.between(5_000_000, 100_000_000))).toMatchObject({
      sizes: ["small"],
      score: { min: "5.6", max: "93" },
      cap: "93",
      byWorkers: { sizes: ["small"], differs: F },
      byRanges: { sizes: ["small"], differs: F },
      ruleOfThumb: { msme: T, differs: F },
    });
    expect(band(known.between(250, 251), known.number(0))).toMatchObject({
      ruleOfThumb: { msme: U, differs: U },
      byWorkers: { sizes: ["large"], differs: T },
    });
  });

  it("reckons to the centavo", () => {
    const sales = (pesos: number) =>
      about({ activityGroup: known.code("industry"), workers: known.number(10), annualSalesMxn: known.number(pesos) });
    expect(sales(4_000_000)).toMatchObject({ sizes: ["micro"] });
    expect(sales(4_000_000.01)).toMatchObject({ sizes: ["small"], score: { min: "4.600000009", max: "4.600000009" } });
    expect(sales(3_999_999.99)).toMatchObject({ sizes: ["micro"], score: { min: "4.599999991" } });
  });
});

describe("where readings of the size differ within bands", () => {
  /** Every whole number of workers, and of sales the ends of the band and every centavo at which some reading turns. */
  const answers = (group: ActivityGroup, workers: readonly [number, number], sales: readonly [number, number]) => {
    const turns = [4, 100, 250].flatMap((million) => [
      BigInt(million) * 100_000_000n,
      BigInt(million) * 100_000_000n + 1n,
    ]);
    const found = { byWorkers: new Set<boolean>(), byRanges: new Set<boolean>(), thumb: new Set<boolean>() };
    const [least, greatest] = [BigInt(sales[0]) * 100n, BigInt(sales[1]) * 100n];
    for (let count = workers[0]; count <= workers[1]; count++) {
      const capTurns = [46n, 930n, 950n, 2350n, 2500n].flatMap((cap) => {
        const last = (cap * 100_000_000n - BigInt(count) * 100_000_000n) / 9n;
        return [last, last + 1n];
      });
      for (const centavos of [least, greatest, ...turns, ...capTurns]) {
        if (centavos < least || centavos > greatest) continue;
        const { size, byWorkers } = sizeOf(group, count, centavos);
        found.byWorkers.add(size !== byWorkers);
        found.byRanges.add(size !== sizeOf(group, count, centavos, "STRICT_RANGES").size);
        found.thumb.add((size !== "large") !== count <= 250);
      }
    }
    const truth = (seen: ReadonlySet<boolean>): Truth => (seen.size > 1 ? U : seen.has(true) ? T : F);
    return [truth(found.byWorkers), truth(found.byRanges), truth(found.thumb)];
  };

  const WORKERS: readonly (readonly [number, number])[] = [
    [0, 10],
    [5, 11],
    [10, 10],
    [11, 50],
    [30, 31],
    [51, 100],
    [90, 260],
    [250, 251],
    [251, 300],
  ];
  const SALES: readonly (readonly [number, number])[] = [
    [0, 0],
    [0, 4_000_000],
    [4_000_000, 4_010_000],
    [4_010_000, 100_000_000],
    [90_000_000, 110_000_000],
    [250_000_000, 250_000_000],
    [200_000_000, 300_000_000],
    [250_010_000, 400_000_000],
  ];

  it.each(["industry", "commerce", "services"] as const)("equals trying out every firm within them: %s", (group) => {
    for (const workers of WORKERS) {
      for (const sales of SALES) {
        const report = about({
          activityGroup: known.code(group),
          workers: known.between(...workers),
          annualSalesMxn: known.between(...sales),
        });
        const said = [report?.byWorkers.differs, report?.byRanges.differs, report?.ruleOfThumb.differs];
        expect([workers, sales, ...said]).toEqual([workers, sales, ...answers(group, workers, sales)]);
      }
    }
  });
});
