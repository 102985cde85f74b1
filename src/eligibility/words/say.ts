import type { Bilingual } from "../facts/fact.js";

export type Language = keyof Bilingual;

/** A text in one language. */
export function say(text: Bilingual, language: Language): string {
  return text[language];
}

/** "a, b o c": any of them. */
export function anyOf(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language === "es" ? "es-MX" : "en", { type: "disjunction" }).format(items);
}

/** "a, b y c": all of them. */
export function allOf(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(language === "es" ? "es-MX" : "en", { type: "conjunction" }).format(items);
}

const FORMATS = {
  es: new Intl.NumberFormat("es-MX", { maximumFractionDigits: 6 }),
  en: new Intl.NumberFormat("en", { maximumFractionDigits: 6 }),
};

export function numberText(value: number, language: Language): string {
  return FORMATS[language].format(value);
}
