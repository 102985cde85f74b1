import type { HarvestRow } from "./harvest/queue.js";
import type { SourceRow } from "./source-store.js";

/** How recent what a source says is. */
export const FRESHNESS = {
  fresh: { es: "Al día", en: "Fresh" },
  late: { es: "Lleva más de lo debido sin leerse", en: "Not read for longer than it should be" },
  stale: { es: "Desactualizada: lleva mucho sin leerse", en: "Stale: not read for long" },
  never: { es: "Aún no se ha leído", en: "Never read yet" },
} as const;
export type FreshnessState = keyof typeof FRESHNESS;

/** How a source is doing. */
export const HEALTH = {
  well: { es: "Bien", en: "Well" },
  waiting: { es: "Aún no se ha leído", en: "Not read yet" },
  held: { es: "Detenida: perdió demasiados programas", en: "Held: it lost too many programs" },
  failing: { es: "Falla", en: "Failing" },
  off: { es: "Ya no se lee", en: "No longer read" },
} as const;
export type HealthState = keyof typeof HEALTH;

type Read = Pick<SourceRow, "settings" | "checkedAt">;

/** Twice its time is late, ten times stale. */
const [LATE, STALE] = [2, 10];

export function freshnessOf({ settings, checkedAt }: Read, now: Date): FreshnessState {
  const age = ageMinutes(checkedAt, now);
  if (age === null) return "never";
  if (age <= LATE * settings.everyMinutes) return "fresh";
  return age <= STALE * settings.everyMinutes ? "late" : "stale";
}

export function ageMinutes(checkedAt: string | null, now: Date): number | null {
  return checkedAt === null ? null : Math.max(0, Math.floor((now.getTime() - Date.parse(checkedAt)) / 60_000));
}

/** `last` is the last harvest that read, or should have read, all of the feed. */
export function healthOf(
  { active, failures, checkedAt }: Pick<SourceRow, "active" | "failures" | "checkedAt">,
  last: Pick<HarvestRow, "outcome"> | null,
): HealthState {
  if (!active) return "off";
  if (last?.outcome === "held") return "held";
  if (failures > 0) return "failing";
  return checkedAt === null ? "waiting" : "well";
}

/** The one of several that a reader should be told of: the worst. */
export function worst<State extends string>(
  order: Readonly<Record<State, unknown>>,
  states: readonly State[],
): State | null {
  const names = Object.keys(order) as State[];
  const found = states.map((state) => names.indexOf(state));
  return found.length === 0 ? null : (names[Math.max(...found)] ?? null);
}
