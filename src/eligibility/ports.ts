/** What eligibility needs from the official code lists; the composition root fills it in. */
export interface OfficialCodes {
  /** Whether an ISO 3166-2 code is a Mexican state. */
  isState(code: string): boolean;
  /** The state of a municipality by INEGI key; undefined when there is no such municipality. */
  stateOf(municipality: string): string | undefined;
  /** Whether a SCIAN code exists, in 2018 or 2023. */
  isIndustry(code: string): boolean;
  /** Group of the 2009 size stratification; undefined for government or an unknown code. */
  groupOf(industry: string): "industry" | "commerce" | "services" | undefined;
}

/** The official lists as a whole, for checking what is written in rules; the composition root fills it in. */
export interface CodeLists {
  /** Every code of a list: ISO 3166-2 states, INEGI municipalities, SCIAN industries of 2018 and 2023 at any level. */
  codes(table: "state" | "municipality" | "industry"): readonly string[];
  /** The state of a municipality by INEGI key; undefined when there is no such municipality. */
  stateOf(municipality: string): string | undefined;
}
