/** What a sequence plays on: one call, its budget and the firms that ask; money in cents, days as "YYYY-MM-DD". */
export interface Setting {
  readonly today: string;
  readonly callClosesOn: string;
  readonly restDays: ReadonlySet<string>;
  readonly daysToAnswer: number;
  readonly budget: number;
  /** What each firm asks for, in the parts it would be paid in. */
  readonly firms: readonly (readonly number[])[];
}

/** A day goes by; a milestone is registered; money comes back; or somebody makes a move, with what it may need. */
export type Command =
  | { readonly do: "wait" }
  | { readonly do: "meet"; readonly firm: number; readonly who: string; readonly part: number }
  | { readonly do: "give_back"; readonly firm: number; readonly cents: number }
  | MoveCommand;

export interface MoveCommand {
  readonly do: "move";
  readonly move: string;
  readonly firm: number;
  readonly role: string;
  readonly who: string;
  readonly part: number;
  readonly cents: number;
}
