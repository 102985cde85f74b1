import { syllable } from "syllable";
import type { Language } from "../../document/text.js";
import { spanishSyllables } from "./spanish-syllables.js";

interface Formula {
  readonly sentences: Intl.Segmenter;
  readonly syllables: (word: string) => number;
  readonly ease: (syllablesPerWord: number, wordsPerSentence: number) => number;
}

/** How easily each language is read, from 100 (very easy) down. */
const FORMULAS: Readonly<Record<Language, Formula>> = {
  // Perspicuidad, F. Szigriszt Pazos, 1993.
  es: {
    sentences: new Intl.Segmenter("es", { granularity: "sentence" }),
    syllables: spanishSyllables,
    ease: (syllables, words) => 206.835 - 62.3 * syllables - words,
  },
  // Reading ease, R. Flesch, 1948.
  en: {
    sentences: new Intl.Segmenter("en", { granularity: "sentence" }),
    syllables: syllable,
    ease: (syllables, words) => 206.835 - 84.6 * syllables - 1.015 * words,
  },
};

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu;
const LETTER = /\p{L}/u;

/** Words of each sentence of a text; figures are words too. */
export function sentencesOf(text: string, language: Language): readonly (readonly string[])[] {
  return [...FORMULAS[language].sentences.segment(text)]
    .map(({ segment }) => segment.match(WORD) ?? [])
    .filter((words) => words.length > 0);
}

/** How easily a text is read: for Spanish the perspicuity of Szigriszt, for English the reading ease of Flesch. Figures have no syllables. */
export function readingEase(text: string, language: Language): number {
  const { syllables, ease } = FORMULAS[language];
  const sentences = sentencesOf(text, language);
  const words = sentences.flat().filter((word) => LETTER.test(word));
  if (words.length === 0) return 100;
  const sounded = words.reduce((sum, word) => sum + syllables(word), 0);
  return ease(sounded / words.length, words.length / sentences.length);
}
