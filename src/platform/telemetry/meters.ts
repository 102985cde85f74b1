import type { Counter, Gauge, Histogram, Labels } from "./instruments.js";

/** What keeps what is measured; there is none unless somebody reads it. */
export interface Meters {
  count(name: Counter, by: number, labels: Labels): void;
  /** In the unit of the instrument. */
  record(name: Histogram, value: number, labels: Labels): void;
}

/** One value of a gauge. */
export type Reading = readonly [name: Gauge, value: number, labels?: Labels];
/** Reads gauges that belong together, whenever somebody asks. What it rejects with leaves them out. */
export type ReadGauges = () => readonly Reading[] | Promise<readonly Reading[]>;

const NONE: Labels = {};
const gauges = new Set<ReadGauges>();
let meters: Meters | undefined;

/** Has all that is measured in this process kept; returns how to stop. */
export function useMeters(kept: Meters): () => void {
  meters = kept;
  return () => {
    if (meters === kept) meters = undefined;
  };
}

export function isMetered(): boolean {
  return meters !== undefined;
}

/** Counts something that happened: `count("answer.cache.lookups", { outcome: "hit" })`. */
export function count(name: Counter, labels: Labels = NONE, by = 1): void {
  meters?.count(name, by, labels);
}

export function record(name: Histogram, value: number, labels: Labels = NONE): void {
  meters?.record(name, value, labels);
}

/** Does something at once, and notes how long it took. */
export function timed<T>(name: Histogram, labels: Labels, work: () => T): T {
  if (meters === undefined) return work();
  const begun = performance.now();
  try {
    return work();
  } finally {
    record(name, (performance.now() - begun) / 1_000, labels);
  }
}

/** Adds gauges; returns how to take them away. */
export function watchGauges(read: ReadGauges): () => void {
  gauges.add(read);
  return () => gauges.delete(read);
}

/** All gauges as they stand; those that cannot be read are left out. */
export async function readGauges(): Promise<readonly Reading[]> {
  const results = await Promise.allSettled([...gauges].map(async (read) => read()));
  return results.flatMap((result) => (result.status === "fulfilled" ? result.value : []));
}
