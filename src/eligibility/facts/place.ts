import type { FactTable } from "./fact.js";

/** Where the business works. Places are open: they are in the public directory of establishments. */
export const PLACE_FACTS = {
  municipality: {
    type: "code",
    table: "municipality",
    label: { es: "Municipio", en: "Municipality" },
    question: { es: "¿En qué municipio o alcaldía trabaja su negocio?", en: "In which municipality is your business?" },
    help: {
      es: "Clave INEGI de cinco dígitos, por ejemplo 22014 para Querétaro. Si tiene varios locales, elija el principal.",
      en: "Five-digit INEGI key, e.g. 22014 for Querétaro. If you have several premises, choose the main one.",
    },
    privacy: "open",
  },
  state: {
    type: "code",
    table: "state",
    label: { es: "Estado", en: "State" },
    question: { es: "¿En qué estado trabaja su negocio?", en: "In which state does your business operate?" },
    help: {
      es: "Cuenta el lugar donde opera, no el domicilio de la persona dueña. Clave ISO 3166-2, por ejemplo MX-NLE.",
      en: "What counts is where it operates, not where the owner lives. ISO 3166-2 code, e.g. MX-NLE.",
    },
    privacy: "open",
    derivedFrom: ["municipality"],
  },
  inBajioRegion: {
    type: "boolean",
    label: { es: "En la región del Bajío", en: "In the Bajío region" },
    question: {
      es: "¿Su negocio opera en la región del Bajío?",
      en: "Does your business operate in the Bajío region?",
    },
    help: {
      es: "Los documentos fuente no enumeran los lugares del Bajío. Si tiene duda, deje la pregunta sin responder.",
      en: "The source documents do not list the places of the Bajío. If in doubt, leave the question unanswered.",
    },
    privacy: "open",
  },
} as const satisfies FactTable;
