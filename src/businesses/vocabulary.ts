/** What a mandate may allow; whoever holds one may also read. */
export const MANDATE_SCOPES = {
  read: { es: "Consultar", en: "Read" },
  profile: { es: "Mantener el perfil", en: "Keep the profile" },
  apply: { es: "Presentar y dar seguimiento a solicitudes", en: "File and follow applications" },
  sign: { es: "Firmar convenios", en: "Sign agreements" },
} as const;
export type MandateScope = keyof typeof MANDATE_SCOPES;

/** What a firm may consent to, each by itself; without it, nothing of the kind is done. */
export const CONSENT_PURPOSES = {
  notices: {
    es: "Recibir avisos por correo sobre sus solicitudes y sobre programas que cambian para ella",
    en: "Receive notices by e-mail about its applications and about programs that change for it",
  },
  impact_previews: {
    es: "Que su perfil cuente, sin nombre, al medir el efecto de un cambio de reglas",
    en: "Have its profile counted, without a name, when the effect of a change of rules is measured",
  },
  answer_changes: {
    es: "Que se le avise cuando las reglas de un programa cambian y con ellas su respuesta; para saberlo se evalúa su perfil. El aviso llega a sus webhooks y, si consintió avisos, por correo",
    en: "Be told when the rules of a program change and with them its answer; to know it, its profile is judged. It is told at its webhooks and, if it consented to notices, by e-mail",
  },
  sharing_between_agencies: {
    es: "Que las dependencias vean los apoyos que ya recibió",
    en: "Let agencies see the support it already received",
  },
} as const;
export type ConsentPurpose = keyof typeof CONSENT_PURPOSES;

export const KEPT_FORMS = {
  exact: { es: "Dicho con exactitud", en: "Told exactly" },
  open_list: { es: "Una lista que puede seguir", en: "A list that may go on" },
  between: { es: "Entre límites", en: "Within bounds" },
  one_of: { es: "Uno de varios valores", en: "One of several values" },
  not_known: { es: "La empresa no lo sabe", en: "The firm does not know it" },
} as const;
