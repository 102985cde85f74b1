import type { Bilingual } from "../facts/fact.js";

/** Why a row could not be judged. What stood in the row is never repeated: it may be somebody's telephone number. */
export interface RowFault {
  /** Name of the column as the file has it; empty when the whole row is meant. */
  readonly column: string;
  readonly reason: Bilingual;
}

export const brokenQuotes: Bilingual = {
  es: "las comillas de la fila no cierran como deben; se siguió leyendo en la línea siguiente",
  en: "the quotes of this row do not close as they should; reading went on at the next line",
};

export const tooLong: Bilingual = {
  es: "la fila pasa de 256 KiB: quizá unas comillas no cierran; se siguió leyendo en la línea siguiente",
  en: "the row is longer than 256 KiB: perhaps a quote does not close; reading went on at the next line",
};

export function wrongCount(expected: number, found: number): Bilingual {
  return {
    es: `el encabezado tiene ${expected} columnas y la fila ${found}`,
    en: `the header has ${expected} columns and the row ${found}`,
  };
}

export const unfitId: Bilingual = {
  es: "la clave no es de letras y cifras: quizá las columnas de la fila están recorridas",
  en: "the key is not made of letters and digits: perhaps the columns of this row are shifted",
};

/** Why a screening cannot start or go on; the command prints it and ends with this code. */
export class ScreeningRefusal extends Error {
  constructor(
    readonly exitCode: number,
    readonly text: Bilingual,
  ) {
    super(`${text.es}\n${text.en}`);
    this.name = "ScreeningRefusal";
  }
}

/** What the command ends with. */
export const EXIT = { done: 0, fault: 1, usage: 2, input: 3, resume: 4, output: 5, interrupted: 130 } as const;
