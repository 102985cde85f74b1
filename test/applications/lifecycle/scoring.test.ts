import fc from "fast-check";
import {
  CRITERION_FAULTS,
  type Criterion,
  checkCriteria,
  scoreReview,
  WHOLE,
} from "../../../src/applications/lifecycle/scoring.js";
import { runs } from "../../kit/runs.js";

const criterion = (code: string, max: number, weight: number): Criterion => ({ code, es: code, en: code, max, weight });
const jobs = criterion("jobs", 5, 5_000);
const women = criterion("women", 3, 3_000);
const market = criterion("market", 7, 2_000);
const scores = (points: Record<string, number>) => new Map(Object.entries(points));

describe("the criteria of a call", () => {
  it("weigh one whole together", () => {
    expect(checkCriteria([jobs, women, market])).toEqual([]);
    expect(checkCriteria([jobs, women])).toEqual([{ fault: "wrong_total" }]);
    expect(checkCriteria([])).toEqual([{ fault: "none" }]);
  });

  it("have each a code, names in both languages, a best score and a weight", () => {
    expect(checkCriteria([jobs, { ...jobs }])).toEqual([{ fault: "duplicate_code", at: 1 }]);
    expect(checkCriteria([{ ...criterion(" ", 1, WHOLE), es: "A", en: "A" }])).toEqual([
      { fault: "empty_code", at: 0 },
    ]);
    expect(checkCriteria([{ ...criterion("a", 1, WHOLE), es: " " }])).toEqual([{ fault: "empty_name", at: 0 }]);
    expect(checkCriteria([{ ...criterion("a", 1, WHOLE), en: "" }])).toEqual([{ fault: "empty_name", at: 0 }]);
    for (const max of [0, -1, 2.5, Number.NaN])
      expect(checkCriteria([criterion("a", max, WHOLE)])).toEqual([{ fault: "bad_max", at: 0 }]);
    expect(checkCriteria([criterion("a", 1, WHOLE), criterion("b", 1, 0)])).toEqual([{ fault: "bad_weight", at: 1 }]);
    expect(checkCriteria([criterion("a", 1, WHOLE + 1), criterion("b", 1, -1)])).toEqual([
      { fault: "bad_weight", at: 1 },
    ]);
    expect(checkCriteria([criterion("a", 1, 9_999.5), criterion("b", 1, 0.5)])).toHaveLength(2);
  });

  it("explain each fault in both languages", () => {
    for (const { es, en } of Object.values(CRITERION_FAULTS))
      expect([es.length > 10, en.length > 10]).toEqual([true, true]);
  });
});

describe("the total of a review", () => {
  it("is 100 % for the best scores and 0 for the worst", () => {
    expect(scoreReview([jobs, women, market], scores({ jobs: 5, women: 3, market: 7 }))).toEqual({
      ok: true,
      total: 10_000,
    });
    expect(scoreReview([jobs, women, market], scores({ jobs: 0, women: 0, market: 0 }))).toEqual({
      ok: true,
      total: 0,
    });
  });

  it("rounds once, at the end, and halves up", () => {
    // 4/5 of 5,000, 1/3 of 3,000 and 3/7 of 2,000: 4,000 + 1,000 + 857.14…
    expect(scoreReview([jobs, women, market], scores({ jobs: 4, women: 1, market: 3 }))).toEqual({
      ok: true,
      total: 5_857,
    });
    // Three thirds of a third: 3 × 1,111.33… would lose a point if each were rounded.
    const thirds = ["a", "b", "c"].map((code, n) => criterion(code, 3, n === 0 ? 3_334 : 3_333));
    expect(scoreReview(thirds, scores({ a: 1, b: 1, c: 1 }))).toEqual({ ok: true, total: 3_333 });
    expect(scoreReview([criterion("a", 20_000, WHOLE)], scores({ a: 1 }))).toEqual({ ok: true, total: 1 });
    expect(scoreReview([criterion("a", 20_001, WHOLE)], scores({ a: 1 }))).toEqual({ ok: true, total: 0 });
  });

  it("is refused while a criterion is not scored, naming which", () => {
    expect(scoreReview([jobs, women, market], scores({ women: 1 }))).toEqual({
      ok: false,
      missing: ["jobs", "market"],
      outOfRange: [],
      unknown: [],
    });
  });

  it("is refused for a score out of bounds and for one of a criterion that is not there", () => {
    for (const bad of [-1, 6, 2.5, Number.NaN])
      expect(scoreReview([jobs, women, market], scores({ jobs: bad, women: 1, market: 1 }))).toMatchObject({
        ok: false,
        outOfRange: ["jobs"],
      });
    expect(scoreReview([jobs, women, market], scores({ jobs: 1, women: 1, market: 1, charm: 5 }))).toMatchObject({
      ok: false,
      unknown: ["charm"],
    });
  });

  const review = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 1, max: 1_000 }), fc.nat(1_000)), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => {
      const rest = WHOLE - parts.slice(1).reduce((all, [, weight]) => all + weight, 0);
      const criteria = parts.map(([max, weight], n) => criterion(`c${n}`, max, n === 0 ? rest : weight));
      const given = new Map(parts.map(([max, , score], n) => [`c${n}`, score % (max + 1)]));
      return { criteria, given };
    });
  const total = (criteria: readonly Criterion[], given: ReadonlyMap<string, number>): number => {
    const scoring = scoreReview(criteria, given);
    if (!scoring.ok) throw new Error("refused");
    return scoring.total;
  };

  it("is the nearest hundredth of a percent to the sum in fractions, and never outside 0 to 100 %", () => {
    fc.assert(
      fc.property(review, ({ criteria, given }) => {
        const float = criteria.reduce((all, { code, max, weight }) => all + ((given.get(code) ?? 0) / max) * weight, 0);
        expect(Math.abs(total(criteria, given) - float)).toBeLessThan(0.5 + 1e-6);
        expect(total(criteria, given)).toBeGreaterThanOrEqual(0);
        expect(total(criteria, given)).toBeLessThanOrEqual(WHOLE);
      }),
      runs(500),
    );
  });

  it("depends neither on the order of the criteria nor of the scores, and never falls when a score rises", () => {
    fc.assert(
      fc.property(review, ({ criteria, given }) => {
        const before = total(criteria, given);
        expect(total(criteria.toReversed(), new Map([...given].reverse()))).toBe(before);
        for (const { code, max } of criteria) {
          const score = given.get(code) ?? 0;
          if (score < max)
            expect(total(criteria, new Map([...given, [code, score + 1]]))).toBeGreaterThanOrEqual(before);
        }
      }),
      runs(300),
    );
  });
});
