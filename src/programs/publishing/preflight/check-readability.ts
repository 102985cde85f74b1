import { type Flaw, flaw, type Path } from "../../checks/flaw.js";
import type { ProgramDocument } from "../../document/program-document.js";
import { LANGUAGES, type Language, type Text } from "../../document/text.js";
import { readingEase, sentencesOf } from "./readability.js";

/** Words of a sentence that can still be taken in at once; the longest of the catalog has 26. */
const MOST_WORDS = 30;
/** A shorter text is too short for its ease to mean anything. */
const FEWEST_WORDS = 20;
/**
 * Below these a text is hard even beside those of the catalog, full of long names as they are: its medians are 45 in both
 * languages, and one program in sixteen falls below.
 */
const LEAST_EASE: Readonly<Record<Language, number>> = { es: 20, en: 15 };

/** What firms read of a program: sentences too long to take in, and texts of nothing but long words. */
export function checkReadability({ description, requirements }: ProgramDocument): readonly Flaw[] {
  const read: readonly (readonly [Path, Text])[] = [
    [["description"], description],
    ...requirements.map(({ text }, index) => [["requirements", index, "text"], text] as const),
  ];
  return read.flatMap(([path, text]) =>
    LANGUAGES.flatMap((language) => checkText([...path, language], text[language] ?? "", language)),
  );
}

function checkText(path: Path, text: string, language: Language): readonly Flaw[] {
  const lengths = sentencesOf(text, language).map(({ length }) => length);
  const longest = Math.max(0, ...lengths);
  if (longest > MOST_WORDS) {
    return [
      flaw("long_sentence", path, {
        es: `una oración tiene ${longest} palabras: con más de ${MOST_WORDS} se pierde el hilo; divídala`,
        en: `a sentence has ${longest} words: beyond ${MOST_WORDS} the thread is lost; split it`,
      }),
    ];
  }
  const words = lengths.reduce((sum, length) => sum + length, 0);
  const ease = Math.round(readingEase(text, language));
  const least = LEAST_EASE[language];
  if (words < FEWEST_WORDS || ease >= least) return [];
  return [
    flaw("hard_to_read", path, {
      es: `se lee con mucha dificultad (facilidad ${ease}, al menos ${least}): use palabras y oraciones más cortas`,
      en: `it is very hard to read (ease ${ease}, at least ${least}): use shorter words and sentences`,
    }),
  ];
}
