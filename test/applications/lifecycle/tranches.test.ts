import fc from "fast-check";
import { decideDemand, decideReturn, isSettled } from "../../../src/applications/lifecycle/refunds.js";
import {
  checkTranches,
  decidePayment,
  leftToPay,
  paidSoFar,
  TRANCHE_FAULTS,
  type Tranche,
  type TrancheProgress,
} from "../../../src/applications/lifecycle/tranches.js";
import { runs } from "../../kit/runs.js";

const advance: Tranche = {
  amount: 60_000_00,
  milestone: { es: "Convenio firmado", en: "Agreement signed" },
  dueOn: "2026-12-01",
};
const machine: Tranche = {
  amount: 40_000_00,
  milestone: { es: "Máquina instalada", en: "Machine installed" },
  dueOn: "2027-03-01",
};

describe("the plan of payments of an award", () => {
  it("splits the award exactly, to the cent", () => {
    expect(checkTranches(100_000_00, [advance, machine])).toEqual([]);
    expect(checkTranches(100_000_01, [advance, machine])).toEqual([{ fault: "wrong_total" }]);
    expect(checkTranches(100_000_00, [])).toEqual([{ fault: "none" }]);
  });

  it("pays something each time, in whole cents", () => {
    for (const amount of [0, -1, 0.5, Number.NaN, 2 ** 53])
      expect(checkTranches(1, [{ ...advance, amount }])).toContainEqual({ fault: "bad_amount", at: 0 });
  });

  it("says in both languages what has to be done first", () => {
    const silent = { ...machine, milestone: { es: "Máquina instalada", en: " " } };
    expect(checkTranches(100_000_00, [advance, silent])).toEqual([{ fault: "empty_milestone", at: 1 }]);
    const mute = { ...machine, milestone: { es: "", en: "Machine installed" } };
    expect(checkTranches(100_000_00, [advance, mute])).toEqual([{ fault: "empty_milestone", at: 1 }]);
  });

  it("pays on days that exist, none before the one that precedes it; two may share a day", () => {
    expect(checkTranches(100_000_00, [advance, { ...machine, dueOn: "2027-02-30" }])).toEqual([
      { fault: "bad_day", at: 1 },
    ]);
    expect(checkTranches(100_000_00, [machine, advance])).toEqual([{ fault: "out_of_order", at: 1 }]);
    expect(checkTranches(100_000_00, [advance, { ...machine, dueOn: advance.dueOn }])).toEqual([]);
  });

  it("explains each fault in both languages", () => {
    for (const { es, en } of Object.values(TRANCHE_FAULTS))
      expect([es.length > 10, en.length > 10]).toEqual([true, true]);
  });
});

describe("paying a tranche", () => {
  const first: TrancheProgress = { amount: 60_000_00, metBy: "luisa", paid: false };
  const second: TrancheProgress = { amount: 40_000_00, metBy: "luisa", paid: false };
  const pay = (tranches: TrancheProgress[], number: number, approver = "ramon") =>
    decidePayment(tranches, { number, approver });

  it("goes in order, and says what is left", () => {
    expect(pay([first, second], 1)).toEqual({ ok: true, amount: 60_000_00, left: 40_000_00 });
    expect(pay([{ ...first, paid: true }, second], 2)).toEqual({ ok: true, amount: 40_000_00, left: 0 });
    expect(pay([first, second], 2)).toEqual({ ok: false, why: "not_next", next: 1 });
  });

  it("pays nothing twice, and nothing that is not there", () => {
    expect(pay([{ ...first, paid: true }, second], 1)).toEqual({ ok: false, why: "not_next", next: 2 });
    const done = [first, second].map((tranche) => ({ ...tranche, paid: true }));
    for (const number of [0, 1, 2, 3]) expect(pay(done, number)).toEqual({ ok: false, why: "not_next", next: null });
    expect(pay([], 1)).toEqual({ ok: false, why: "not_next", next: null });
  });

  it("waits for the milestone, and for four eyes", () => {
    expect(pay([{ ...first, metBy: null }, second], 1)).toEqual({ ok: false, why: "milestone_open" });
    expect(pay([first, second], 1, "luisa")).toEqual({ ok: false, why: "four_eyes" });
    // Who registered another milestone may approve this one.
    expect(
      pay(
        [
          { ...first, paid: true },
          { ...second, metBy: "omar" },
        ],
        2,
        "luisa",
      ).ok,
    ).toBe(true);
  });

  it("never loses a cent between what is paid and what is left", () => {
    const tranche = fc.record({
      amount: fc.integer({ min: 1, max: 1e12 }),
      metBy: fc.constant("luisa"),
      paid: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(tranche, { maxLength: 12 }), (tranches) => {
        const total = tranches.reduce((all, { amount }) => all + amount, 0);
        expect(paidSoFar(tranches) + leftToPay(tranches)).toBe(total);
      }),
      runs(200),
    );
  });
});

describe("a refund", () => {
  it("is never more than the firm was paid", () => {
    expect(decideDemand({ paid: 60_000_00, amount: 60_000_00 })).toEqual({ ok: true, left: 0 });
    expect(decideDemand({ paid: 60_000_00, amount: 60_000_01 })).toEqual({
      ok: false,
      why: "too_much",
      most: 60_000_00,
    });
    expect(decideDemand({ paid: 0, amount: 1 })).toEqual({ ok: false, why: "too_much", most: 0 });
  });

  it("is money: whole cents, and more than none", () => {
    for (const amount of [0, -5, 0.1, Number.NaN])
      expect(decideDemand({ paid: 100, amount })).toEqual({ ok: false, why: "not_money", most: 100 });
  });

  it("may come back in parts, is never given back twice, and is settled when all is back", () => {
    expect(decideReturn({ demanded: 100, returned: 0, amount: 40 })).toEqual({ ok: true, left: 60 });
    expect(decideReturn({ demanded: 100, returned: 40, amount: 61 })).toEqual({ ok: false, why: "too_much", most: 60 });
    expect(isSettled({ demanded: 100, returned: 99 })).toBe(false);
    expect(isSettled({ demanded: 100, returned: 100 })).toBe(true);
  });
});
