import { CommandDenied, CommandRefused, forbidden } from "../../graph/commands.js";
import type { BilingualText, Refusal } from "../../graph/errors.js";
import type { RevisionMove } from "./lifecycle.js";

/** A field that two changes made otherwise. */
export interface Clash {
  readonly program: string;
  readonly path: readonly (string | number)[];
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

const TEXTS = {
  stale: {
    es: "La revisión cambió desde que usted la leyó; vea cómo está ahora y vuelva a intentarlo",
    en: "The revision changed since you read it; see how it is now and try again",
  },
  state: { es: "En el estado en que está, eso no se puede hacer", en: "In the state it is in, that cannot be done" },
  eyes: {
    es: "Usted trabajó en esta revisión: la aprueba otra persona",
    en: "You worked on this revision: a second person approves it",
  },
  conflict: {
    es: "Otra revisión cambió los mismos campos y ya se publicó; decida qué vale y rehaga el cambio",
    en: "Another revision changed the same fields and is published; decide what holds and make the change again",
  },
  findings: {
    es: "Hay errores que corregir antes de enviarla",
    en: "There are errors to mend before it is submitted",
  },
  closed: {
    es: "Ese día ya tiene otra edición que terminó; puede valer a partir del primer día de la edición vigente",
    en: "Another edition that has ended holds on that day; it can hold from the first day of the current edition on",
  },
} as const satisfies Readonly<Record<string, BilingualText>>;

const refused =
  (type: string, texts: BilingualText) =>
  (revisionId: string, facts: object = {}) =>
    new CommandRefused(type, texts, { revisionId, ...facts });

export const stale = refused("RevisionVersionStale", TEXTS.stale);

/** Refused to who worked on the revision. */
export function needsOtherEyes(revisionId: string): CommandDenied {
  const type = "RevisionNeedsOtherEyes";
  return new CommandDenied(type, type, TEXTS.eyes, { revisionId });
}

export const notReady = refused("RevisionNotReady", TEXTS.findings);

export function moveNotAllowed(revisionId: string, allowed: readonly RevisionMove[]): CommandRefused {
  return refused("RevisionMoveNotAllowed", TEXTS.state)(revisionId, { allowed });
}

export function inConflict(revisionId: string, clashes: readonly Clash[]): CommandRefused {
  return refused("RevisionConflict", TEXTS.conflict)(revisionId, { clashes });
}

export function dateClosed(revisionId: string, program: string, earliest: string): CommandRefused {
  return refused("EffectiveDateClosed", TEXTS.closed)(revisionId, { program, earliest });
}

/** Refused to an agency that neither runs the program nor was given leave by who does. */
export function notYours(slug: string): Refusal {
  return forbidden({
    es: `Su dependencia no administra el programa ${slug}, ni quien lo administra le delegó publicarlo`,
    en: `Your agency does not run the program ${slug}, nor did who runs it delegate its publication`,
  });
}
