/**
 * What somebody saw or did to one object, which is a list that only grows: a program by its editions, an application by its
 * timeline, the money of a call by what was granted and given back. Every value is appended by one transaction alone.
 */
export type Step =
  | { readonly do: "append"; readonly key: string; readonly value: string }
  | { readonly do: "read"; readonly key: string; readonly values: readonly string[] };

/** Steps that happened together or not at all, and when whoever took them began and knew how they ended. */
export interface Transaction {
  readonly process: string;
  readonly began: number;
  /** Infinity where nobody heard how it ended. */
  readonly ended: number;
  readonly outcome: "done" | "refused" | "in doubt";
  readonly steps: readonly Step[];
}

export type History = readonly Transaction[];

export const append = (key: string, value: string): Step => ({ do: "append", key, value });
export const read = (key: string, values: readonly string[]): Step => ({ do: "read", key, values });

/** Transactions as one notes them in order, each over before the next begins unless it says otherwise. */
export function transaction(steps: readonly Step[], more: Partial<Transaction> = {}): Transaction {
  return { process: "somebody", began: 0, ended: 0, outcome: "done", steps, ...more };
}
