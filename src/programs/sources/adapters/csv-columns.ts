import { foldText } from "../../../platform/fold-text.js";

export interface Column {
  /** A table without it is not read. */
  readonly needed?: true;
  /** What to write in it, for those who fill it in. */
  readonly es: string;
  readonly en: string;
}

/** The columns of a table filled in by hand, by heading. Capitals, accents and spaces make no difference. */
export const COLUMNS = {
  clave: {
    needed: true,
    es: "Clave del programa, siempre la misma: minúsculas, cifras y guiones, p. ej. fondo-local",
    en: "Key of the program, always the same: lower-case letters, digits and hyphens, e.g. fondo-local",
  },
  nombre: { needed: true, es: "Nombre oficial", en: "Official name" },
  nombre_en_ingles: { es: "Nombre en inglés", en: "Name in English" },
  siglas: { es: "Siglas", en: "Acronym" },
  descripcion: { es: "Qué es, en pocas líneas", en: "What it is, in a few lines" },
  descripcion_en_ingles: { es: "Lo mismo en inglés", en: "The same in English" },
  tipo: { es: "Fondo, Fideicomiso, Programa…", en: "Fund, Trust, Program…" },
  categorias: { es: "Financiamiento, Promoción comercial…", en: "Financing, Trade promotion…" },
  nivel: { es: "Estatal, Municipal o Federal", en: "State, Municipal or Federal" },
  estado: { es: "Nombre o código, p. ej. Querétaro o MX-QUE", en: "Name or code, e.g. Querétaro or MX-QUE" },
  municipio: { es: "Clave del INEGI, cinco cifras", en: "INEGI key, five digits" },
  dependencia: { es: "Clave de la dependencia que lo administra", en: "Key of the agency that administers it" },
  dirigido_a: { es: "A quién se dirige, con sus palabras", en: "Whom it is for, in its own words" },
  publicos: { es: "MIPYME, Emprendedor, Mujeres…", en: "MSME, Entrepreneur, Women…" },
  sectores: { es: "Manufactura, Alimentos, Todos los sectores…", en: "Manufacturing, Food, Any sector…" },
  apoyos: { es: "Crédito, Garantía, Capacitación…", en: "Credit, Guarantee, Training…" },
  concepto_del_monto: {
    es: "De qué es el monto, p. ej. crédito por empresa",
    en: "What the amount is of, e.g. credit per firm",
  },
  monto_minimo: { es: "Número, p. ej. 5000", en: "Number, e.g. 5000" },
  monto_maximo: { es: "Número, p. ej. 300000", en: "Number, e.g. 300000" },
  moneda: { es: "MXN o USD", en: "MXN or USD" },
  porcentaje_maximo: {
    es: "Parte del proyecto que se apoya, p. ej. 50",
    en: "Share of the project supported, e.g. 50",
  },
  requisitos: { es: "Uno por renglón o separados por punto y coma", en: "One a line or separated by semicolons" },
  documentos: { es: "Lo que se entrega; como los requisitos", en: "What is handed in; like the requirements" },
  inicio: {
    es: "Desde cuándo existe: 2010, 2010-05 o 2010-05-31",
    en: "Since when it exists: 2010, 2010-05 or 2010-05-31",
  },
  fin: { es: "Cuándo termina o terminó", en: "When it ends or ended" },
  situacion: {
    es: "Vigente, Terminado, Piloto, Planeado o Se desconoce",
    en: "Active, Ended, Pilot, Planned or Unknown",
  },
  situacion_al: { es: "Fecha en que era así", en: "Date as of which it is so" },
  vigente_desde: {
    es: "Primer día del que vale la ficha, 2010-05-31",
    en: "First day the profile speaks of, 2010-05-31",
  },
  fuente: { es: "Clave del documento que lo dice", en: "Key of the document that says so" },
  lugar_en_la_fuente: { es: "Página, sección o artículo", en: "Page, section or article" },
} as const satisfies Readonly<Record<string, Column>>;

export type ColumnName = keyof typeof COLUMNS;

/** Other headings that people write. */
const ALSO: Readonly<Record<string, ColumnName>> = {
  id: "clave",
  programa: "nombre",
  nombre_ingles: "nombre_en_ingles",
  descripcion_ingles: "descripcion_en_ingles",
  entidad: "estado",
  estatus: "situacion",
  monto: "monto_maximo",
};

/** The column that a heading means; undefined when it means none. */
export function columnOf(heading: string): ColumnName | undefined {
  const name = foldText(heading).trim().replace(/\s+/g, "_");
  if (Object.hasOwn(COLUMNS, name)) return name as ColumnName;
  return Object.hasOwn(ALSO, name) ? ALSO[name] : undefined;
}
