import type { History, Transaction } from "../checker/history.js";

/** What came of a thing that somebody did. */
export interface Done<Step> {
  readonly outcome: Transaction["outcome"];
  readonly steps: readonly Step[];
}

/** A transaction whose reads are told by what tells the place in a list, until all lists are known. */
export interface Noted<Step> extends Omit<Transaction, "steps"> {
  readonly steps: readonly Step[];
}

/** Notes what everybody did, when they began and when they knew how it ended. */
export class Notes<Step> {
  readonly taken: Noted<Step>[] = [];

  /** Does it and notes each transaction that it was: steps that were one each, or several beside each other. */
  async take(process: string, work: () => Promise<readonly Done<Step>[]>): Promise<readonly Done<Step>[]> {
    const began = performance.now();
    const all = await work();
    const ended = performance.now();
    for (const { outcome, steps } of all) this.taken.push({ process, began, ended, outcome, steps });
    return all;
  }
}

/** So many people at once, each doing one thing after the other until enough was done by all together. */
export async function together(
  people: number,
  things: number,
  act: (person: number, thing: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const one = async (person: number) => {
    try {
      while (next < things) await act(person, next++);
    } catch (error) {
      next = things;
      throw error;
    }
  };
  await Promise.all(Array.from({ length: people }, (_, person) => one(person)));
}

/** How many transactions a history has by how they ended, and how many steps. */
export function sizeOf(history: History) {
  const by = (wanted: Transaction["outcome"]) => history.filter(({ outcome }) => outcome === wanted).length;
  const steps = history.reduce((all, one) => all + one.steps.length, 0);
  const appends = history.filter(({ steps: own }) => own.some(({ do: what }) => what === "append"));
  return {
    transactions: history.length,
    steps,
    commands: appends.length,
    kept: appends.filter(({ outcome }) => outcome === "done").length,
    refused: by("refused"),
  };
}
