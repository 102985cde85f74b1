import type { CannotCarry } from "./format.js";

/** Parts of a program document that some form has no place for, and what they are. */
const GAPS = {
  acronym: { es: "las siglas, aparte de los otros nombres", en: "the acronym, apart from the other names" },
  "agencies.note": { es: "notas sobre las instituciones", en: "notes on the agencies" },
  "agencies.role": { es: "el papel de cada institución", en: "the role of each agency" },
  "agencies.roleAsStated": { es: "ese papel con las palabras de la fuente", en: "that role in the source's words" },
  cases: { es: "las empresas de ejemplo de sus reglas", en: "the example firms of its rules" },
  catalog: { es: "el catálogo", en: "the catalog" },
  "categories.body": { es: "cómo lo clasifica el texto de la fuente", en: "how the text of the source classifies it" },
  "categories.note": { es: "notas sobre su clasificación", en: "notes on its classification" },
  "categories.proposed": { es: "los temas que proponemos", en: "the themes that we propose" },
  "categories.table": { es: "cómo lo clasifica una tabla de la fuente", en: "how a table of the source classifies it" },
  "categories.tableAndBodyAgree": { es: "si ambas coinciden", en: "whether the two agree" },
  citations: { es: "dónde consta cada dato", en: "where each fact is written" },
  conflicts: { es: "en qué difieren las fuentes", en: "what the sources disagree on" },
  evidence: { es: "qué documentos los prueban", en: "what proves them" },
  inForceFrom: { es: "desde cuándo vale este perfil", en: "since when this profile holds" },
  "jurisdiction.note": { es: "notas sobre el ámbito", en: "notes on the jurisdiction" },
  "jurisdiction.stateCodeAsPrinted": { es: "la clave del estado como está impresa", en: "the state's code as printed" },
  nameBasis: { es: "de dónde sale el nombre en español", en: "where the Spanish name comes from" },
  parentAgency: { es: "la institución superior", en: "the agency above" },
  presence: { es: "dónde aparece en nuestros documentos fuente", en: "where it stands in our source documents" },
  relations: { es: "las relaciones con otros programas", en: "relations to other programs" },
  requirements: { es: "los requisitos y sus reglas", en: "conditions and their rules" },
  results: { es: "los resultados", en: "results" },
  sectors: { es: "los sectores", en: "sectors" },
  "sectors.asStated": { es: "los sectores con las palabras de la fuente", en: "the sectors in the source's words" },
  "sectors.note": { es: "notas sobre los sectores", en: "notes on the sectors" },
  status: { es: "el estado y su historia", en: "its status and its history" },
  "supports.amounts": { es: "los montos", en: "amounts" },
  "supports.calculations": { es: "cómo se calculan los montos", en: "how amounts are worked out" },
  "supports.components": { es: "los componentes y sus presupuestos", en: "components and their budgets" },
  "target.asStated": {
    es: "a quién va dirigido, con las palabras de la fuente",
    en: "whom it is for, in the source's words",
  },
  timeline: { es: "cuándo empieza y termina", en: "when it begins and ends" },
} as const satisfies Readonly<Record<string, Omit<CannotCarry, "path">>>;

/** The parts of these paths, for the list of what a form cannot carry. */
export function gaps(...paths: readonly (keyof typeof GAPS)[]): readonly CannotCarry[] {
  return paths.map((path) => ({ path, ...GAPS[path] }));
}
