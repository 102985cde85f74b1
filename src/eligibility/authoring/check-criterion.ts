import { suggestion } from "../../platform/suggest.js";
import type { CodeFact, Fact, FactTable, NumberFact } from "../facts/fact.js";
import { FACTS } from "../facts/index.js";
import type { CodeLists } from "../ports.js";
import type { Criterion } from "../rules/rule.js";
import type { Finding } from "./finding.js";

/** Which type of fact each kind of criterion can judge. */
const JUDGES: Readonly<Record<string, Fact["type"]>> = {
  oneOf: "code",
  codeIn: "code",
  hasAny: "codes",
  hasAll: "codes",
  is: "boolean",
  attest: "boolean",
  range: "number",
};

const TYPES: Readonly<Record<Fact["type"], { es: string; en: string; use: string }>> = {
  boolean: { es: "un sí o no", en: "a yes or no", use: "is" },
  number: { es: "un número", en: "a number", use: "range" },
  code: { es: "un código", en: "a code", use: "oneOf" },
  codes: { es: "una lista de códigos", en: "a list of codes", use: "hasAny / hasAll" },
};

const TABLES = {
  state: { es: "la clave de un estado (ISO 3166-2)", en: "the code of a state (ISO 3166-2)" },
  municipality: { es: "la clave INEGI de un municipio", en: "the INEGI key of a municipality" },
  industry: { es: "un código del SCIAN", en: "a SCIAN code" },
} as const;

/** What is wrong with one criterion: the fact exists, is of the type the criterion judges, and can have the values named. */
export function checkCriterion(criterion: Criterion, codes: CodeLists): readonly Finding[] {
  const [kind, body] = Object.entries(criterion)[0] as [string, { fact: string }];
  const fact = (FACTS as FactTable)[body.fact];
  if (fact === undefined) {
    const { es, en } = suggestion(body.fact, Object.keys(FACTS));
    return [
      {
        code: "unknown_fact",
        path: [kind, "fact"],
        es: `«${body.fact}» no es un dato${es}`,
        en: `«${body.fact}» is not a fact${en}`,
      },
    ];
  }
  if (JUDGES[kind] !== fact.type) return [wrongKind(kind, body.fact, TYPES[fact.type])];
  if (kind === "codeIn" && "values" in fact) {
    return [wrongKind(kind, body.fact, { es: "un código sin partes", en: "a code without parts", use: "oneOf" })];
  }
  if ("range" in criterion) return checkRange(criterion.range, fact as NumberFact);
  if ("codeIn" in criterion)
    return checkPrefixes(criterion.codeIn, fact as CodeFact & { table: keyof typeof TABLES }, codes);
  if ("oneOf" in criterion || "hasAny" in criterion || "hasAll" in criterion) {
    return checkValues(kind, body as { fact: string; values: readonly string[] }, fact, codes);
  }
  return [];
}

function wrongKind(kind: string, fact: string, type: { es: string; en: string; use: string }): Finding {
  return {
    code: "wrong_kind",
    path: [kind],
    es: `«${kind}» no juzga ${fact}, que es ${type.es}; use ${type.use.replace("/", "o")}`,
    en: `${kind} cannot judge ${fact}, which is ${type.en}; use ${type.use.replace("/", "or")}`,
  };
}

function checkRange(range: { fact: string; min?: number | undefined; max?: number | undefined }, fact: NumberFact) {
  const ends = (["min", "max"] as const).flatMap((end) => {
    const value = range[end];
    return value === undefined
      ? []
      : numberFault(range.fact, fact, value).map((words) => ({
          code: "out_of_bounds" as const,
          path: ["range", end],
          ...words,
        }));
  });
  if (ends.length > 0 || range.min === undefined || range.max === undefined || range.min <= range.max) return ends;
  return [
    {
      code: "out_of_order" as const,
      path: ["range", "min"],
      es: `el mínimo ${range.min} rebasa el máximo ${range.max}`,
      en: `min exceeds max: ${range.min} is more than ${range.max}`,
    },
  ];
}

/** What is wrong with a number of a fact: outside its bounds, a part of a whole thing, or a share where a percentage is meant. */
export function numberFault(key: string, fact: NumberFact, value: number): { es: string; en: string }[] {
  if (value < fact.min || value > fact.max) {
    return [
      {
        es: `${key} va de ${fact.min} a ${fact.max} (${unitInSpanish(fact)}), no ${value}`,
        en: `${key} is from ${fact.min} to ${fact.max} ${fact.unit}, not ${value}`,
      },
    ];
  }
  if (fact.unit === "percent" && value > 0 && value < 1) {
    return [
      {
        es: `${key} es un porcentaje de 0 a 100: ${value} parece una fracción; ¿quiso decir ${hundredfold(value)}?`,
        en: `${key} is a percentage from 0 to 100: ${value} looks like a fraction; did you mean ${hundredfold(value)}?`,
      },
    ];
  }
  if (fact.integer && !Number.isInteger(value)) {
    return [
      {
        es: `${key} es un número entero (${unitInSpanish(fact)}), no ${value}`,
        en: `${key} is a whole number of ${fact.unit}, not ${value}`,
      },
    ];
  }
  return [];
}

/** What numbers of facts count, in Spanish; currencies are called by their code. */
const UNITS: Readonly<Record<string, string>> = {
  people: "personas",
  years: "años",
  months: "meses",
  percent: "por ciento",
  times: "veces",
  component: "componente",
  "loan currency": "moneda del crédito",
};

export function unitInSpanish({ unit }: NumberFact): string {
  return UNITS[unit] ?? unit;
}

export function hundredfold(value: number): number {
  return Number((value * 100).toFixed(6));
}

function checkValues(
  kind: string,
  { fact: key, values }: { fact: string; values: readonly string[] },
  fact: Fact,
  codes: CodeLists,
): readonly Finding[] {
  const legal = legalCodes(fact, codes);
  const set = new Set(legal);
  const what = "table" in fact ? TABLES[fact.table] : undefined;
  const suggest = fewSuggestions();
  const illegal = values.flatMap((value, index): Finding[] => {
    if (set.has(value)) return [];
    const { es, en } = suggest(value, legal);
    return [
      {
        code: "unknown_value" as const,
        path: [kind, "values", index],
        es: what ? `«${value}» no es ${what.es}${es}` : `${key} no tiene el valor «${value}»${es}`,
        en: what ? `${value} is not ${what.en}${en}` : `${key} has no value ${value}${en}`,
      },
    ];
  });
  return [...illegal, ...repeated(values, [kind, "values"])];
}

/** So many wrong codes of one list are told with what was meant; looking through thousands of codes for each of many takes long. */
const MOST_SUGGESTED = 5;

function fewSuggestions(): typeof suggestion {
  let left = MOST_SUGGESTED;
  return (value, legal) => (left-- > 0 ? suggestion(value, legal) : { es: "", en: "" });
}

function legalCodes(fact: Fact, codes: CodeLists): readonly string[] {
  if ("values" in fact) return Object.keys(fact.values);
  return "table" in fact ? codes.codes(fact.table) : [];
}

function checkPrefixes(
  { fact, prefixes }: { fact: string; prefixes: readonly string[] },
  { table }: { table: keyof typeof TABLES },
  codes: CodeLists,
): readonly Finding[] {
  const legal = codes.codes(table);
  const suggest = fewSuggestions();
  const findings = prefixes.flatMap((prefix, index): Finding[] => {
    const path = ["codeIn", "prefixes", index];
    if (!legal.some((code) => code.startsWith(prefix))) {
      const same = legal.filter(({ length }) => length === prefix.length);
      const { es, en } = suggest(prefix, same.length > 0 ? same : legal);
      const { es: que, en: what } = TABLES[table];
      return [
        {
          code: "unknown_value",
          path,
          es: `ningún código empieza con «${prefix}» (${fact} es ${que})${es}`,
          en: `no code begins with ${prefix} (${fact} is ${what})${en}`,
        },
      ];
    }
    const wider = prefixes.find((other) => other !== prefix && prefix.startsWith(other));
    if (wider === undefined) return [];
    return [
      {
        code: "idle_part",
        path,
        es: `«${prefix}» sobra: «${wider}» ya lo incluye`,
        en: `${prefix} adds nothing: ${wider} already includes it`,
      },
    ];
  });
  return [...findings, ...repeated(prefixes, ["codeIn", "prefixes"])];
}

function repeated(values: readonly string[], path: readonly string[]): readonly Finding[] {
  return values.flatMap((value, index) =>
    values.indexOf(value) === index
      ? []
      : [{ code: "repeated", path: [...path, index], es: `«${value}» está dos veces`, en: `${value} stands twice` }],
  );
}
