import { type Cycle, cyclesOf } from "./cycles.js";
import { graphOf, type Strictness, type Why } from "./graph.js";
import type { History, Step } from "./history.js";
import { type Anomaly, nameOf, type Orders, ordersOf } from "./orders.js";

/**
 * Looks for everything that no order of the transactions, one after the other, could have brought about. Empty: they were
 * serializable, and strictly so where `time` is asked for, as far as what was read can tell.
 */
export function anomaliesOf(history: History, strictness: Strictness = {}): readonly Anomaly[] {
  const orders = ordersOf(history);
  const graph = graphOf(history, orders, strictness);
  const found: Anomaly[] = [...orders.anomalies, ...lostUpdates(history), ...lostAppends(history, orders)];
  const seen = new Set<string>();
  for (const kinds of STAGES) {
    for (const cycle of cyclesOf(graph, new Set(kinds))) {
      const anomaly = { name: nameOfCycle(cycle), told: inWords(history, cycle) };
      // A cycle of fewer kinds of edges is one of more kinds too.
      if (!seen.has(anomaly.told)) found.push(anomaly);
      seen.add(anomaly.told);
    }
  }
  return found;
}

const STAGES: readonly (readonly Why[])[] = [
  ["ww"],
  ["ww", "wr"],
  ["ww", "wr", "rw"],
  ["ww", "wr", "process", "time"],
  ["ww", "wr", "rw", "process", "time"],
];

/** By Adya: only writes are G0, with reads of what was written G1c, with one read of what was overwritten G-single, with more G2. */
function nameOfCycle(cycle: Cycle): string {
  const count = (wanted: Why) => cycle.filter(({ why }) => why === wanted).length;
  const overwritten = count("rw");
  const name = overwritten > 1 ? "G2" : overwritten === 1 ? "G-single" : count("wr") > 0 ? "G1c" : "G0";
  return name + (count("time") > 0 ? " by the clock" : count("process") > 0 ? " of one process" : "");
}

/** Two that read the same list and both appended to it: the later one overwrote what it had not seen. */
function lostUpdates(history: History): readonly Anomaly[] {
  const first = new Map<string, number>();
  return history.flatMap(({ steps, outcome }, at) =>
    steps.flatMap((step, place) => {
      const of = (other: Step) => other.do === "append" && other.key === step.key;
      const appends = steps.slice(place).some(of) && !steps.slice(0, place).some(of);
      if (step.do !== "read" || outcome !== "done" || !appends) return [];
      const from = nameOf(step.key, `after ${step.values.at(-1) ?? "nothing"}`);
      const other = first.get(from);
      first.set(from, at);
      if (other === undefined || other === at) return [];
      return [{ name: "lost update", told: `${other} and ${at} both wrote ${from}` }];
    }),
  );
}

/** What was acknowledged, and is missing in a list that was read afterwards. */
function lostAppends(history: History, { order }: Orders): readonly Anomaly[] {
  const lastReads = new Map<string, number>();
  for (const { steps, began } of history) {
    for (const step of steps) {
      if (step.do === "read") lastReads.set(step.key, Math.max(began, lastReads.get(step.key) ?? 0));
    }
  }
  const kept = new Set([...order].flatMap(([key, values]) => values.map((value) => nameOf(key, value))));
  return history.flatMap(({ steps, outcome, ended }) =>
    steps.flatMap((step) => {
      if (step.do !== "append" || outcome !== "done" || kept.has(nameOf(step.key, step.value))) return [];
      const read = (lastReads.get(step.key) ?? -1) > ended;
      return read ? [{ name: "lost", told: `${nameOf(step.key, step.value)} was acknowledged` }] : [];
    }),
  );
}

function inWords(history: History, cycle: Cycle): string {
  return cycle
    .map(({ at, why }) => `${at} (${history[at]?.process}: ${JSON.stringify(history[at]?.steps)}) -${why}->`)
    .join(" ");
}
