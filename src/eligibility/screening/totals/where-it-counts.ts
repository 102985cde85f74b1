import type { Profile } from "../../rules/knowledge.js";
import { type ActivityGroup, SIZES, sizeOf } from "../../size.js";

export const DIMENSIONS = ["state", "sector", "size"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Something of each dimension. */
export function byDimension<T>(make: (dimension: Dimension) => T): Record<Dimension, T> {
  return { state: make("state"), sector: make("sector"), size: make("size") };
}

/** The lines of the totals in which a firm counts; `unknown` where the profile does not tell. */
export type Place = Readonly<Record<Dimension, string>>;

export const UNKNOWN = "unknown";
const GROUPS: readonly ActivityGroup[] = ["industry", "commerce", "services"];
/** Sectors of SCIAN that span several pairs of digits. */
const RANGES: Readonly<Record<string, string>> = {
  "31": "31-33",
  "32": "31-33",
  "33": "31-33",
  "48": "48-49",
  "49": "48-49",
};

/** What an understood profile says of state, sector (two digits of SCIAN) and size. */
export function whereItCounts(profile: Profile): Place {
  return {
    state: only(codes(profile, "state")),
    sector: only(codes(profile, "scian").map((code) => RANGES[code.slice(0, 2)] ?? code.slice(0, 2))),
    size: sizeForTotals(profile),
  };
}

/** The fact that tells in which line of each kind a firm counts. */
const TELLS: Readonly<Record<Dimension, string>> = { state: "state", sector: "scian", size: "size" };

/** Which lines these facts tell of, whatever else a profile holds. */
export function toldBy(facts: ReadonlySet<string>): readonly Dimension[] {
  return DIMENSIONS.filter((dimension) => facts.has(TELLS[dimension]));
}

const ORDER = new Map<string, number>([...SIZES].map((size, at) => [size, at]));

/** The order of lines: sizes from small to large, everything else by code. */
export function compareLines(a: string, b: string): number {
  const [x, y] = [ORDER.get(a) ?? SIZES.length, ORDER.get(b) ?? SIZES.length];
  if (x !== y) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The size by the Acuerdo where sales decide it; by workers alone (a directory tells no more) where sales are not known. */
function sizeForTotals(profile: Profile): string {
  const size = codes(profile, "size");
  const workers = profile.get("workers");
  if (size.length === 1 || profile.get("annualSalesMxn")?.kind === "number" || workers?.kind !== "number")
    return only(size);
  const known = codes(profile, "activityGroup") as ActivityGroup[];
  const groups = known.length > 0 ? known : GROUPS;
  return only(
    groups.flatMap((group) => [workers.min, workers.max].map((count) => sizeOf(group, count, 0n, "WORKERS_ONLY").size)),
  );
}

function codes(profile: Profile, fact: string): string[] {
  const knowledge = profile.get(fact);
  return knowledge?.kind === "code" ? [...knowledge.possible] : [];
}

function only(values: readonly string[]): string {
  return new Set(values).size === 1 ? (values[0] as string) : UNKNOWN;
}
