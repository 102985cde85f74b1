import { published } from "../../graph/concept.js";
import { CONSENT_PURPOSES, KEPT_FORMS, MANDATE_SCOPES } from "../vocabulary.js";

export const MandateScopes = published(
  "MandateScope",
  MANDATE_SCOPES,
  "Qué permite un mandato.",
  "What a mandate allows.",
);
export const ConsentPurposes = published(
  "ConsentPurpose",
  CONSENT_PURPOSES,
  "Para qué se da un consentimiento.",
  "What a consent is given for.",
);
export const KeptForms = published(
  "ToldForm",
  KEPT_FORMS,
  "Cuánto se dijo de un dato.",
  "How much of a fact was told.",
);
