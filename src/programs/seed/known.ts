import type { FactVocabulary, Places } from "../ports.js";

/** Everything a program file may name. */
export interface Known {
  readonly agencies: ReadonlySet<string>;
  readonly catalogs: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly programs: ReadonlySet<string>;
  readonly facts: FactVocabulary;
  readonly places: Places;
}

/** How an institution is called in faults. */
export const AGENCY = { es: "una institución de agencies.yaml", en: "agency" };
