import { createEdition } from "../../../src/graph/answers/edition.js";

const revision = { known: () => "r", current: async () => "r" };
/** Midnight in Mexico City. */
const MIDNIGHT = Date.parse("2026-11-29T06:00:00Z");
const SECOND = 1_000;

describe("an edition", () => {
  it("ends at midnight in Mexico City", () => {
    const at = (time: number) => createEdition(revision, () => new Date(time)).known();
    expect(at(MIDNIGHT - 1)).toBe("r 2026-11-28");
    expect(at(MIDNIGHT)).toBe("r 2026-11-29");
  });

  it("is neither that of the day before nor that of the day after while clocks may not agree which it is", () => {
    const at = (time: number) => createEdition(revision, () => new Date(time), 2 * SECOND).known();
    const [before, between, after] = [-3, 0, 3].map((seconds) => at(MIDNIGHT + seconds * SECOND));
    expect(new Set([before, between, after]).size).toBe(3);
    expect([at(MIDNIGHT - SECOND), at(MIDNIGHT + SECOND)]).toEqual([between, between]);
  });
});
