import type { BilingualText } from "../../graph/errors.js";
import type { Notice } from "./notices.js";

type Language = keyof BilingualText;

export interface Letter {
  readonly notice: Notice;
  /** What the firm is called. */
  readonly name: string;
  /** Null for a draft, which has none yet. */
  readonly folio: string | null;
  readonly program: BilingualText | undefined;
  /** "YYYY-MM-DD". */
  readonly dueOn: string | null;
}

const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  es: new Intl.DateTimeFormat("es-MX", { dateStyle: "long", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "UTC" }),
};

const WORDS = {
  es: {
    greeting: "Estimada empresa",
    folio: "Folio",
    draft: "borrador, sin folio",
    program: "Programa",
    look: "Para verla, entre a la ventanilla única con la cuenta con que la presentó y búsquela por su folio.",
    stop: "Recibe este correo porque dio su consentimiento; puede retirarlo ahí mismo cuando quiera. No responda a este correo.",
  },
  en: {
    greeting: "Dear firm",
    folio: "Reference number",
    draft: "draft, without one",
    program: "Program",
    look: "To see it, sign in to the single window with the account you filed it with and look for its reference number.",
    stop: "You get this e-mail because you consented; you can withdraw that there at any time. Do not reply to this e-mail.",
  },
} as const;

/** A notice as a plain letter: Spanish first, then English. Of the firm it says the name and nothing else. */
export function writeNotice(letter: Letter): { readonly subject: string; readonly text: string } {
  const { notice, folio } = letter;
  const number = folio === null ? "" : ` (${folio})`;
  return {
    subject: `${notice.subject.es} / ${notice.subject.en}${number}`,
    text: `${partIn("es", letter)}\n\n----\n\n${partIn("en", letter)}\n`,
  };
}

function partIn(language: Language, { notice, name, folio, program, dueOn }: Letter): string {
  const words = WORDS[language];
  const day = dueOn === null ? "" : FORMATS[language].format(new Date(`${dueOn}T00:00:00Z`));
  return [
    `${words.greeting} ${name}:`,
    "",
    `${words.folio}: ${folio ?? words.draft}`,
    ...(program === undefined ? [] : [`${words.program}: ${program[language]}`]),
    "",
    notice.now[language],
    notice.next[language].replace("{day}", day),
    "",
    words.look,
    words.stop,
  ].join("\n");
}
