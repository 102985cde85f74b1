import type { Bilingual } from "../../facts/fact.js";
import { FACTS } from "../../facts/index.js";
import type { OfficialCodes } from "../../ports.js";
import type { Knowledge } from "../../rules/knowledge.js";
import { EXIT, ScreeningRefusal } from "../faults.js";
import { DENUE_ACTIVITY, DENUE_BAND, DENUE_COLUMNS, DENUE_LAYOUT, DENUE_PLACE, readBand, readPlace } from "./denue.js";
import { readPlainValue } from "./plain-value.js";

/** One fact of a firm and the columns it is read from. */
export interface Field {
  readonly fact: string;
  /** Column numbers from 0; two for a DENUE place. */
  readonly columns: readonly number[];
  /** Names of those columns as the file has them. */
  readonly names: string;
  /** What the values say of the fact, or why they say nothing. Not asked when all of them are empty. */
  read(...values: string[]): Knowledge | Bilingual;
}

/** What the header of a file says of its rows. */
export interface Layout {
  readonly kind: "denue" | "facts";
  readonly columns: number;
  readonly fields: readonly Field[];
  /** Columns that may hold the establishment's key, the better one first. */
  readonly ids: readonly number[];
  /** Columns that are not read and that no directory has: perhaps a misspelt fact. */
  readonly ignored: readonly string[];
}

const DENUE_NAMES = new Set(DENUE_LAYOUT.map((name) => name.toLowerCase()));
const FACT_BY_NAME = new Map(Object.keys(FACTS).map((fact) => [fact.toLowerCase(), fact]));

/** Finds the columns by their names, in any order and case. Refuses a header from which nothing can be judged. */
export function readLayout(header: readonly string[], codes: OfficialCodes): Layout {
  const names = header.map((name) => name.trim().toLowerCase());
  const twice = names.find((name, at) => names.indexOf(name) !== at && (FACT_BY_NAME.has(name) || isDenue(name)));
  if (twice !== undefined)
    throw unreadable(`la columna ${twice} está dos veces`, `the column ${twice} stands there twice`);
  const fields = [...denueFields(names, codes), ...factFields(names, codes)];
  const facts = fields.map(({ fact }) => fact);
  const repeated = facts.find((fact, at) => facts.indexOf(fact) !== at);
  if (repeated !== undefined)
    throw unreadable(`dos columnas dan el dato ${repeated}`, `two columns give the fact ${repeated}`);
  if (fields.length === 0)
    throw unreadable(
      "no tiene columnas del DENUE (codigo_act, per_ocu, cve_ent, cve_mun) ni de datos (state, scian, workers…); ¿es un CSV en UTF-8 separado por comas?",
      "it has no columns of DENUE (codigo_act, per_ocu, cve_ent, cve_mun) nor of facts (state, scian, workers…); is it a CSV in UTF-8, separated by commas?",
    );
  const kind = names.includes(DENUE_ACTIVITY) ? "denue" : "facts";
  const ids = (kind === "denue" ? ["clee", "id"] : ["id"]).map((name) => names.indexOf(name)).filter((at) => at >= 0);
  const used = new Set([...ids, ...fields.flatMap(({ columns }) => columns)]);
  return {
    kind,
    columns: names.length,
    fields,
    ids,
    ignored: header.filter((_, at) => !used.has(at) && !(kind === "denue" && DENUE_NAMES.has(names[at] ?? ""))),
  };
}

function isDenue(name: string): boolean {
  return DENUE_COLUMNS.includes(name);
}

function denueFields(names: readonly string[], codes: OfficialCodes): Field[] {
  if (!names.includes(DENUE_ACTIVITY)) return [];
  const missing = DENUE_COLUMNS.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw unreadable(
      `parece del DENUE, pero le falta ${missing.join(", ")}`,
      `it looks like DENUE, but it lacks ${missing.join(", ")}`,
    );
  const at = (name: string) => names.indexOf(name);
  return [
    {
      fact: "municipality",
      columns: DENUE_PLACE.map(at),
      names: DENUE_PLACE.join("+"),
      read: (entity = "", municipality = "") => readPlace(entity, municipality, codes),
    },
    {
      fact: "scian",
      columns: [at(DENUE_ACTIVITY)],
      names: DENUE_ACTIVITY,
      read: (code = "") => readPlainValue(code, FACTS.scian as (typeof FACTS)[string], codes),
    },
    { fact: "workers", columns: [at(DENUE_BAND)], names: DENUE_BAND, read: (text = "") => readBand(text) },
  ];
}

function factFields(names: readonly string[], codes: OfficialCodes): Field[] {
  return names.flatMap((name, column) => {
    const key = FACT_BY_NAME.get(name);
    const fact = key === undefined ? undefined : FACTS[key];
    if (key === undefined || fact === undefined) return [];
    return [{ fact: key, columns: [column], names: key, read: (text = "") => readPlainValue(text, fact, codes) }];
  });
}

function unreadable(es: string, en: string): ScreeningRefusal {
  return new ScreeningRefusal(EXIT.input, {
    es: `No se puede usar el encabezado del archivo: ${es}.`,
    en: `The header of the file cannot be used: ${en}.`,
  });
}
