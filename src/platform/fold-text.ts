const COMBINING_MARKS = /\p{M}+/gu;

/** Lower case without accents, so that "Crédito" and "CREDITO" are one word. */
export function foldText(text: string): string {
  return text.normalize("NFD").replace(COMBINING_MARKS, "").toLowerCase();
}
