import { understand } from "../../../src/eligibility/profile/understand.js";
import { type Knowledge, known } from "../../../src/eligibility/rules/knowledge.js";
import type { Verdict } from "../../../src/eligibility/rules/verdict.js";
import type { Judged } from "../../../src/eligibility/screening/judging/judge.js";
import { Totals } from "../../../src/eligibility/screening/totals/totals.js";
import { whereItCounts } from "../../../src/eligibility/screening/totals/where-it-counts.js";
import { OFFICIAL_CODES } from "../../kit/official-codes.js";

const E: Verdict = "ELIGIBLE";
const U: Verdict = "UNDETERMINED";
const I: Verdict = "INELIGIBLE";
const judged = (verdicts: readonly Verdict[], missing: Readonly<Record<number, readonly string[]>> = {}): Judged => ({
  verdicts,
  eligible: verdicts.filter((verdict) => verdict === E).length,
  undetermined: verdicts.filter((verdict) => verdict === U).length,
  line: new Uint8Array(0),
  missing: new Map(Object.entries(missing).map(([program, facts]) => [Number(program), facts])),
});
const place = (state: string, size = "micro") => ({ state, sector: "46", size });
const tally = (firms: number, eligible: readonly number[], undetermined: readonly number[]) => ({
  firms,
  eligible,
  undetermined,
});

describe("totals", () => {
  const counted = (totals = new Totals(2)) => {
    totals.add(judged([E, U], { 1: ["formal", "exporter"] }), place("MX-QUE"), 3);
    totals.add(judged([I, U], { 1: ["formal"] }), place("MX-GUA"), 2);
    totals.add(judged([I, I]), place("MX-GUA", "small"), 4);
    return totals;
  };

  it("count firms and verdicts by program, state, sector and size, and what is missing", () => {
    expect(counted().toDocument()).toEqual({
      all: tally(9, [3, 0], [0, 5]),
      by: {
        state: { "MX-QUE": tally(3, [3, 0], [0, 3]), "MX-GUA": tally(6, [0, 0], [0, 2]) },
        sector: { "46": tally(9, [3, 0], [0, 5]) },
        size: { micro: tally(5, [3, 0], [0, 5]), small: tally(4, [0, 0], [0, 0]) },
      },
      missing: [{}, { formal: 5, exporter: 3 }],
      withEligible: 3,
      withUndetermined: 5,
    });
  });

  it("go on from where they were kept, as if they had never stopped", () => {
    const kept = JSON.parse(JSON.stringify(counted().toDocument()));
    expect(counted(new Totals(2, kept)).toDocument()).toEqual(counted(counted()).toDocument());
  });
});

describe("where a firm counts", () => {
  const where = (facts: Readonly<Record<string, Knowledge>>) =>
    whereItCounts(understand(new Map(Object.entries(facts)), OFFICIAL_CODES).profile);
  const size = (workers: Knowledge, rest: Readonly<Record<string, Knowledge>> = {}) => where({ workers, ...rest }).size;

  it("is its state and its sector, where they are known for certain", () => {
    expect(where({ municipality: known.code("22014"), scian: known.code("461110") })).toEqual({
      state: "MX-QUE",
      sector: "46",
      size: "unknown",
    });
    expect(where({ state: known.code("MX-QUE", "MX-GUA"), scian: known.code("461110", "722511") })).toEqual({
      state: "unknown",
      sector: "unknown",
      size: "unknown",
    });
    expect(where({})).toEqual({ state: "unknown", sector: "unknown", size: "unknown" });
  });

  it("is one sector where INEGI spreads a sector over several pairs of digits", () => {
    const sector = (...codes: string[]) => where({ scian: known.code(...codes) }).sector;
    expect(sector("311812", "321910", "336410")).toBe("31-33");
    expect(sector("484111", "493111")).toBe("48-49");
  });

  it("is the size of its workers alone while nobody told its sales, if every activity it may have agrees", () => {
    expect(size(known.between(6, 10))).toBe("micro");
    expect(size(known.between(11, 30))).toBe("small");
    expect(size(known.between(31, 50))).toBe("unknown");
    expect(size(known.between(31, 50), { activityGroup: known.code("commerce") })).toBe("medium");
    expect(size(known.between(6, 30))).toBe("unknown");
  });

  it("is the size by the Acuerdo where it is known, and none where sales leave it open", () => {
    expect(where({ size: known.code("large") }).size).toBe("large");
    expect(size(known.number(8), { size: known.code("large") })).toBe("large");
    const sales = (most: number) => ({ annualSalesMxn: known.between(0, most), activityGroup: known.code("commerce") });
    expect(size(known.number(8), sales(1_000_000))).toBe("micro");
    expect(size(known.number(8), sales(90_000_000))).toBe("unknown");
  });
});
