import type { Firm, GeneratedProgram } from "./generate.js";

/** What an engine says of each program: may have it, may not, or cannot tell. */
export type Answers = readonly (boolean | undefined)[];

/** An engine under measurement. */
export interface Engine {
  readonly name: string;
  /** The package whose version is printed; ours has none. */
  readonly package?: string;
  /** Takes the programs in; what is returned holds them in the engine's own form. */
  prepare(programs: readonly GeneratedProgram[]): Prepared<unknown, unknown>;
}

export interface Prepared<Input, Result> {
  /** A firm in the form the engine takes; made before the clock runs. */
  input(firm: Firm): Input;
  /** Judges one firm for all programs. This is what is timed. */
  judge(input: Input): Result | Promise<Result>;
  /** What the result says, program by program. Not timed. */
  read(result: Result): Answers;
}

/** Keeps the types of an engine's own forms together inside its file. */
export function prepared<Input, Result>(engine: Prepared<Input, Result>): Prepared<unknown, unknown> {
  return engine as Prepared<unknown, unknown>;
}
