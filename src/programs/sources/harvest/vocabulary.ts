/** What became of a harvest. */
export const HARVEST_OUTCOMES = {
  waiting: { es: "Espera su turno", en: "Waiting" },
  running: { es: "En curso", en: "Under way" },
  done: { es: "Terminada", en: "Done" },
  unchanged: { es: "La fuente no había cambiado", en: "The source had not changed" },
  failed: {
    es: "No se pudo leer la fuente; sigue lo último que dijo",
    en: "The source could not be read; what it said last stays",
  },
  held: {
    es: "Detenida: la fuente perdió demasiados programas; sigue lo último que dijo",
    en: "Held: the source lost too many programs; what it said last stays",
  },
} as const;
export type HarvestOutcome = keyof typeof HARVEST_OUTCOMES;

/** Why there is a harvest, and what it may change. */
export const HARVEST_KINDS = {
  scheduled: { es: "Por horario", en: "By schedule" },
  asked: { es: "A petición", en: "On request" },
  trial: { es: "Ensayo: no cambia nada", en: "Trial: nothing is changed" },
  retry: { es: "De un solo programa, otra vez", en: "Of one program, again" },
} as const;
export type HarvestKind = keyof typeof HARVEST_KINDS;

/** What a harvest made of one item of the feed. */
export const RECORDS = {
  created: { es: "Nuevo en el catálogo", en: "New to the catalog" },
  changed: { es: "Cambió en el catálogo", en: "Changed in the catalog" },
  sent_to_review: { es: "Espera a que alguien lo apruebe", en: "Waits for somebody to approve it" },
  unchanged: { es: "Sin cambios", en: "Unchanged" },
  joined: { es: "Es un programa que ya trae otra fuente", en: "Is a program that another source brings already" },
  quarantined: { es: "En cuarentena: algo está mal", en: "In quarantine: something is wrong" },
  vanished: { es: "La fuente ya no lo trae", en: "The source no longer has it" },
  retired: { es: "Retirado: la fuente dejó de traerlo hace tiempo", en: "Retired: the source has not had it for long" },
} as const;
export type RecordKind = keyof typeof RECORDS;

/** How an item of a feed stands. */
export const ITEM_STATES = {
  published: { es: "En el catálogo", en: "In the catalog" },
  in_review: { es: "Espera a que alguien lo apruebe", en: "Waits for somebody to approve it" },
  declined: { es: "Una persona no lo aprobó", en: "Somebody did not approve it" },
  joined: { es: "Es un programa de otra fuente", en: "Is a program of another source" },
  quarantined: { es: "En cuarentena", en: "In quarantine" },
  vanished: { es: "La fuente ya no lo trae", en: "The source no longer has it" },
  retired: { es: "Retirado", en: "Retired" },
} as const;
export type ItemState = keyof typeof ITEM_STATES;
