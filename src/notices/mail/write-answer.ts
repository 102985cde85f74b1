import type { BilingualText } from "../../graph/errors.js";
import { dayIn, programLine, writeLetter } from "./write-letter.js";

export interface ChangedAnswer {
  /** What the firm is called. */
  readonly name: string;
  readonly program: BilingualText | undefined;
  readonly from: string;
  readonly to: string;
  /** "YYYY-MM-DD". */
  readonly inForceFrom: string;
  /** Whether an application of the firm to the program came to nothing. */
  readonly onceRefused: boolean;
}

interface AnswerWords {
  readonly was: BilingualText;
  readonly is: BilingualText;
  /** What the firm can do now. */
  readonly next: BilingualText;
}

/** By verdict, as events spell it. */
const ANSWERS: Readonly<Record<string, AnswerWords>> = {
  ELIGIBLE: {
    was: { es: "cumplía los requisitos", en: "you met the requirements" },
    is: { es: "cumple los requisitos", en: "you meet the requirements" },
    next: {
      es: "Si el programa recibe solicitudes, puede presentar una; la dependencia decide.",
      en: "If the program takes applications, you can file one; the agency decides.",
    },
  },
  UNDETERMINED: {
    was: { es: "faltaban datos para saber si cumplía", en: "more had to be known to tell whether you met them" },
    is: { es: "faltan datos para saber si cumple", en: "more must be known to tell whether you meet them" },
    next: {
      es: "Complete su perfil en la ventanilla única para saberlo.",
      en: "Complete your profile in the single window to know.",
    },
  },
  INELIGIBLE: {
    was: { es: "no cumplía algún requisito", en: "you failed a requirement" },
    is: { es: "no cumple algún requisito", en: "you fail a requirement" },
    next: { es: "Lo que ya presentó sigue su curso.", en: "What you have filed already goes on." },
  },
};

const SUBJECT: BilingualText = {
  es: "Cambió su respuesta en un programa",
  en: "Your answer for a program has changed",
};
const IN_FORCE: BilingualText = { es: "Reglas nuevas en vigor desde", en: "New rules in force from" };
const CHANGED: BilingualText = {
  es: "Cambiaron las reglas del programa. Según su perfil, antes {was}; con las reglas nuevas {is}.",
  en: "The rules of the program have changed. By your profile, {was} before; by the new rules {is}.",
};
const REFUSED: BilingualText = {
  es: "Antes su solicitud no procedió; con las reglas nuevas {is}.",
  en: "Your application did not succeed before; by the new rules {is}.",
};
const LOOK: BilingualText = {
  es: "Para ver por qué, entre a la ventanilla única con su cuenta y consulte el programa.",
  en: "To see why, sign in to the single window with your account and look the program up.",
};

/** A notice that new rules give a firm another answer; undefined for a verdict that there are no words for. */
export function writeAnswer({ name, program, from, to, inForceFrom, onceRefused }: ChangedAnswer) {
  const [before, after] = [ANSWERS[from], ANSWERS[to]];
  if (before === undefined || after === undefined) return undefined;
  return writeLetter({
    name,
    subject: SUBJECT,
    facts: (language) => [...programLine(language, program), `${IN_FORCE[language]}: ${dayIn(language, inForceFrom)}`],
    body: (language) => [
      ...[CHANGED, ...(onceRefused ? [REFUSED] : [])].map((sentence) =>
        sentence[language].replace("{was}", before.was[language]).replace("{is}", after.is[language]),
      ),
      after.next[language],
    ],
    look: LOOK,
  });
}
