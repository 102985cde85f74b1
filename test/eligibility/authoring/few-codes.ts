import type { CodeLists } from "../../../src/eligibility/ports.js";

const STATES: Readonly<Record<string, string>> = { "11020": "MX-GUA", "22006": "MX-QUE", "22014": "MX-QUE" };
const CODES: Readonly<Record<string, readonly string[]>> = {
  state: ["MX-GUA", "MX-QUE"],
  municipality: Object.keys(STATES),
  industry: ["31", "311", "3111", "33", "431", "46", "461", "462"],
};

/** A country of two states and eight activities. */
export const FEW_CODES: CodeLists = {
  codes: (table) => CODES[table] ?? [],
  stateOf: (municipality) => STATES[municipality],
};
