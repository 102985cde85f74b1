import type { Profile } from "../rules/knowledge.js";
import type { ActivityGroup, Between } from "../size.js";
import { possibleCodes, possibleNumbers } from "./possible.js";

/** What the size of a firm is reckoned from, as far as it is known. */
export interface SizeBounds {
  readonly groups: readonly ActivityGroup[];
  readonly workers: Between<number>;
  /** In centavos. */
  readonly sales: Between<bigint>;
  /** Whether workers and sales both have an end; else the upper one above is only more than any firm has. */
  readonly bounded: boolean;
}

const GROUPS: readonly ActivityGroup[] = ["industry", "commerce", "services"];
const ANY_WORKERS = { min: 0, max: 1_000_000 };
const ANY_SALES = { min: 0, max: 10_000_000_000_000 };

/** Undefined when neither workers nor sales are known: then every size is possible, and nothing is to be said. */
export function sizeBounds(profile: Profile): SizeBounds | undefined {
  const [workers, sales] = [possibleNumbers(profile, "workers"), possibleNumbers(profile, "annualSalesMxn")];
  if (workers === undefined && sales === undefined) return undefined;
  const { min, max } = sales ?? ANY_SALES;
  return {
    groups: (possibleCodes(profile, "activityGroup") as readonly ActivityGroup[] | undefined) ?? GROUPS,
    workers: workers ?? ANY_WORKERS,
    sales: { min: toCentavos(min), max: toCentavos(max) },
    bounded: workers !== undefined && sales !== undefined,
  };
}

function toCentavos(pesos: number): bigint {
  return BigInt(Math.round(pesos * 100));
}
