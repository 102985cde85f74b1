import { type FaultText, faultsOf } from "./fault.js";

const RFC_FAULTS = {
  RFC_LENGTH: {
    es: "El RFC tiene 12 caracteres si es de una persona moral (3 letras, fecha y homoclave de 3) y 13 si es de una persona física (4 letras, fecha y homoclave de 3).",
    en: "An RFC has 12 characters for a company (3 letters, date and a homoclave of 3) and 13 for a person (4 letters, date and a homoclave of 3).",
  },
  RFC_LETTERS: {
    es: "El RFC empieza con 3 letras si es de una persona moral y con 4 si es de una persona física; se admiten la Ñ y el signo &.",
    en: "An RFC starts with 3 letters for a company and 4 for a person; Ñ and the sign & are allowed.",
  },
  RFC_DATE: {
    es: "Los seis dígitos que siguen a las letras del RFC no forman una fecha que exista (año, mes y día de dos dígitos).",
    en: "The six digits after the letters of the RFC are not an existing date (two digits each for year, month and day).",
  },
  RFC_HOMOCLAVE: {
    es: "Los tres últimos caracteres del RFC son dos letras o dígitos y un dígito verificador, que va de 0 a 9 o es A.",
    en: "The last three characters of an RFC are two letters or digits and a check digit, which is 0 to 9 or A.",
  },
  RFC_GENERIC_PUBLIC: {
    es: "Es el RFC genérico del público en general: no identifica a ningún solicitante.",
    en: "This is the generic RFC of the general public: it identifies no applicant.",
  },
  RFC_GENERIC_FOREIGN: {
    es: "Es el RFC genérico de residentes en el extranjero: no identifica a ningún solicitante.",
    en: "This is the generic RFC of foreign residents: it identifies no applicant.",
  },
  RFC_CHECK_DIGIT: {
    es: "El dígito verificador del RFC no es el que da el cálculo publicado por el SAT. Hay RFC expedidos así; compárelo con la constancia de situación fiscal.",
    en: "The check digit of the RFC is not the one SAT's published method gives. Some RFCs were issued so; compare it with the tax status certificate.",
  },
  RFC_INCONVENIENT_WORD: {
    es: "Las cuatro primeras letras del RFC forman una palabra que el SAT evita: suele cambiar la cuarta letra por X. Compárelo con la constancia de situación fiscal.",
    en: "The first four letters of the RFC spell a word SAT avoids: it usually writes X for the fourth letter. Compare it with the tax status certificate.",
  },
} as const satisfies Record<string, FaultText>;

/** Everything `validateRfc` may say. RFC_CHECK_DIGIT and RFC_INCONVENIENT_WORD are only ever warnings. */
export type RfcFaultCode = keyof typeof RFC_FAULTS;

export const rfcFault = faultsOf<RfcFaultCode>(RFC_FAULTS);
