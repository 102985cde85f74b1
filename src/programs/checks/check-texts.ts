import { isText, LANGUAGES, type Text } from "../document/text.js";
import { type Flaw, flaw, type Path } from "./flaw.js";

/** Texts left for later. */
const PLACEHOLDER = /\b(TODO|TBD|FIXME|PENDIENTE|XXX)\b|\?\?\?|lorem ipsum/;
/** A text of so many words that is the same in both languages was not translated. */
const SENTENCE = 5;
/** Places where a text quotes what is printed, in whatever language. */
const QUOTED = ["conflicts", "relations", "roleAsStated", "name", "title"];

/** Texts that lack a language, were not translated, say other numbers in one language than in the other, or were left for later. */
export function checkTexts(document: unknown): readonly Flaw[] {
  return textsIn(document).flatMap(({ text, path }) => textFlaws(text, path));
}

const NAMES = { es: "español", en: "inglés" } as const;

function textFlaws(text: Text, path: Path): readonly Flaw[] {
  const missing = LANGUAGES.filter((language) => text[language] === undefined);
  if (missing.length > 0) {
    return missing.map((language) =>
      flaw("missing_language", path, {
        es: `falta el texto en ${NAMES[language]} (${language})`,
        en: `has no text in ${language}`,
      }),
    );
  }
  const { es = "", en = "" } = text;
  const left = LANGUAGES.filter((language) => PLACEHOLDER.test(text[language] ?? ""));
  if (left.length > 0) {
    return left.map((language) =>
      flaw("placeholder", [...path, language], { es: "es un texto provisional", en: "this is a placeholder" }),
    );
  }
  if (es === en && es.split(/\s+/).length >= SENTENCE && !path.some((key) => QUOTED.includes(String(key)))) {
    return [
      flaw("untranslated", [...path, "en"], {
        es: "es igual en los dos idiomas: falta traducir",
        en: "is the same in both languages: not translated",
      }),
    ];
  }
  const [here, there] = [numbers(es), numbers(en)];
  if (here === there) return [];
  return [
    flaw("figures_differ", [...path, "en"], {
      es: `las cifras no son las mismas en los dos idiomas: ${here || "ninguna"} y ${there || "ninguna"}`,
      en: `the figures are not the same in both languages: ${here || "none"} and ${there || "none"}`,
    }),
  ];
}

/** The numbers of two digits and more that a text names, in order of size; one digit is often written as a word. */
function numbers(text: string): string {
  const found = text.match(/\d[\d,.]*\d/g) ?? [];
  return [...new Set(found.map((number) => number.replaceAll(",", "")))].sort().join(", ");
}

interface PlacedText {
  readonly text: Text;
  readonly path: Path;
}

function textsIn(value: unknown, path: Path = []): readonly PlacedText[] {
  if (isText(value)) return [{ text: value, path }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    textsIn(inside, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}
