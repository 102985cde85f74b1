import fc from "fast-check";

import { STATE_CODES } from "../../../src/applications/lifecycle/states.js";
import { runs } from "../../kit/runs.js";
import { decideGrant, heldBy } from "./budget.js";

const amount = fc.integer({ min: 1, max: 1e9 });

describe("the budget of a call", () => {
  it("gives up to its last cent, and then says what is left", () => {
    expect(decideGrant({ budget: 1_000, granted: 400, requested: 600 })).toEqual({ ok: true, left: 0 });
    expect(decideGrant({ budget: 1_000, granted: 400, requested: 601 })).toEqual({
      ok: false,
      why: "exhausted",
      left: 600,
    });
    expect(decideGrant({ budget: 1_000, granted: 0, requested: 250 })).toEqual({ ok: true, left: 750 });
  });

  it("has nothing left, and not less, once it is cut below what was granted", () => {
    expect(decideGrant({ budget: 300, granted: 400, requested: 1 })).toEqual({ ok: false, why: "exhausted", left: 0 });
  });

  it("grants money only: whole cents, and more than none", () => {
    for (const requested of [0, -1, 0.5, Number.NaN, 2 ** 60])
      expect(decideGrant({ budget: 100, granted: 0, requested })).toEqual({ ok: false, why: "not_money", left: 100 });
  });

  it("is never exceeded, and refuses nobody whom it suffices for", () => {
    fc.assert(
      fc.property(fc.nat(5e9), fc.array(amount, { maxLength: 30 }), (budget, requests) => {
        let granted = 0;
        for (const requested of requests) {
          const decision = decideGrant({ budget, granted, requested });
          expect(decision.ok).toBe(granted + requested <= budget);
          if (decision.ok) granted += requested;
          expect(decision.left).toBe(budget - granted);
        }
        expect(granted).toBeLessThanOrEqual(budget);
      }),
      runs(300),
    );
  });
});

describe("what an application holds of a budget", () => {
  it("is its whole award while it is being paid, and afterwards only what it got", () => {
    const held = STATE_CODES.filter((state) => heldBy({ state, award: 100, paid: 40 }) === 100);
    expect(held).toEqual(["approved", "agreement_signed", "disbursing"]);
    for (const state of STATE_CODES)
      if (!held.includes(state)) expect(heldBy({ state, award: 100, paid: 40 })).toBe(40);
  });

  it("is nothing once it is cancelled before anything was paid", () => {
    expect(heldBy({ state: "cancelled", award: 100, paid: 0 })).toBe(0);
  });
});
