import { MOVES, type MoveEntry } from "./moves.js";
import { FIRST_STATE, STATES, type StateEntry } from "./states.js";

type StateTable = Readonly<Record<string, StateEntry>>;
type MoveTable = Readonly<Record<string, Omit<MoveEntry, "from" | "to"> & { from: readonly string[]; to: string }>>;

/**
 * What is wrong with the tables of states and moves, in words for who edits them; empty when they are sound. To be asked at
 * start-up: every state can be reached and left, nothing leaves a final state unless it says so, every move has somebody to make
 * it, and every name is there in both languages.
 */
export function checkLifecycle(states: StateTable = STATES, moves: MoveTable = MOVES): readonly string[] {
  return [
    ...undefinedStates(states, moves),
    ...unreachable(states, moves),
    ...Object.entries(states).flatMap(([code, state]) => faultsOfState(code, state, moves)),
    ...Object.entries(moves).flatMap(([code, move]) => faultsOfMove(code, move, states)),
  ];
}

function undefinedStates(states: StateTable, moves: MoveTable): string[] {
  return Object.entries(moves).flatMap(([code, { from, to }]) =>
    [...from, to].filter((state) => !(state in states)).map((state) => `${code}: there is no state ${state}`),
  );
}

function unreachable(states: StateTable, moves: MoveTable): string[] {
  const reached = new Set<string>([FIRST_STATE]);
  // A set walks on over what is added to it meanwhile.
  for (const state of reached) {
    for (const { from, to } of Object.values(moves)) if (from.includes(state)) reached.add(to);
  }
  return Object.keys(states)
    .filter((state) => !reached.has(state))
    .map((state) => `${state}: no way leads there from ${FIRST_STATE}`);
}

function faultsOfState(code: string, state: StateEntry, moves: MoveTable): string[] {
  const faults = [...missingTexts(code, state), ...missingTexts(`${code}.now`, state.now)];
  const waysOut = Object.values(moves).filter(({ from, to }) => from.includes(code) && to !== code);
  if (!state.final && waysOut.length === 0) faults.push(`${code}: not final, and nothing leads out of it`);
  if (state.final !== (state.turn === "nobody")) faults.push(`${code}: it is nobody's turn exactly where things end`);
  return faults;
}

function faultsOfMove(code: string, move: MoveTable[string], states: StateTable): string[] {
  const faults = missingTexts(code, move);
  if (move.by.length === 0) faults.push(`${code}: nobody can make it`);
  if (move.from.length === 0) faults.push(`${code}: starts nowhere`);
  const reopens: readonly string[] = move.reopens ?? [];
  for (const state of move.from) {
    if (states[state]?.final && !reopens.includes(state)) faults.push(`${code}: leaves ${state}, which is final`);
  }
  for (const state of reopens) {
    if (!states[state]?.final || !move.from.includes(state)) faults.push(`${code}: reopens ${state} for nothing`);
  }
  return faults;
}

function missingTexts(where: string, texts: { readonly es: string; readonly en: string }): string[] {
  return (["es", "en"] as const)
    .filter((language) => texts[language].trim() === "")
    .map((l) => `${where}: no ${l} text`);
}
