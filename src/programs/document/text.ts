import { z } from "zod";

/** The languages a person can read the catalog in. Spanish is the default everywhere. */
export const LANGUAGES = ["es", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const words = z.string().trim().min(1);

/** A text a person reads, in Spanish, in English or (the rule) in both. A text in one language only is served as it is, with a note. */
export const Text = z
  .union([z.strictObject({ es: words, en: words }), z.strictObject({ es: words }), z.strictObject({ en: words })])
  .meta({ id: "Text" });
export type Text = { readonly es?: string; readonly en?: string };

/** What the reader gets: the text, and the language it really is in. */
export function read(text: Text, language: Language): { value: string; language: Language } {
  const wanted = text[language];
  if (wanted !== undefined) return { value: wanted, language };
  const other: Language = language === "es" ? "en" : "es";
  return { value: text[other] ?? "", language: other };
}

/** True for objects that are nothing but a text, so that a whole document can be read in one language. */
export function isText(value: unknown): value is Text {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === "es" || key === "en");
}
