import type { FactVocabulary, Places } from "../ports.js";

/** Everything a program's document may name. */
export interface Known {
  readonly agencies: ReadonlySet<string>;
  readonly catalogs: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly programs: ReadonlySet<string>;
  readonly facts: FactVocabulary;
  readonly places: Places;
}

/** How an institution is called where a name is not one. */
export const AGENCY = { es: "una institución del catálogo", en: "agency" };
