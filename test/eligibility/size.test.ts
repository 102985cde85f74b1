import fc from "fast-check";
import { type ActivityGroup, possibleSizes, SIZES, type Size, sizeOf } from "../../src/eligibility/size.js";

/** Pesos in millions, exactly, as centavos. */
const millions = (text: string): bigint => {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(8, "0"));
};

const VECTORS: readonly [ActivityGroup, number, string, string, Size][] = [
  ["industry", 10, "4", "4.6", "micro"],
  ["commerce", 10, "4.01", "4.609", "small"],
  ["commerce", 30, "100", "93", "small"],
  ["services", 30, "100.1", "93.09", "small"],
  ["industry", 50, "100", "95", "small"],
  ["industry", 20, "0.5", "2.45", "micro"],
  ["commerce", 50, "100", "95", "medium"],
  ["industry", 250, "250", "250", "medium"],
  ["industry", 251, "250", "250.1", "large"],
  ["services", 100, "250", "235", "medium"],
  ["services", 100, "250.01", "235.009", "large"],
  ["industry", 300, "10", "39", "small"],
];

describe("the size of a firm", () => {
  it.each(VECTORS)("%s, %d workers, %s million pesos: score %s, %s", (group, workers, sales, score, size) => {
    expect(sizeOf(group, workers, millions(sales))).toMatchObject({ size, score, method: "COMBINED_SCORE" });
  });

  it("tells what workers alone would say where the two disagree", () => {
    expect(sizeOf("industry", 20, millions("0.5"))).toMatchObject({ size: "micro", byWorkers: "small" });
    expect(sizeOf("industry", 300, millions("10"))).toMatchObject({ size: "small", byWorkers: "large" });
  });

  it("can be read strictly, by both ranges, or by workers alone", () => {
    expect(sizeOf("industry", 20, millions("0.5"), "STRICT_RANGES").size).toBe("small");
    expect(sizeOf("industry", 10, millions("4"), "STRICT_RANGES").size).toBe("micro");
    expect(sizeOf("industry", 11, millions("4"), "STRICT_RANGES").size).toBe("small");
    expect(sizeOf("industry", 10, millions("4.01"), "STRICT_RANGES").size).toBe("small");
    expect(sizeOf("services", 5, millions("250.01"), "STRICT_RANGES").size).toBe("large");
    expect(sizeOf("commerce", 101, 0n, "WORKERS_ONLY").size).toBe("large");
    expect(sizeOf("services", 100, 0n, "WORKERS_ONLY").size).toBe("medium");
    expect(sizeOf("industry", 250, 0n, "WORKERS_ONLY").size).toBe("medium");
  });

  it("names the cap of the class, and none for large firms", () => {
    expect([10, 30, 50, 300].map((workers) => sizeOf("commerce", workers, millions("100")).cap)).toEqual([
      "93",
      "93",
      "235",
      "235",
    ]);
    expect(sizeOf("industry", 0, 0n)).toMatchObject({ score: "0", cap: "4.6" });
    expect(sizeOf("industry", 1, 0n).score).toBe("0.1");
    expect(sizeOf("industry", 251, millions("250")).cap).toBeNull();
  });

  it("stays exact beyond what a floating-point number can hold", () => {
    expect(sizeOf("industry", 1, 10n ** 20n + 1n).score).toBe("900000000000.100000009");
  });

  it("within bounds is every size that some firm within them has, and no other", () => {
    const group = fc.constantFrom<ActivityGroup>("industry", "commerce", "services");
    const pair = (max: number) =>
      fc.tuple(fc.integer({ min: 0, max }), fc.integer({ min: 0, max })).map((two) => two.sort((a, b) => a - b));
    fc.assert(
      fc.property(
        group,
        pair(300),
        pair(300),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (g, w, s, x, y) => {
          const [wMin = 0, wMax = 0] = w;
          const [sMin = 0, sMax = 0] = s;
          const sales = { min: BigInt(sMin) * 100_000_000n, max: BigInt(sMax) * 100_000_000n };
          const possible = possibleSizes([g], { min: wMin, max: wMax }, sales);
          const workers = Math.round(wMin + x * (wMax - wMin));
          const centavos = sales.min + BigInt(Math.round(y * Number(sales.max - sales.min)));
          return possible.has(sizeOf(g, workers, centavos).size) && [...possible].every((size) => SIZES.includes(size));
        },
      ),
    );
  });
});
