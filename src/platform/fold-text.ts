const COMBINING_MARKS = /\p{M}+/gu;

/** Lower case without accents, so that "Crédito" and "CREDITO" are one word. */
export function foldText(text: string): string {
  return text.normalize("NFD").replace(COMBINING_MARKS, "").toLowerCase();
}

/** The words of a name alone: without accents, case and punctuation. */
export function plainName(name: string): string {
  return foldText(name)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
