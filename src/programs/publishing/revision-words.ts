import { ROLES } from "../../graph/identity/caller.js";

/** In which role something was done to a revision. */
export const ACTORS = { ...ROLES, system: { es: "Esta ventanilla", en: "This window" } } as const;

/** How grave a finding is. */
export const SEVERITIES = {
  error: { es: "Error: no se puede enviar así", en: "Error: it cannot be submitted so" },
  warning: { es: "Aviso: conviene revisarlo", en: "Warning: worth a look" },
  notice: { es: "Nota", en: "Notice" },
} as const;
