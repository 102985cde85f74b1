import type { OfficialCodes } from "../ports.js";
import { type Knowledge, known, type Profile, UNASKED } from "../rules/knowledge.js";
import { type ActivityGroup, possibleSizes } from "../size.js";
import { sectorsOfIndustry } from "./sectors-of-industry.js";

/** One fact worked out from others; `derive` says nothing rather than guess. */
export interface Derivation {
  readonly fact: string;
  readonly from: readonly string[];
  derive(profile: Profile, codes: OfficialCodes): Knowledge;
}

const GROUPS: readonly ActivityGroup[] = ["industry", "commerce", "services"];
/** More than any firm has: the upper end of what is not known. */
const MOST_WORKERS = 1_000_000;
const MOST_SALES = 10n ** 15n;
const CENTAVOS = 100;

/** In the order they build on each other. */
export const DERIVATIONS: readonly Derivation[] = [
  {
    fact: "state",
    from: ["municipality"],
    derive: (profile, codes) => fromCodes(profile, "municipality", (code) => codes.stateOf(code)),
  },
  {
    fact: "activityGroup",
    from: ["scian"],
    derive: (profile, codes) => fromCodes(profile, "scian", (code) => codes.groupOf(code)),
  },
  {
    fact: "isManufacturer",
    from: ["scian"],
    derive(profile) {
      const answers = possibleCodes(profile, "scian")?.map((code) => /^3[123]/.test(code));
      if (answers === undefined || new Set(answers).size !== 1) return UNASKED;
      return known.boolean(answers[0] === true);
    },
  },
  {
    fact: "sectors",
    from: ["scian"],
    derive(profile) {
      const each = possibleCodes(profile, "scian")?.map((code) => new Set(sectorsOfIndustry(code)));
      if (each === undefined) return UNASKED;
      const sure = each.reduce((shared, sectors) => shared.intersection(sectors));
      return sure.size === 0 ? UNASKED : known.codesAtLeast(...sure);
    },
  },
  {
    fact: "size",
    from: ["workers", "annualSalesMxn", "activityGroup"],
    derive(profile) {
      const [workers, sales] = [numbers(profile, "workers"), numbers(profile, "annualSalesMxn")];
      if (workers === undefined && sales === undefined) return UNASKED;
      const groups = possibleCodes(profile, "activityGroup") as readonly ActivityGroup[] | undefined;
      const sizes = possibleSizes(
        groups ?? GROUPS,
        workers ?? { min: 0, max: MOST_WORKERS },
        sales === undefined
          ? { min: 0n, max: MOST_SALES }
          : { min: BigInt(Math.round(sales.min * CENTAVOS)), max: BigInt(Math.round(sales.max * CENTAVOS)) },
      );
      return known.code(...sizes);
    },
  },
];

function possibleCodes(profile: Profile, fact: string): readonly string[] | undefined {
  const knowledge = profile.get(fact);
  return knowledge?.kind === "code" ? [...knowledge.possible] : undefined;
}

function numbers(profile: Profile, fact: string): { readonly min: number; readonly max: number } | undefined {
  const knowledge = profile.get(fact);
  return knowledge?.kind === "number" ? knowledge : undefined;
}

function fromCodes(profile: Profile, fact: string, find: (code: string) => string | undefined): Knowledge {
  const found = possibleCodes(profile, fact)?.map(find);
  if (found === undefined || found.includes(undefined)) return UNASKED;
  return known.code(...(found as string[]));
}
