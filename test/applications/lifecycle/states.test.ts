import { checkLifecycle } from "../../../src/applications/lifecycle/check-lifecycle.js";
import { MOVES } from "../../../src/applications/lifecycle/moves.js";
import { isState, STATE_CODES, STATES } from "../../../src/applications/lifecycle/states.js";

describe("the states of an application", () => {
  it("hang together", () => {
    expect(checkLifecycle()).toEqual([]);
  });

  it("have names and explanations that differ from one another, in both languages", () => {
    for (const language of ["es", "en"] as const) {
      expect(new Set(STATE_CODES.map((code) => STATES[code][language])).size).toBe(STATE_CODES.length);
      const explained = STATE_CODES.map((code) => STATES[code].now[language]);
      expect(new Set(explained).size).toBe(STATE_CODES.length);
      // One sentence, short enough for a telephone.
      for (const text of explained) expect(text).toMatch(/^[^.]{20,118}\.$/);
    }
  });

  it("end where nobody has anything left to do", () => {
    expect(STATE_CODES.filter((code) => STATES[code].final).sort()).toEqual([
      "cancelled",
      "closed",
      "ineligible",
      "lapsed",
      "rejected",
      "withdrawn",
    ]);
  });

  it("translate to CommonGrants: an award from the agreement on, an application before", () => {
    const awards = STATE_CODES.filter((code) => STATES[code].commonGrants.of === "award");
    expect(awards).toEqual(["agreement_signed", "disbursing", "reporting", "closed", "refund_due", "cancelled"]);
    expect(STATES.approved.commonGrants).toEqual({ of: "application", status: "accepted" });
    expect(STATES.withdrawn.commonGrants).toEqual({ of: "application", status: "custom" });
  });

  it("are told from other words", () => {
    expect(isState("draft")).toBe(true);
    expect(isState("DRAFT")).toBe(false);
    expect(isState("toString")).toBe(false);
  });
});

describe("the check of the tables", () => {
  const { rejected: _gone, ...withoutRejected } = STATES;
  const { settle_refund: _settle, ...withoutSettling } = MOVES;

  it("finds a move that leads to a state that is not there", () => {
    expect(checkLifecycle(withoutRejected)).toEqual(["reject: there is no state rejected"]);
  });

  it("finds a state that nothing leads to, and one that nothing leads out of", () => {
    const lost = { ...STATES, lost: { ...STATES.submitted } };
    expect(checkLifecycle(lost)).toEqual([
      "lost: no way leads there from draft",
      "lost: not final, and nothing leads out of it",
    ]);
    expect(checkLifecycle(STATES, withoutSettling)).toEqual(["refund_due: not final, and nothing leads out of it"]);
  });

  it("does not take a move that stays where it is for a way out", () => {
    const circling = { ...MOVES, settle_refund: { ...MOVES.settle_refund, to: "refund_due" } };
    expect(checkLifecycle(STATES, circling)).toEqual(["refund_due: not final, and nothing leads out of it"]);
  });

  it("finds a move that leaves a final state without saying so, and one that says so for nothing", () => {
    const { reopens: _not, ...silent } = MOVES.demand_refund;
    expect(checkLifecycle(STATES, { ...MOVES, demand_refund: silent })).toEqual([
      "demand_refund: leaves cancelled, which is final",
    ]);
    expect(checkLifecycle(STATES, { ...MOVES, close: { ...MOVES.close, reopens: ["reporting"] } })).toEqual([
      "close: reopens reporting for nothing",
    ]);
    expect(checkLifecycle(STATES, { ...MOVES, close: { ...MOVES.close, reopens: ["rejected"] } })).toEqual([
      "close: reopens rejected for nothing",
    ]);
  });

  it("finds a move that nobody can make or that starts nowhere", () => {
    expect(checkLifecycle(STATES, { ...MOVES, admit: { ...MOVES.admit, by: [], from: ["submitted"] } })).toEqual([
      "admit: nobody can make it",
    ]);
    expect(checkLifecycle(STATES, { ...MOVES, waitlist: { ...MOVES.waitlist, from: [] } })).toEqual([
      "waitlisted: no way leads there from draft",
      "waitlist: starts nowhere",
    ]);
  });

  it("finds a missing text in either language", () => {
    const draft = { ...STATES.draft, es: " ", now: { es: "Algo.", en: "" } };
    expect(checkLifecycle({ ...STATES, draft })).toEqual(["draft: no es text", "draft.now: no en text"]);
    expect(checkLifecycle(STATES, { ...MOVES, close: { ...MOVES.close, en: "" } })).toEqual(["close: no en text"]);
  });

  it("finds a final state in which somebody still has a turn, and the other way round", () => {
    const fault = "it is nobody's turn exactly where things end";
    const turned = { ...STATES, closed: { ...STATES.closed, turn: "agency" as const } };
    expect(checkLifecycle(turned)).toEqual([`closed: ${fault}`]);
    const idle = { ...STATES, admitted: { ...STATES.admitted, turn: "nobody" as const } };
    expect(checkLifecycle(idle)).toEqual([`admitted: ${fault}`]);
  });
});
