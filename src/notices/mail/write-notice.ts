import type { BilingualText } from "../../graph/errors.js";
import type { Notice } from "./notices.js";
import { dayIn, programLine, writeLetter } from "./write-letter.js";

export interface NoticeOfApplication {
  readonly notice: Notice;
  /** What the firm is called. */
  readonly name: string;
  /** Null for a draft, which has none yet. */
  readonly folio: string | null;
  readonly program: BilingualText | undefined;
  /** "YYYY-MM-DD". */
  readonly dueOn: string | null;
}

const FOLIO = { es: "Folio", en: "Reference number" } as const;
const DRAFT = { es: "borrador, sin folio", en: "draft, without one" } as const;
const LOOK = {
  es: "Para verla, entre a la ventanilla única con la cuenta con que la presentó y búsquela por su folio.",
  en: "To see it, sign in to the single window with the account you filed it with and look for its reference number.",
} as const;

/** A notice of what happened to an application. */
export function writeNotice({ notice, name, folio, program, dueOn }: NoticeOfApplication) {
  return writeLetter({
    name,
    subject: notice.subject,
    number: folio === null ? "" : ` (${folio})`,
    facts: (language) => [`${FOLIO[language]}: ${folio ?? DRAFT[language]}`, ...programLine(language, program)],
    body: (language) => [
      notice.now[language],
      notice.next[language].replace("{day}", dueOn === null ? "" : dayIn(language, dueOn)),
    ],
    look: LOOK,
  });
}
