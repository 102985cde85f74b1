import { badInput } from "./errors.js";

export interface TextLimits {
  /** Most characters, as a reader counts them. */
  readonly max: number;
  readonly min?: number;
  /** Whether line breaks may stand in it. */
  readonly lines?: boolean;
}

/**
 * Controls, separators, and marks that turn the direction of writing or show nothing: never part of a name or a reason.
 * What joins two pictures into one stays.
 */
const HIDDEN =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?!\u200d)\p{Cf}|(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d/u;
/** Long texts are pasted from elsewhere: they have lines, tabs, and places where a word may be broken. */
const HARMLESS_IN_LINES = /[\n\r\t\u00ad]/g;
/** More marks on one letter than any script has. */
const STACKED_MARKS = /\p{M}{5}/u;

const READERS_COUNT = new Intl.Segmenter("es", { granularity: "grapheme" });

/** A text of the caller's, trimmed and in one form (NFC), or a refusal that names the field and never repeats the text. */
export function needText(field: string, given: string, { max, min = 1, lines = false }: TextLimits): string {
  const text = given.isWellFormed() ? given.normalize("NFC").trim() : "\0";
  if (
    text.length > 4 * max ||
    HIDDEN.test(lines ? text.replace(HARMLESS_IN_LINES, " ") : text) ||
    STACKED_MARKS.test(text)
  ) {
    throw refused(field, min, max);
  }
  const length = [...READERS_COUNT.segment(text)].length;
  if (length < min || length > max) throw refused(field, min, max);
  return text;
}

function refused(field: string, minLength: number, maxLength: number) {
  return badInput(
    field,
    {
      es: `debe tener de ${minLength} a ${maxLength} caracteres, sin caracteres de control`,
      en: `must have ${minLength} to ${maxLength} characters, without control characters`,
    },
    { minLength, maxLength },
  );
}
