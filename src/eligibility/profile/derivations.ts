import type { OfficialCodes } from "../ports.js";
import { type Knowledge, known, type Profile, UNASKED } from "../rules/knowledge.js";
import { possibleSizes } from "../size.js";
import { possibleCodes } from "./possible.js";
import { sectorsOfIndustry } from "./sectors-of-industry.js";
import { sizeBounds } from "./size-bounds.js";

/** One fact worked out from others; `derive` says nothing rather than guess. */
export interface Derivation {
  readonly fact: string;
  readonly from: readonly string[];
  derive(profile: Profile, codes: OfficialCodes): Knowledge;
}

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
      const answers = new Set(possibleCodes(profile, "scian")?.map((code) => /^3[123]/.test(code)));
      return answers.size === 1 ? known.boolean(answers.has(true)) : UNASKED;
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
      const bounds = sizeBounds(profile);
      if (bounds === undefined) return UNASKED;
      return known.code(...possibleSizes(bounds.groups, bounds.workers, bounds.sales));
    },
  },
];

function fromCodes(profile: Profile, fact: string, find: (code: string) => string | undefined): Knowledge {
  const found = possibleCodes(profile, fact)?.map(find);
  if (found === undefined || found.includes(undefined)) return UNASKED;
  return known.code(...(found as string[]));
}
