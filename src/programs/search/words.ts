import { foldText } from "../../platform/fold-text.js";

/** How people's words and the catalog's words are made comparable: folded, and by how they sound in Spanish. */

const NOT_WORD = /[^\p{L}\p{N}]+/u;
const MIN_LENGTH = 2;

/** Words that say "I am looking for…" and nothing about what. Stop words of both languages are left to PostgreSQL. */
const INTENT = new Set(
  `quiero quisiera necesito busco buscar ocupo puedo puede hay tengo tener dame conseguir obtener recibir como donde cual cuales
   algun alguna para abrir poner want need looking find get give how where which help have`.split(/\s+/),
);

/** The words of a text with their accents, in lower case. */
export function wordsOf(text: string): string[] {
  return text
    .normalize("NFC")
    .toLowerCase()
    .split(NOT_WORD)
    .filter((word) => word.length >= MIN_LENGTH);
}

/** What is worth looking for in what a person typed: folded words without "quiero un…", at most `most`. */
export function searchWords(typed: string, most: number): string[] {
  const words = [...new Set(wordsOf(typed).map(foldText))];
  const telling = words.filter((word) => !INTENT.has(word));
  return (telling.length > 0 ? telling : words).slice(0, most);
}

const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, "f"],
  [/qu(?=[ei])/g, "k"],
  [/gu(?=[ei])/g, "g"],
  [/g(?=[ei])/g, "j"],
  [/[cs]h/g, "C"],
  [/[cs]?c(?=[ei])/g, "s"],
  [/ck|[cq]/g, "k"],
  [/C/g, "ch"],
  [/z/g, "s"],
  [/[vw]/g, "b"],
  [/(?<!c)h/g, ""],
  [/ll/g, "i"],
  [/y/g, "i"],
  [/n(?=[bp])/g, "m"],
  [/(.)\1+/g, "$1"],
];

/** The sound of a folded word in Mexican Spanish: "pime" and "pyme", "prosek" and "prosec" sound alike. */
export function soundOf(folded: string): string {
  return SOUNDS.reduce((sound, [pattern, replacement]) => sound.replace(pattern, replacement), folded);
}
