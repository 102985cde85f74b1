import type { ReferenceTables } from "./tables.js";

/** Names of places by official code, in the form that the catalog's port asks for. */
export function createPlaces({ states, municipalities }: ReferenceTables) {
  const stateNames = new Map(states.map(({ code, name }) => [code, name]));
  const municipalitiesByCode = new Map(municipalities.map((municipality) => [municipality.code, municipality]));
  const codes = [...stateNames.keys()];
  return {
    state: (code: string) => stateNames.get(code),
    states: () => codes,
    municipality: (code: string) => municipalitiesByCode.get(code)?.name,
    stateOf: (municipality: string) => municipalitiesByCode.get(municipality)?.stateCode,
  };
}
