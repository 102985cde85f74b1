import { GRANT_CENTS, raceForBudget, twoGateways } from "../applications/races/budget-race.js";

describe("an agency with money for 100 firms, of which 200 are decided at once", () => {
  it("grants exactly 100 in every one of 20 orders of arrival", async () => {
    const gateways = await twoGateways(() => new Date("2026-11-24T18:00:00Z"));
    const slowest: number[] = [];
    for (let order = 1; order <= 20; order += 1) {
      const race = await raceForBudget(gateways, order);
      expect([order, race.told.ApplicationChanged?.length, race.told.BudgetExhausted?.length]).toEqual([
        order,
        100,
        100,
      ]);
      expect(race.money).toEqual({
        granted: 100 * GRANT_CENTS,
        held: 100 * GRANT_CENTS,
        holders: 100,
        decisions: 100,
      });
      slowest.push(race.slowest);
    }
    const worst = Math.max(...slowest);
    process.stdout.write(
      `20 orders, 4,000 approvals: 2,000 granted, 2,000 refused; p99 up to ${Math.round(worst)} ms\n`,
    );
  }, 300_000);
});
