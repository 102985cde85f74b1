import { foldText } from "../../../platform/fold-text.js";
import {
  AUDIENCES,
  CATEGORIES,
  LEVELS,
  PROGRAM_KINDS,
  SECTORS,
  STATUSES,
  SUPPORT_KINDS,
  type Vocabulary,
} from "../../document/vocabulary.js";
import type { ColumnName } from "./csv-columns.js";
import { readId } from "./pages.js";
import { isRecord, own, type UnknownRecord } from "./record.js";

/** The states and their names, by ISO 3166-2. */
export interface StateNames {
  states(): readonly string[];
  state(code: string): string | undefined;
}

type Cell = (column: ColumnName) => string | undefined;

/** The places of a document that one cell alone fills, and how. What no vocabulary has is left as written, for the check to tell. */
const readers = (states: StateNames): readonly (readonly [ColumnName, string, (text: string) => unknown])[] => [
  ["clave", "slug", asWritten],
  ["nombre", "name.es", asWritten],
  ["nombre_en_ingles", "name.en", asWritten],
  ["siglas", "acronym", asWritten],
  ["descripcion", "description.es", asWritten],
  ["descripcion_en_ingles", "description.en", asWritten],
  ["tipo", "kind", codeIn(PROGRAM_KINDS)],
  ["categorias", "categories.codes", codesIn(CATEGORIES)],
  ["nivel", "jurisdiction.level", codeIn(LEVELS)],
  ["estado", "jurisdiction.state", codeOfState(states)],
  ["municipio", "jurisdiction.municipality", asWritten],
  ["dependencia", "agencies", (agency) => [{ agency, role: "administrator" }]],
  ["dirigido_a", "target.asStated.es", asWritten],
  ["publicos", "target.audiences", codesIn(AUDIENCES)],
  ["sectores", "sectors.tags", codesIn(SECTORS)],
  ["apoyos", "supports.kinds", codesIn(SUPPORT_KINDS)],
  ["inicio", "timeline.start", asWritten],
  ["fin", "timeline.end", asWritten],
  ["vigente_desde", "inForceFrom", asWritten],
];

/** The amounts, by column. */
const AMOUNTS = {
  monto_minimo: { type: "min" },
  monto_maximo: { type: "max" },
  porcentaje_maximo: { type: "max_share", percent: true },
} as const;
const CONCERNS = { es: "apoyo por empresa", en: "support per firm" };

/** What a row says of a program. */
export function readRow(states: StateNames): (raw: unknown) => UnknownRecord | undefined {
  const plain = readers(states);
  return (raw) => {
    if (!isRecord(raw) || readId(own(raw, "clave")) === undefined) return undefined;
    const cell: Cell = (column) => {
      const text = own(raw, column);
      return typeof text === "string" && text.trim() !== "" ? text.trim() : undefined;
    };
    const program: Record<string, unknown> = {};
    for (const [column, path, read] of plain) put(program, path, map(cell(column), read));
    const cite = cell("fuente") === undefined ? [] : ["fuente"];
    put(program, "supports.amounts", unlessEmpty(readAmounts(cell, cite)));
    put(
      program,
      "requirements",
      map(cell("requisitos"), (text) => readLines(text, "requisito", { role: "requirement", basis: "stated", cite })),
    );
    put(
      program,
      "evidence",
      map(cell("documentos"), (text) => readLines(text, "documento", { basis: "stated", cite })),
    );
    put(
      program,
      "status",
      map(cell("situacion"), (text) => [
        { code: codeIn(STATUSES)(text), ...when("attestedOn", cell("situacion_al")), confidence: "stated", cite },
      ]),
    );
    put(
      program,
      "citations",
      map(cell("fuente"), (document) => [{ id: "fuente", document, ...when("place", cell("lugar_en_la_fuente")) }]),
    );
    return program;
  };
}

function readAmounts(cell: Cell, cite: readonly string[]): readonly UnknownRecord[] {
  const concerns = map(cell("concepto_del_monto"), (es) => ({ es })) ?? CONCERNS;
  return Object.entries(AMOUNTS).flatMap(([column, kind]) => {
    const text = cell(column as ColumnName);
    if (text === undefined) return [];
    const currency = "percent" in kind ? undefined : cell("moneda")?.toUpperCase();
    const money = currency === undefined ? {} : { currency, currencyBasis: "stated" };
    return [{ concerns, ...kind, value: plainNumber(text), ...money, cite }];
  });
}

/** Numbers as spreadsheets show them in Mexico: $300,000.00 is 300000.00, and 50 % is 50. */
function plainNumber(text: string): string {
  const [, figure = text] = /^\$?\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*%?$/.exec(text) ?? [];
  return figure === text ? text : figure.replaceAll(",", "");
}

function readLines(text: string, name: string, more: UnknownRecord): readonly UnknownRecord[] {
  return split(text, /[;\n\r]+/).map((es, at) => ({ id: `${name}-${at + 1}`, text: { es }, ...more }));
}

const split = (text: string, separator: RegExp) =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");

function asWritten(text: string): string {
  return text;
}

/** The code that words stand for, whether they are the code itself or its name in a language. */
function codeIn(vocabulary: Vocabulary): (text: string) => string {
  const codes = new Map(
    Object.entries(vocabulary).flatMap(([code, { es, en }]) => [code, es, en].map((words) => [foldText(words), code])),
  );
  // Long names have an explanation after a comma or in brackets, which nobody copies.
  for (const [code, { es }] of Object.entries(vocabulary)) {
    const [short = ""] = foldText(es).split(/,| \(| segun /);
    if (!codes.has(short)) codes.set(short, code);
  }
  return (text) => codes.get(foldText(text)) ?? text;
}

function codesIn(vocabulary: Vocabulary): (text: string) => readonly string[] {
  const codeOf = codeIn(vocabulary);
  return (text) => split(text, /[;\n\r]+/).map(codeOf);
}

function codeOfState({ states, state }: StateNames): (text: string) => string {
  const codes = new Map(
    states().flatMap((code) => [code, state(code) ?? code].map((words) => [foldText(words), code])),
  );
  return (text) => codes.get(foldText(text)) ?? text;
}

const map = <T>(text: string | undefined, read: (text: string) => T) => (text === undefined ? undefined : read(text));
const when = (key: string, value: unknown) => (value === undefined ? {} : { [key]: value });
const unlessEmpty = <T>(list: readonly T[]) => (list.length > 0 ? list : undefined);

/** Puts a value at a dotted path; nothing when there is none. */
function put(target: Record<string, unknown>, path: string, value: unknown): void {
  if (value === undefined) return;
  const [key = "", ...rest] = path.split(".");
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inside = target[key] ?? {};
  target[key] = inside;
  put(inside as Record<string, unknown>, rest.join("."), value);
}
