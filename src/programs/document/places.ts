import type { Language } from "./text.js";
import {
  AGENCY_ROLES,
  AMOUNT_TYPES,
  AUDIENCES,
  BASES,
  CATEGORIES,
  CONFIDENCES,
  CURRENCY_BASES,
  FIGURE_KINDS,
  LEVELS,
  NAME_BASES,
  PRESENCES,
  PROGRAM_KINDS,
  RELATION_TYPES,
  REQUIREMENT_ROLES,
  SECTORS,
  STATUSES,
  SUPPORT_KINDS,
  VERDICTS,
  type Vocabulary,
} from "./vocabulary.js";

/** What a place of a program document is called for people, and how what stands there is to be read. */
export interface Place extends Readonly<Record<Language, string>> {
  /** A list: the next step of a path is one of its items. */
  readonly list?: true;
  /** What stands there, or each item of the list, is a code of it. */
  readonly codes?: Vocabulary;
  /** What stands there is a number, or a rule about firms or about amounts. */
  readonly reads?: "number" | "rule" | "amount";
  /** The places inside, or inside each item of the list. */
  readonly fields?: Readonly<Record<string, Place>>;
}

const place = (es: string, en: string, more: Omit<Place, Language> = {}): Place => ({ es, en, ...more });
const record = (es: string, en: string, fields: Place["fields"] = {}) => place(es, en, { fields });
const list = (es: string, en: string, fields?: Place["fields"]) =>
  place(es, en, { list: true, ...(fields && { fields }) });
const code = (es: string, en: string, codes: Vocabulary) => place(es, en, { codes });
const codes = (es: string, en: string, codes: Vocabulary) => place(es, en, { codes, list: true });
const number = (es: string, en: string) => place(es, en, { reads: "number" });

const LANGUAGES = { es: place("en español", "in Spanish"), en: place("en inglés", "in English") };
const text = (es: string, en: string) => record(es, en, LANGUAGES);
const texts = (es: string, en: string) => list(es, en, LANGUAGES);

const note = text("Nota", "Note");
const cite = list("Citas", "Citations");
const id = place("Clave", "Key");
const currency = place("Moneda", "Currency");
const basis = code("Sustento", "Basis", BASES);

/** A figure, as amounts and results have it. */
const MEASURE = {
  value: number("Valor", "Value"),
  currency,
  unit: text("Unidad", "Unit"),
  percent: place("Es porcentaje", "Is a percentage"),
  words: text("En palabras de la fuente", "In the words of the source"),
  qualifier: text("Matiz", "Qualifier"),
  period: text("Periodo", "Period"),
};

/** Every place of a program document, as the shape of the document has them. */
export const PLACES: Place = record("Programa", "Program", {
  slug: place("Clave", "Key"),
  kind: code("Clase de programa", "Kind of program", PROGRAM_KINDS),
  catalog: place("Catálogo", "Catalog"),
  presence: code("Aparición en las fuentes", "Appearance in the sources", PRESENCES),
  name: text("Nombre", "Name"),
  nameBasis: code("Origen del nombre", "Basis of the name", NAME_BASES),
  acronym: place("Siglas", "Acronym"),
  aliases: list("Otros nombres", "Other names"),
  description: text("Descripción", "Description"),
  agencies: list("Instituciones", "Agencies", {
    agency: place("Institución", "Agency"),
    role: code("Papel", "Role", AGENCY_ROLES),
    roleAsStated: text("Papel según la fuente", "Role as stated"),
    note,
  }),
  parentAgency: place("Dependencia de la que cuelga", "Parent agency"),
  categories: record("Temas", "Themes", {
    codes: codes("Según la fuente", "As the source has them", CATEGORIES),
    proposed: codes("Propuestos", "Proposed", CATEGORIES),
    table: code("En la tabla", "In the table", CATEGORIES),
    body: code("En el texto", "In the text", CATEGORIES),
    tableAndBodyAgree: place("Tabla y texto concuerdan", "Table and text agree"),
    note,
  }),
  jurisdiction: record("Ámbito", "Jurisdiction", {
    level: code("Orden de gobierno", "Level of government", LEVELS),
    state: place("Estado", "State"),
    municipality: place("Municipio", "Municipality"),
    stateCodeAsPrinted: place("Clave del estado como está impresa", "State code as printed"),
    note,
  }),
  target: record("Población objetivo", "Target population", {
    asStated: text("Según la fuente", "As stated"),
    audiences: codes("Públicos", "Audiences", AUDIENCES),
  }),
  sectors: record("Sectores", "Sectors", {
    tags: codes("Industrias", "Industries", SECTORS),
    asStated: text("Según la fuente", "As stated"),
    note,
  }),
  supports: record("Apoyos", "Support", {
    kinds: codes("Qué se da", "What is given", SUPPORT_KINDS),
    amounts: list("Montos", "Amounts", {
      concerns: text("De qué es", "What it is of"),
      type: code("Clase de cifra", "Kind of figure", AMOUNT_TYPES),
      ...MEASURE,
      currencyBasis: code("Cómo se sabe la moneda", "How the currency is known", CURRENCY_BASES),
      inclusive: place("Incluye el límite", "Includes the bound"),
      of: text("Proporción de qué", "Share of what"),
      at: text("Momento", "Moment"),
      text: text("Texto", "Text"),
      note,
      cite,
    }),
    calculations: list("Cálculos del monto", "Calculations of the amount", {
      id,
      concerns: text("De qué es", "What it is of"),
      currency,
      rule: place("Regla de cálculo", "Rule of calculation", { reads: "amount" }),
      note,
      cite,
    }),
    components: list("Componentes", "Components", {
      name: text("Nombre", "Name"),
      text: text("Texto", "Text"),
      budget: list("Presupuesto", "Budget", {
        source: text("Fuente de los recursos", "Source of the money"),
        value: number("Valor", "Value"),
        currency,
      }),
    }),
  }),
  requirements: list("Requisitos", "Requirements", {
    id,
    text: text("Texto", "Text"),
    role: code("Peso", "Role", REQUIREMENT_ROLES),
    basis,
    rule: place("Regla", "Rule", { reads: "rule" }),
    note,
    cite,
  }),
  evidence: list("Documentos que se piden", "Evidence", { id, text: text("Texto", "Text"), basis, cite }),
  timeline: record("Vigencia", "Timeline", {
    start: place("Inicio", "Start"),
    end: place("Fin", "End"),
    note,
    cite,
  }),
  status: list("Situación", "Status", {
    code: code("Estado", "Status", STATUSES),
    since: place("Desde", "Since"),
    attestedOn: place("Fecha de la fuente", "Date of the source"),
    confidence: code("Respaldo", "Confidence", CONFIDENCES),
    successor: place("Programa que lo reemplazó", "Program that replaced it"),
    note,
    cite,
  }),
  results: record("Resultados", "Results", {
    figures: list("Cifras", "Figures", {
      metric: text("Qué se mide", "What is measured"),
      kind: code("Logro o meta", "Result or target", FIGURE_KINDS),
      ...MEASURE,
      note,
      cite,
    }),
    note,
  }),
  conflicts: list("Discrepancias entre fuentes", "Conflicts between sources", {
    field: place("Sobre qué", "About"),
    values: texts("Lo que dice cada una", "What each one says"),
    note,
  }),
  relations: list("Relaciones", "Relations", {
    type: code("Cómo se relacionan", "How they relate", RELATION_TYPES),
    program: place("Programa", "Program"),
    name: text("Nombre", "Name"),
    note,
  }),
  citations: list("Fuentes citadas", "Citations", {
    id,
    document: place("Documento", "Document"),
    place: place("Lugar", "Place"),
    line: place("Línea", "Line"),
    original: list("Lo que el documento cita", "What the document itself cites"),
  }),
  cases: list("Casos de prueba", "Golden cases", {
    id,
    title: text("Empresa", "Firm"),
    profile: record("Datos de la empresa", "Facts of the firm"),
    expected: code("Debe resultar", "Must come to", VERDICTS),
    asOf: place("A la fecha", "As of"),
  }),
  inForceFrom: place("En vigor desde", "In force from"),
});
