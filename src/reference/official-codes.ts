import type { ReferenceTables } from "./tables.js";

type Group = "industry" | "commerce" | "services";

/** Which official codes exist and how they hang together, in the form that eligibility asks for. */
export function createOfficialCodes({ states, municipalities, industries }: ReferenceTables) {
  const stateCodes = new Set(states.map(({ code }) => code));
  const stateOf = new Map(municipalities.map(({ code, stateCode }) => [code, stateCode]));
  const groups = new Map(industries.map(({ code, stratificationGroup }) => [code, stratificationGroup]));
  const lists = { state: [...stateCodes], municipality: [...stateOf.keys()], industry: [...groups.keys()] };
  return {
    codes: (table: keyof typeof lists): readonly string[] => lists[table],
    isState: (code: string) => stateCodes.has(code),
    stateOf: (municipality: string) => stateOf.get(municipality),
    isIndustry: (code: string) => groups.has(code),
    groupOf: (industry: string) => (groups.get(industry) ?? undefined) as Group | undefined,
  };
}
