import { foldText } from "../../../platform/fold-text.js";
import type { Bilingual, Fact, NumberFact } from "../../facts/fact.js";
import type { OfficialCodes } from "../../ports.js";
import { type Knowledge, known } from "../../rules/knowledge.js";

const YES: ReadonlySet<string> = new Set(["true", "si", "yes", "verdadero"]);
const NO: ReadonlySet<string> = new Set(["false", "no", "falso"]);
/** A list that is known to be empty; an empty cell says only that nothing is known. */
const NONE: ReadonlySet<string> = new Set(["ninguno", "ninguna", "none"]);
const NUMBER = /^-?\d+(\.\d+)?$/;
const BAND = /^(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)$/;
const AND_MORE = /^(\d+(?:\.\d+)?)\+$/;

/** What a cell says of a fact: true/sí, a number, a band such as 11-30 or 251+, a code, or codes between ; or |. Or why it says nothing. */
export function readPlainValue(text: string, fact: Fact, codes: OfficialCodes): Knowledge | Bilingual {
  switch (fact.type) {
    case "boolean":
      return readBoolean(text);
    case "number":
      return readNumber(text, fact);
    case "code": {
      const found = readCodes(text, "values" in fact ? fact.values : fact.table, codes);
      return Array.isArray(found) ? known.code(...found) : (found as Bilingual);
    }
    case "codes": {
      if (NONE.has(foldText(text))) return known.codes();
      const found = readCodes(text, fact.values, codes);
      return Array.isArray(found) ? known.codes(...found) : (found as Bilingual);
    }
  }
}

function readBoolean(text: string): Knowledge | Bilingual {
  const word = foldText(text);
  if (YES.has(word)) return known.boolean(true);
  if (NO.has(word)) return known.boolean(false);
  return { es: "se espera sí o no, o true o false", en: "expected yes or no, or true or false" };
}

function readNumber(text: string, fact: NumberFact): Knowledge | Bilingual {
  const band = BAND.exec(text);
  const [low, high] = band
    ? [Number(band[1]), Number(band[2])]
    : NUMBER.test(text)
      ? [Number(text), Number(text)]
      : [Number(AND_MORE.exec(text)?.[1] ?? Number.NaN), fact.max];
  const whole = !fact.integer || (Number.isInteger(low) && Number.isInteger(high));
  if (low >= fact.min && high <= fact.max && low <= high && whole) return known.between(low, high);
  return {
    es: `se espera un número${fact.integer ? " entero" : ""} de ${fact.min} a ${fact.max}, o un rango como 11-30 o 251+, sin comas`,
    en: `expected a${fact.integer ? " whole" : ""} number from ${fact.min} to ${fact.max}, or a band such as 11-30 or 251+, without commas`,
  };
}

function readCodes(
  text: string,
  legal: Readonly<Record<string, Bilingual>> | "state" | "municipality" | "industry",
  codes: OfficialCodes,
): string[] | Bilingual {
  const find = typeof legal === "string" ? officialCode(legal, codes) : listedCode(legal);
  const found = text.split(/[;|]/).map((value) => find(value.trim()));
  return found.every((code) => code !== undefined) ? found : expectedCode(legal);
}

function listedCode(values: Readonly<Record<string, Bilingual>>): (value: string) => string | undefined {
  const byFoldedCode = new Map(Object.keys(values).map((code) => [foldText(code), code]));
  return (value) => byFoldedCode.get(foldText(value));
}

function officialCode(
  table: "state" | "municipality" | "industry",
  codes: OfficialCodes,
): (value: string) => string | undefined {
  const exists = {
    state: (code: string) => codes.isState(code),
    municipality: (code: string) => codes.stateOf(code) !== undefined,
    industry: (code: string) => codes.isIndustry(code),
  }[table];
  return (value) => {
    const code = table === "municipality" ? value.padStart(5, "0") : value.toUpperCase();
    return exists(code) ? code : undefined;
  };
}

function expectedCode(legal: Readonly<Record<string, Bilingual>> | "state" | "municipality" | "industry"): Bilingual {
  switch (legal) {
    case "state":
      return { es: "se espera un estado, por ejemplo MX-QUE", en: "expected a state, e.g. MX-QUE" };
    case "municipality":
      return {
        es: "no hay municipio con esa clave de cinco cifras",
        en: "no municipality has this key of five digits",
      };
    case "industry":
      return { es: "ese código no está en el SCIAN 2018 ni 2023", en: "this code is not in SCIAN 2018 or 2023" };
    default: {
      const names = Object.keys(legal);
      const some = names.length > 12 ? `${names.slice(0, 12).join(", ")}…` : names.join(", ");
      return { es: `se espera alguno de: ${some}`, en: `expected any of: ${some}` };
    }
  }
}
