import { published } from "../../graph/concept.js";

/** Closed lists of this module, as the API and people read them. */
export const VERDICT_NAMES = {
  ELIGIBLE: { es: "Cumple", en: "Eligible" },
  UNDETERMINED: { es: "Por determinar", en: "Undetermined" },
  INELIGIBLE: { es: "No cumple", en: "Ineligible" },
} as const;

export const OUTCOME_NAMES = {
  MET: { es: "Se cumple", en: "Met" },
  NOT_MET: { es: "No se cumple", en: "Not met" },
  UNKNOWN: { es: "Falta saber", en: "Not known yet" },
  NOT_CHECKED: {
    es: "No la decide ningún dato: la revisa la institución",
    en: "No fact decides it: the institution checks",
  },
} as const;

export const CONDITION_ROLE_NAMES = {
  requirement: { es: "Decide si se puede recibir", en: "Decides who may get it" },
  limit: { es: "Acota el monto", en: "Bounds the amount" },
  target: { es: "Grupo al que se dirige", en: "Group it is aimed at" },
  priority: { es: "Da preferencia", en: "Gives preference" },
  process: { es: "Paso del programa", en: "Step of the program" },
  commitment: { es: "Compromiso que se acepta", en: "Commitment to accept" },
} as const;

export const FACT_ORIGIN_NAMES = {
  stated: { es: "Se dio", en: "Stated" },
  derived: { es: "Se dedujo", en: "Derived" },
  assumed: { es: "Se supone mientras no se diga otra cosa", en: "Assumed unless said otherwise" },
} as const;

export const FACT_TYPE_NAMES = {
  boolean: { es: "Sí o no", en: "Yes or no" },
  number: { es: "Número", en: "Number" },
  code: { es: "Un valor de una lista", en: "One value of a list" },
  codes: { es: "Varios valores de una lista", en: "Several values of a list" },
} as const;

export const PRIVACY_NAMES = {
  open: { es: "Público", en: "Open" },
  business: { es: "Del negocio", en: "Of the business" },
  personal: { es: "Personal", en: "Personal" },
  sensitive: {
    es: "Sensible: siempre opcional, nunca se guarda",
    en: "Sensitive: always optional, never kept",
  },
} as const;

export const WARNING_NAMES = {
  PROGRAM_OVER: { es: "El programa terminó", en: "The program is over" },
  DOUBT: { es: "Un requisito que se infiere no se cumple", en: "An implied requirement is not met" },
  CONTRADICTION: {
    es: "Se apoya en datos que se contradicen",
    en: "It rests on facts that contradict each other",
  },
  SIZE_DISAGREES: {
    es: "El tamaño sería otro si se midiera solo por trabajadores",
    en: "The size would be another if measured by workers alone",
  },
} as const;

export const VerdictEnum = published(
  "Verdict",
  VERDICT_NAMES,
  "Si una empresa cumple los requisitos de un programa, con lo que se sabe.",
  "Whether a firm meets the requirements of a program, by what is known.",
);
export const OutcomeEnum = published(
  "ConditionOutcome",
  OUTCOME_NAMES,
  "En qué resultó una condición para una empresa.",
  "What a condition came to for a firm.",
);
export const ConditionRoleEnum = published(
  "ConditionRole",
  CONDITION_ROLE_NAMES,
  "Qué peso tiene una condición; solo REQUIREMENT decide el dictamen.",
  "What weight a condition has; only REQUIREMENT decides the verdict.",
);
export const FactOriginEnum = published(
  "FactOrigin",
  FACT_ORIGIN_NAMES,
  "De dónde sale lo que se sabe de un dato.",
  "Where what is known of a fact comes from.",
);
export const FactTypeEnum = published(
  "FactType",
  FACT_TYPE_NAMES,
  "Cómo se responde un dato.",
  "How a fact is answered.",
);
export const PrivacyEnum = published("FactPrivacy", PRIVACY_NAMES, "De quién es un dato.", "Whose a fact is.");
export const WarningEnum = published(
  "EligibilityWarningCode",
  WARNING_NAMES,
  "Qué hay que saber además del dictamen.",
  "What there is to know besides the verdict.",
);
