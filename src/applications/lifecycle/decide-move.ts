import { entryOf, MOVE_CODES, type Move, type Mover } from "./moves.js";
import type { State } from "./states.js";

/** The moves that somebody can make in a state, in the order of the table. */
export function allowedMoves(state: State, role: Mover): readonly Move[] {
  return MOVE_CODES.filter((move) => entryOf(move).from.includes(state) && entryOf(move).by.includes(role));
}

export type MoveDecision =
  | { readonly ok: true; readonly to: State }
  /** `role`: never theirs to make. `state`: not now. `allowed` is what they can do instead. */
  | { readonly ok: false; readonly why: "role" | "state"; readonly allowed: readonly Move[] };

/**
 * Whether somebody may make a move, by state and role alone; deadlines, signatures and money are asked elsewhere. Who may never
 * make it hears that first, whatever the state, so that the answer tells them nothing of the application.
 */
export function decideMove({ state, move, role }: { state: State; move: Move; role: Mover }): MoveDecision {
  const { from, to, by } = entryOf(move);
  if (!by.includes(role)) return { ok: false, why: "role", allowed: allowedMoves(state, role) };
  if (!from.includes(state)) return { ok: false, why: "state", allowed: allowedMoves(state, role) };
  return { ok: true, to };
}
