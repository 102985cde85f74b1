import type { ReferenceTables } from "./tables.js";

/** Names of places by official code, in the form that the catalog's port asks for. */
export function createPlaces({ states, municipalities }: ReferenceTables) {
  const stateNames = new Map(states.map(({ code, name }) => [code, name]));
  const municipalityNames = new Map(municipalities.map(({ code, name }) => [code, name]));
  return {
    state: (code: string) => stateNames.get(code),
    municipality: (code: string) => municipalityNames.get(code),
  };
}
