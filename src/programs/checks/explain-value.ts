import { nearest, suggestion } from "../../platform/suggest.js";
import { numberWords } from "../document/decimal.js";
import { type Flaw, flaw, type Path, shown } from "./flaw.js";
import { apart, type Words } from "./words.js";

/** What is wrong with single values and keys of a document, and how they should be written. */

/** So many legal values are told whole; of more, only the nearest. */
const FEW = 12;

export function strangeKey(path: Path, key: string, legal: readonly string[]): Flaw {
  const said = shown(key);
  if (/^\d+$/.test(key)) {
    return flaw("unknown_field", path, {
      es: `«${said}» no es un campo; ¿es parte de un número con separador de millares?`,
      en: `Unrecognized key ${said}; is it part of a number with thousands separators?`,
    });
  }
  const { es, en } = suggestion(key, legal);
  return flaw(
    "unknown_field",
    path,
    { es: `«${said}» no es un campo${es}`, en: `Unrecognized key ${said}${en}` },
    nearest(key, legal),
  );
}

const TYPES: Readonly<Record<string, Words>> = {
  string: { es: "un texto", en: "a text" },
  number: { es: "un número", en: "a number" },
  int: { es: "un número entero", en: "a whole number" },
  boolean: { es: "true o false", en: "true or false" },
  array: { es: "una lista", en: "a list" },
  object: { es: "un grupo de campos", en: "a group of fields" },
};

export function wrongType(path: Path, expected: string, found: unknown): Flaw {
  const key = path.at(-1);
  if (found === undefined || (found === null && key === undefined)) return missing(path);
  const wanted = TYPES[expected] ?? { es: expected, en: expected };
  if (found === null) {
    return flaw("missing_field", path, {
      es: `«${key}» está vacío: debe ser ${wanted.es}`,
      en: `${key} is empty: it must be ${wanted.en}`,
    });
  }
  if (["number", "int"].includes(expected) && typeof found === "string") return wrongNumber(path, found);
  const hint = howToWrite(expected, found);
  return flaw("wrong_type", path, { es: `debe ser ${wanted.es}${hint.es}`, en: `it must be ${wanted.en}${hint.en}` });
}

export function wrongNumber(path: Path, found: unknown): Flaw {
  return flaw("wrong_form", path, apart(numberWords(shown(found))));
}

function missing(path: Path): Flaw {
  const key = path.at(-1);
  if (key === undefined)
    return flaw("missing_field", path, { es: "falta el documento", en: "the document is missing" });
  return flaw("missing_field", path, { es: `falta «${key}»`, en: `${key} is missing` });
}

function howToWrite(expected: string, found: unknown): Words {
  const said = shown(found);
  if (expected === "string" && ["number", "boolean"].includes(typeof found)) {
    return { es: `: escriba "${said}" entre comillas`, en: `: write "${said}" in quotation marks` };
  }
  if (expected === "boolean" && typeof found === "string") return { es: `, no «${said}»`, en: `, not «${said}»` };
  if (expected === "array" && typeof found !== "object")
    return { es: `: escriba [ ${said} ]`, en: `: write [ ${said} ]` };
  return { es: "", en: "" };
}

export function wrongValue(path: Path, legal: readonly string[], found: unknown): Flaw {
  if (found === undefined) return missing(path);
  const said = shown(found);
  const { es, en } = suggestion(said, legal);
  return flaw(
    "wrong_value",
    path,
    { es: `«${said}» no está en el vocabulario${es}`, en: `${said} is not in the vocabulary${en}` },
    legal.length <= FEW ? legal : nearest(said, legal),
  );
}

export function tooSmall(path: Path, origin: string, minimum: number): Flaw {
  return flaw("wrong_form", path, tooSmallWords(origin, minimum));
}

function tooSmallWords(origin: string, minimum: number): Words {
  if (origin === "string") return { es: "el texto está vacío", en: "the text is empty" };
  if (origin === "array" && minimum > 1) {
    return { es: `la lista necesita al menos ${minimum} elementos`, en: `the list needs at least ${minimum} items` };
  }
  if (origin === "array") return { es: "la lista está vacía", en: "the list is empty" };
  return { es: `debe ser al menos ${minimum}`, en: `it must be at least ${minimum}` };
}
