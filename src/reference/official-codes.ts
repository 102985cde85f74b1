import type { ReferenceTables } from "./tables.js";

type Group = "industry" | "commerce" | "services";

/** Which official codes exist and how they hang together, in the form that eligibility asks for. */
export function createOfficialCodes({ states, municipalities, industries }: ReferenceTables) {
  const stateCodes = new Set(states.map(({ code }) => code));
  const stateOf = new Map(municipalities.map(({ code, stateCode }) => [code, stateCode]));
  const groups = new Map(industries.map(({ code, stratificationGroup }) => [code, stratificationGroup]));
  const names = {
    state: new Map(states.map(({ code, name }) => [code, name])),
    municipality: new Map(municipalities.map(({ code, name }) => [code, name])),
    industry: new Map(industries.map(({ code, titles }) => [code, titles["2023"] ?? titles["2018"] ?? code])),
  };
  const classes = industries.filter(({ level }) => level === "class").map(({ code }) => code);
  const classesIn = new Map<string, readonly string[]>();
  const lists = { state: [...stateCodes], municipality: [...stateOf.keys()], industry: [...groups.keys()] };
  return {
    codes: (table: keyof typeof lists): readonly string[] => lists[table],
    isState: (code: string) => stateCodes.has(code),
    stateOf: (municipality: string) => stateOf.get(municipality),
    isIndustry: (code: string) => groups.has(code),
    groupOf: (industry: string) => (groups.get(industry) ?? undefined) as Group | undefined,
    classesOf(industry: string): readonly string[] {
      // Sectors are written as a range where they are one ("31-33"); each of its two digits alone is understood too.
      const [first = "", last = first] = industry.split("-");
      const known = classesIn.get(industry);
      if (known !== undefined) return known;
      if (!/^\d{2,6}$/.test(first)) return [];
      const found = classes.filter(
        (code) => code.slice(0, first.length) >= first && code.slice(0, last.length) <= last,
      );
      // Of the codes that people make up, none has classes.
      if (found.length > 0) classesIn.set(industry, found);
      return found;
    },
    nameOf: (table: keyof typeof names, code: string) => names[table].get(code),
  };
}
