import type { History } from "./history.js";
import { nameOf, type Orders } from "./orders.js";

/**
 * Why one transaction comes before another: it wrote what the other wrote after it (ww), wrote what the other read (wr), read what
 * the other overwrote (rw), was of the same person (process), or was over before the other began (time).
 */
export type Why = "ww" | "wr" | "rw" | "process" | "time";

export interface Edge {
  readonly to: number;
  readonly why: Why;
}

export type Graph = readonly (readonly Edge[])[];

/** Whether order also comes from what people did one after the other, or from the clock. */
export interface Strictness {
  readonly process?: boolean;
  readonly time?: boolean;
}

/** The dependencies between the transactions of a history. */
export function graphOf(history: History, { order, writers }: Orders, { process, time }: Strictness): Graph {
  const graph: Edge[][] = history.map(() => []);
  const counts = (at: number | undefined): at is number => at !== undefined && history[at]?.outcome !== "refused";
  const join = (from: number | undefined, to: number | undefined, why: Why) => {
    if (counts(from) && counts(to) && from !== to) graph[from]?.push({ to, why });
  };
  const writerOf = (key: string, value: string | undefined) =>
    value === undefined ? undefined : writers.get(nameOf(key, value));
  for (const [key, values] of order) {
    for (const [place, value] of values.entries()) {
      join(writerOf(key, values[place - 1]), writerOf(key, value), "ww");
    }
  }
  for (const [at, { steps }] of history.entries()) {
    for (const step of steps) {
      if (step.do !== "read") continue;
      join(writerOf(step.key, step.values.at(-1)), at, "wr");
      join(at, writerOf(step.key, order.get(step.key)?.[step.values.length]), "rw");
    }
  }
  if (process) for (const [from, to] of oneAfterTheOther(history)) join(from, to, "process");
  if (time) for (const [from, to] of byTheClock(history)) join(from, to, "time");
  return graph;
}

function oneAfterTheOther(history: History): readonly (readonly [number, number])[] {
  const last = new Map<string, number>();
  return [...history.entries()]
    .filter(([, { outcome }]) => outcome === "done")
    .toSorted(([, a], [, b]) => a.began - b.began)
    .flatMap(([at, { process }]) => {
      const before = last.get(process);
      last.set(process, at);
      return before === undefined ? [] : [[before, at] as const];
    });
}

/** Each transaction after those that were over when it began; left out is what follows from the others. */
function byTheClock(history: History): readonly (readonly [number, number])[] {
  const moments = history
    .flatMap(({ began, ended, outcome }, at) =>
      outcome === "refused"
        ? []
        : [
            { at, when: began, begins: true },
            { at, when: ended, begins: false },
          ],
    )
    .filter(({ when }) => Number.isFinite(when))
    // What ends at the very moment at which another begins may have been at the same time.
    .toSorted((a, b) => a.when - b.when || Number(b.begins) - Number(a.begins));
  const edges: (readonly [number, number])[] = [];
  const before = new Map<number, readonly number[]>();
  const over = new Set<number>();
  for (const { at, begins } of moments) {
    if (begins) {
      before.set(at, [...over]);
      for (const earlier of over) edges.push([earlier, at]);
    } else {
      for (const earlier of before.get(at) ?? []) over.delete(earlier);
      over.add(at);
    }
  }
  return edges;
}
