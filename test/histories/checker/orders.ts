import type { History, Step } from "./history.js";

/** What is wrong with a history, by the names of Adya and of Elle: G0, G1a… or plain words where they have none. */
export interface Anomaly {
  readonly name: string;
  readonly told: string;
}

/** Who appended what, and in which order the values of each key came. */
export interface Orders {
  /** The longest list that anybody saw of each key: all others must begin it. */
  readonly order: ReadonlyMap<string, readonly string[]>;
  /** Place in the history of who appended a value: `key value`. */
  readonly writers: ReadonlyMap<string, number>;
  readonly anomalies: readonly Anomaly[];
}

export const nameOf = (key: string, value: string) => `${key} ${value}`;

/** What each transaction's last append to a key was: what it appended before is not for others to see alone. */
function lastAppends(steps: readonly Step[]): ReadonlyMap<string, string> {
  return new Map(steps.flatMap((step) => (step.do === "append" ? [[step.key, step.value] as const] : [])));
}

/** Recovers the order of values from what was read, and names what single reads show: G1a, G1b, and lists that do not fit. */
export function ordersOf(history: History): Orders {
  const anomalies: Anomaly[] = [];
  const say = (name: string, told: string) => anomalies.push({ name, told });
  const writers = new Map<string, number>();
  for (const [at, { steps }] of history.entries()) {
    for (const step of steps) {
      if (step.do !== "append") continue;
      const name = nameOf(step.key, step.value);
      if (writers.has(name)) say("written twice", name);
      writers.set(name, at);
    }
  }
  const order = new Map<string, readonly string[]>();
  const reads = history.flatMap(({ steps, outcome }, at) =>
    // Whoever was refused wrote nothing; what they read on the way stands all the same.
    outcome === "in doubt" ? [] : steps.flatMap((step) => (step.do === "read" ? [{ ...step, at }] : [])),
  );
  for (const { key, values } of reads) if (values.length > (order.get(key)?.length ?? -1)) order.set(key, values);
  for (const [key, values] of order) {
    if (new Set(values).size < values.length) say("twice in a list", `${key}: ${values}`);
  }
  for (const { key, values, at } of reads) {
    const longest = order.get(key) ?? [];
    const off = values.findIndex((value, place) => value !== longest[place]);
    if (off >= 0) say("lists that do not fit", `${key}: ${values} and ${longest}`);
    for (const value of values) {
      const writer = history[writers.get(nameOf(key, value)) ?? -1];
      if (writer === undefined) say("out of nowhere", nameOf(key, value));
      else if (writer.outcome === "refused") say("G1a", `${nameOf(key, value)} was refused and read`);
    }
    const last = values.at(-1);
    const writer = last === undefined ? undefined : writers.get(nameOf(key, last));
    if (writer === undefined || writer === at) continue;
    const whole = lastAppends(history[writer]?.steps ?? []).get(key);
    if (whole !== last) say("G1b", `${nameOf(key, last ?? "")} was read before ${whole} of the same transaction`);
  }
  return { order, writers, anomalies };
}
