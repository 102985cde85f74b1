import fc from "fast-check";
import {
  decideGrant,
  grantableNow,
  heldBy,
  type Waiting,
  waitlistOrder,
} from "../../../src/applications/lifecycle/budget.js";
import { STATE_CODES } from "../../../src/applications/lifecycle/states.js";
import { runs } from "../../kit/runs.js";

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

describe("the waiting list", () => {
  const firm = (folio: string, score: number | null, submittedAt: string, requested = 100): Waiting => ({
    folio,
    score,
    submittedAt,
    requested,
  });
  const bakery = firm("F-2", 9_000, "2026-11-10T10:00:00Z");
  const carpenter = firm("F-3", 8_000, "2026-11-09T10:00:00Z", 300);
  const tailor = firm("F-1", 8_000, "2026-11-09T10:00:01Z");
  const potter = firm("F-4", 8_000, "2026-11-09T10:00:01Z");
  const baker = firm("F-0", null, "2026-11-01T10:00:00Z");
  const zero = firm("F-5", 0, "2026-11-12T10:00:00Z");

  it("goes by score, then by who filed first, then by folio; who was not scored comes last", () => {
    expect(waitlistOrder([baker, zero, potter, tailor, carpenter, bakery])).toEqual([
      bakery,
      carpenter,
      tailor,
      potter,
      zero,
      baker,
    ]);
  });

  it("lets nobody overtake a firm that asked for more", () => {
    expect(grantableNow([tailor, carpenter, bakery], 399)).toEqual([bakery]);
    expect(grantableNow([tailor, carpenter, bakery], 400)).toEqual([bakery, carpenter]);
    expect(grantableNow([tailor, carpenter, bakery], 500)).toEqual([bakery, carpenter, tailor]);
    expect(grantableNow([tailor, carpenter, bakery], 99)).toEqual([]);
    expect(grantableNow([], 99)).toEqual([]);
  });

  const waiting = fc.uniqueArray(
    fc.record({
      folio: fc.integer({ min: 1, max: 99 }).map((n) => `F-${String(n).padStart(2, "0")}`),
      score: fc.option(fc.nat(5)),
      submittedAt: fc.nat(3).map((n) => `2026-11-0${n + 1}T10:00:00Z`),
      requested: amount,
    }),
    { selector: ({ folio }) => folio, maxLength: 20 },
  );

  it("does not depend on the order in which it is told", () => {
    fc.assert(
      fc.property(waiting, fc.infiniteStream(fc.nat()), (list, keys) => {
        const keyed = list.map((entry) => [keys.next().value as number, entry] as const);
        const shuffled = keyed.toSorted(([a], [b]) => a - b).map(([, entry]) => entry);
        expect(waitlistOrder(shuffled)).toEqual(waitlistOrder(list));
      }),
      runs(200),
    );
  });

  it("never grants more than there is, and stops only where the next one would not fit", () => {
    fc.assert(
      fc.property(waiting, fc.nat(5e9), (list, left) => {
        const granted = grantableNow(list, left);
        const spent = granted.reduce((all, { requested }) => all + requested, 0);
        const next = waitlistOrder(list)[granted.length];
        expect(waitlistOrder(list).slice(0, granted.length)).toEqual(granted);
        expect(spent).toBeLessThanOrEqual(left);
        if (next !== undefined) expect(spent + next.requested).toBeGreaterThan(left);
      }),
      runs(300),
    );
  });
});
