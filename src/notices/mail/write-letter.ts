import type { BilingualText } from "../../graph/errors.js";

export type Language = keyof BilingualText;

/** What a letter says between its greeting and its end. */
export interface LetterParts {
  /** What the firm is called. */
  readonly name: string;
  readonly subject: BilingualText;
  /** What stands behind the subject, in no language. */
  readonly number?: string;
  /** Labelled facts, each on a line of its own. */
  readonly facts: (language: Language) => readonly string[];
  /** What happened, and what comes next. */
  readonly body: (language: Language) => readonly string[];
  /** Where to see more. */
  readonly look: BilingualText;
}

const GREETING: BilingualText = { es: "Estimada empresa", en: "Dear firm" };
const STOP: BilingualText = {
  es: "Recibe este correo porque dio su consentimiento; puede retirarlo ahí mismo cuando quiera. No responda a este correo.",
  en: "You get this e-mail because you consented; you can withdraw that there at any time. Do not reply to this e-mail.",
};
export const PROGRAM_LABEL: BilingualText = { es: "Programa", en: "Program" };

const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  es: new Intl.DateTimeFormat("es-MX", { dateStyle: "long", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }),
};

/** A day ("YYYY-MM-DD") in words. */
export function dayIn(language: Language, day: string): string {
  return FORMATS[language].format(new Date(`${day}T00:00:00Z`));
}

/** The line that names a program; none where its name is not known. */
export function programLine(language: Language, program: BilingualText | undefined): readonly string[] {
  return program === undefined ? [] : [`${PROGRAM_LABEL[language]}: ${program[language]}`];
}

/** A plain letter: Spanish first, then English. Of the firm it says the name and what its parts say, and nothing else. */
export function writeLetter(parts: LetterParts): { readonly subject: string; readonly text: string } {
  const { subject, number = "" } = parts;
  return {
    subject: `${subject.es} / ${subject.en}${number}`,
    text: `${partIn("es", parts)}\n\n----\n\n${partIn("en", parts)}\n`,
  };
}

function partIn(language: Language, { name, facts, body, look }: LetterParts): string {
  return [
    `${GREETING[language]} ${name}:`,
    "",
    ...facts(language),
    "",
    ...body(language),
    "",
    look[language],
    STOP[language],
  ].join("\n");
}
