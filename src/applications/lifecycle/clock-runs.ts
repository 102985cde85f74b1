import { type Day, dayNumber } from "../calendar/day.js";
import type { State } from "./states.js";

export interface StateChange {
  readonly to: State;
  readonly on: Day;
}

/** In which states a clock runs, and in which it pauses once it has started; in any other it stops. */
export interface Running {
  readonly runsIn: readonly State[];
  readonly pausedIn: readonly State[];
}

/** One time that a clock ran, from its start until it stopped; days are numbers, as `dayNumber` gives them. */
export interface Run {
  readonly started: number;
  readonly stopped: number | null;
  /** Pauses that are over: after the first day and up to the second nothing counts. */
  readonly pauses: readonly { readonly from: number; readonly to: number }[];
  /** Start of a pause that nothing has resumed from, even if the clock has stopped meanwhile. */
  readonly pausedSince: number | null;
}

/** The last time that a clock ran, by the changes of state in their order; undefined when it never has. */
export function lastRun(clock: Running, changes: readonly StateChange[]): Run | undefined {
  let run: Run | undefined;
  for (const { to, on } of changes) run = after(clock, run, to, dayNumber(on));
  return run;
}

/** Whether a day falls in a pause. */
export function isPaused({ pauses, pausedSince }: Run, number: number): boolean {
  if (pausedSince !== null && number > pausedSince) return true;
  return pauses.some(({ from, to }) => from < number && number <= to);
}

function after(clock: Running, run: Run | undefined, to: State, on: number): Run | undefined {
  if (run === undefined || run.stopped !== null) return clock.runsIn.includes(to) ? begun(on) : run;
  if (clock.runsIn.includes(to)) return resumed(run, on);
  if (clock.pausedIn.includes(to)) return { ...run, pausedSince: run.pausedSince ?? on };
  return { ...run, stopped: on };
}

function begun(started: number): Run {
  return { started, stopped: null, pauses: [], pausedSince: null };
}

function resumed(run: Run, to: number): Run {
  if (run.pausedSince === null) return run;
  return { ...run, pauses: [...run.pauses, { from: run.pausedSince, to }], pausedSince: null };
}
