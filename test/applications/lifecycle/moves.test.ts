import { allowedMoves, decideMove } from "../../../src/applications/lifecycle/decide-move.js";
import { MOVE_CODES, MOVES, type Move, type Mover } from "../../../src/applications/lifecycle/moves.js";
import { STATE_CODES, type State } from "../../../src/applications/lifecycle/states.js";
import { ROLES } from "../../../src/graph/identity/caller.js";
import { roles, states, ways } from "./model.js";

/** What should come of a cell, by the facts alone. */
function expected(state: string, move: string, role: string): string {
  const way = ways.find((one) => one.move === move);
  if (!way?.by.includes(role)) return "refused: role";
  return way.from.includes(state) ? way.to : "refused: state";
}

describe("who may do what to an application, and when", () => {
  it("knows the states, the moves and the callers that the facts know, and no others", () => {
    expect([...STATE_CODES].sort()).toEqual([...states].sort());
    expect([...MOVE_CODES].sort()).toEqual(ways.map(({ move }) => move).sort());
    expect([...Object.keys(ROLES), "system"].sort()).toEqual([...roles].sort());
  });

  const cells = states.flatMap((state) => ways.map(({ move }) => ({ state, move })));
  it.each(cells)("$state, $move: the answer is right for every role", ({ state, move }) => {
    const answers = roles.map((role) => {
      const decision = decideMove({ state: state as State, move: move as Move, role: role as Mover });
      return [role, decision.ok ? decision.to : `refused: ${decision.why}`];
    });
    expect(answers).toEqual(roles.map((role) => [role, expected(state, move, role)]));
  });

  it("offers exactly the moves that it would accept", () => {
    for (const state of STATE_CODES) {
      for (const role of roles as Mover[]) {
        const accepted = MOVE_CODES.filter((move) => decideMove({ state, move, role }).ok);
        expect(allowedMoves(state, role)).toEqual(accepted);
      }
    }
  });

  it("tells who is refused what they can do instead", () => {
    expect(decideMove({ state: "under_review", move: "approve", role: "agency_reviewer" })).toEqual({
      ok: false,
      why: "role",
      allowed: ["recommend", "not_recommend"],
    });
    expect(decideMove({ state: "approved", move: "disburse", role: "agency_approver" })).toEqual({
      ok: false,
      why: "state",
      allowed: ["sign_agreement", "cancel"],
    });
  });

  it("refuses to approve twice, to pay before approving, and to answer after the end", () => {
    const refused = { ok: false, why: "state" };
    expect(decideMove({ state: "approved", move: "approve", role: "agency_approver" })).toMatchObject(refused);
    expect(decideMove({ state: "recommended", move: "disburse", role: "agency_approver" })).toMatchObject(refused);
    expect(decideMove({ state: "closed", move: "answer_information", role: "business" })).toMatchObject(refused);
  });

  it("says nothing of the state to who may never make the move", () => {
    const answers = STATE_CODES.map((state) => decideMove({ state, move: "approve", role: "auditor" }));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"ok":false,"why":"role","allowed":[]}']),
    );
  });

  it("lets those who only read or run the window do nothing", () => {
    for (const role of ["anonymous", "auditor", "administrator"] as const)
      for (const state of STATE_CODES) expect(allowedMoves(state, role)).toEqual([]);
  });

  it("wants a reason for whatever goes against the firm, asks something of it, or has to be explained later", () => {
    expect(MOVE_CODES.filter((move) => MOVES[move].needsReason).sort()).toEqual([
      "cancel",
      "declare_ineligible",
      "demand_refund",
      "not_recommend",
      "recommend",
      "reject",
      "request_information",
    ]);
  });

  it("enters in the ledger whatever touches the firm's rights or money", () => {
    expect(MOVE_CODES.filter((move) => !MOVES[move].decision).sort()).toEqual([
      "admit",
      "answer_information",
      "begin_reporting",
      "begin_review",
      "request_information",
      "submit",
      "withdraw",
    ]);
  });
});
