import { type FaultText, faultsOf } from "./fault.js";

const CURP_FAULTS = {
  CURP_LENGTH: {
    es: "La CURP tiene 18 caracteres.",
    en: "A CURP has 18 characters.",
  },
  CURP_LETTERS: {
    es: "La CURP empieza con cuatro letras, la segunda una vocal o X; la Ñ se escribe X.",
    en: "A CURP starts with four letters, the second a vowel or X; Ñ is written X.",
  },
  CURP_DATE: {
    es: "Los caracteres 5 a 10 de la CURP no forman una fecha de nacimiento que exista (año, mes y día de dos dígitos).",
    en: "Characters 5 to 10 of the CURP are not an existing birth date (two digits each for year, month and day).",
  },
  CURP_FUTURE: {
    es: "La fecha de nacimiento de la CURP aún no llega; el carácter 17 es un dígito para quien nació antes de 2000 y una letra desde 2000.",
    en: "The birth date of the CURP is still to come; character 17 is a digit for those born before 2000 and a letter from 2000.",
  },
  CURP_SEX: {
    es: "El carácter 11 de la CURP es H, M o X.",
    en: "Character 11 of a CURP is H, M or X.",
  },
  CURP_ENTITY: {
    es: "Los caracteres 12 y 13 de la CURP son la clave de la entidad de nacimiento, o NE para quien nació en el extranjero.",
    en: "Characters 12 and 13 of a CURP are the code of the entity of birth, or NE for those born abroad.",
  },
  CURP_CONSONANTS: {
    es: "Los caracteres 14 a 16 de la CURP son consonantes; la Ñ se escribe X.",
    en: "Characters 14 to 16 of a CURP are consonants; Ñ is written X.",
  },
  CURP_HOMONYMY: {
    es: "El carácter 17 de la CURP es un dígito o una letra de la A a la Z.",
    en: "Character 17 of a CURP is a digit or a letter from A to Z.",
  },
  CURP_CHECK_DIGIT: {
    es: "El último dígito de la CURP no corresponde a los demás caracteres: alguno está mal escrito.",
    en: "The last digit of the CURP does not go with its other characters: one of them is mistyped.",
  },
} as const satisfies Record<string, FaultText>;

/** Everything `validateCurp` may say. */
export type CurpFaultCode = keyof typeof CURP_FAULTS;

export const curpFault = faultsOf<CurpFaultCode>(CURP_FAULTS);
