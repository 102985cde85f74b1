import { AmountRule } from "../../document/amount-rule.js";
import type { Place } from "../../document/places.js";
import { Rule } from "../../document/rule.js";
import { isText, type Language, read } from "../../document/text.js";
import { isList, type Json, type JsonRecord, keysOf } from "./json.js";
import { placeAt } from "./label.js";
import type { Path } from "./path.js";
import { amountWords, ruleWords } from "./readable-rule.js";

const WORDS = {
  nothing: { es: "—", en: "—" },
  true: { es: "Sí", en: "Yes" },
  false: { es: "No", en: "No" },
} as const;
const LOCALES = { es: "es-MX", en: "en-US" } as const;
/** Longest text, in characters; a longer one is cut off. */
const LONGEST = 300;

/**
 * A value of a program document as a short text for a person: texts in their language, codes by name, money with its currency, rules
 * in words. `path` says where it stands; without it a code or number stays as it is written.
 */
export function readable(value: Json | undefined, language: Language, path: Path = []): string {
  const place = placeAt(path);
  const text = reading(value, language, path.length === 0 ? undefined : place);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1).trimEnd()}…` : text;
}

function reading(value: Json | undefined, language: Language, place: Place | undefined): string {
  if (value === undefined || value === null) return WORDS.nothing[language];
  if (typeof value === "boolean") return WORDS[`${value}`][language];
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return oneWord(value, language, place);
  if (isList(value))
    return (
      value.map((item) => reading(item, language, place)).join(value.every(isWord) ? ", " : "; ") ||
      WORDS.nothing[language]
    );
  if (isText(value)) return read(value, language).value;
  return ruleReading(value, language, place) ?? recordReading(value as JsonRecord, language, place);
}

function oneWord(value: string, language: Language, place: Place | undefined): string {
  const code = place?.codes;
  if (code !== undefined && Object.hasOwn(code, value)) return code[value]?.[language] ?? value;
  return place?.reads === "number" ? grouped(value, language) : value;
}

function isWord(item: Json): boolean {
  return typeof item === "string";
}

function ruleReading(value: Json, language: Language, place: Place | undefined): string | undefined {
  if (place?.reads === "rule") {
    const rule = Rule.safeParse(value);
    return rule.success ? ruleWords(rule.data, language) : JSON.stringify(value);
  }
  if (place?.reads !== "amount") return undefined;
  const rule = AmountRule.safeParse(value);
  return rule.success ? amountWords(rule.data, language) : JSON.stringify(value);
}

/** Fields that say nothing to a reader by themselves. */
const SILENT = ["id", "cite", "currency", "percent", "unit"];

function recordReading(value: JsonRecord, language: Language, place: Place | undefined): string {
  const shown = keysOf(value).filter((key) => !("value" in value ? SILENT : SILENT.slice(0, 2)).includes(key));
  const parts = shown.map((key) => {
    const inside = place?.fields?.[key];
    const text = key === "value" ? measure(value, language, inside) : reading(value[key], language, inside);
    return `${inside?.[language] ?? key}: ${text}`;
  });
  return parts.join("; ") || WORDS.nothing[language];
}

function measure({ value, currency, percent, unit }: JsonRecord, language: Language, place: Place | undefined): string {
  const number = reading(value, language, place);
  if (typeof currency === "string") return `${number} ${currency}`;
  if (percent === true) return `${number} %`;
  return isText(unit) ? `${number} ${read(unit, language).value}` : number;
}

/** A decimal with its thousands apart, none of its digits lost. */
function grouped(decimal: string, language: Language): string {
  if (!/^-?\d+(\.\d+)?$/.test(decimal)) return decimal;
  const format = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 20 });
  return format.format(decimal as Intl.StringNumericLiteral);
}
