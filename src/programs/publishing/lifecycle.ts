import type { Role } from "../../graph/identity/caller.js";

interface Texts {
  readonly es: string;
  readonly en: string;
}

/** Where a revision stands. */
export const REVISION_STATES = {
  draft: { es: "En borrador", en: "Draft" },
  submitted: { es: "Enviada a aprobación", en: "Submitted for approval" },
  approved: { es: "Aprobada, por publicarse", en: "Approved, about to be published" },
  scheduled: { es: "Aprobada, con fecha de entrada en vigor", en: "Approved, taking effect on a date" },
  published: { es: "Publicada", en: "Published" },
  rejected: { es: "Rechazada", en: "Rejected" },
  discarded: { es: "Descartada", en: "Discarded" },
  superseded: { es: "Sustituida por otra posterior", en: "Superseded by a later one" },
  rolled_back: { es: "Revertida", en: "Rolled back" },
} as const satisfies Readonly<Record<string, Texts>>;
export type RevisionState = keyof typeof REVISION_STATES;

/** Who can make a move: a role, or this window itself. */
type Mover = Role | "system";

interface MoveEntry extends Texts {
  readonly from: readonly RevisionState[];
  /** Where it leads; `approve` leads to `scheduled` when the day is yet to come. */
  readonly to: RevisionState;
  readonly by: readonly Mover[];
  readonly needsReason: boolean;
  /** Never by somebody who worked on the revision. */
  readonly otherEyes: boolean;
}

const DESK = ["agency_editor", "agency_reviewer", "agency_approver", "service"] as const;
const plain = { needsReason: false, otherEyes: false } as const;

/** What can happen to a revision. `edit` and `rebase` change it where it stands. */
export const REVISION_MOVES = {
  edit: { es: "Editar", en: "Edit", from: ["draft"], to: "draft", by: DESK, ...plain },
  rebase: {
    es: "Poner al día sobre lo publicado",
    en: "Rebase on what is published",
    from: ["draft"],
    to: "draft",
    by: DESK,
    ...plain,
  },
  submit: {
    es: "Enviar a aprobación",
    en: "Submit for approval",
    from: ["draft"],
    to: "submitted",
    by: DESK,
    ...plain,
  },
  take_back: { es: "Retirar del envío", en: "Take back", from: ["submitted"], to: "draft", by: DESK, ...plain },
  send_back: {
    es: "Devolver con observaciones",
    en: "Send back with remarks",
    from: ["submitted"],
    to: "draft",
    by: ["agency_reviewer", "agency_approver"],
    needsReason: true,
    otherEyes: false,
  },
  approve: {
    es: "Aprobar",
    en: "Approve",
    from: ["submitted"],
    to: "approved",
    by: ["agency_approver"],
    needsReason: false,
    otherEyes: true,
  },
  reject: {
    es: "Rechazar",
    en: "Reject",
    from: ["submitted"],
    to: "rejected",
    by: ["agency_approver"],
    needsReason: true,
    otherEyes: false,
  },
  discard: { es: "Descartar", en: "Discard", from: ["draft"], to: "discarded", by: DESK, ...plain },
  call_off: {
    es: "Cancelar antes de que entre en vigor",
    en: "Call off before it takes effect",
    from: ["approved", "scheduled"],
    to: "discarded",
    by: ["agency_approver"],
    needsReason: true,
    otherEyes: false,
  },
  publish: {
    es: "Publicar",
    en: "Publish",
    from: ["approved", "scheduled"],
    to: "published",
    by: ["system"],
    ...plain,
  },
  return_in_conflict: {
    es: "Devolver porque choca con lo publicado",
    en: "Return because it conflicts with what was published",
    from: ["approved", "scheduled"],
    to: "draft",
    by: ["system"],
    ...plain,
  },
  supersede: { es: "Sustituir", en: "Supersede", from: ["published"], to: "superseded", by: ["system"], ...plain },
  roll_back: {
    es: "Revertir",
    en: "Roll back",
    from: ["published", "superseded"],
    to: "rolled_back",
    by: ["system"],
    ...plain,
  },
} as const satisfies Readonly<Record<string, MoveEntry>>;
export type RevisionMove = keyof typeof REVISION_MOVES;
const MOVES = Object.keys(REVISION_MOVES) as RevisionMove[];

export function moveEntry(move: RevisionMove): MoveEntry {
  return REVISION_MOVES[move];
}

/** What a role can do with a revision in a state, in the order of the table. */
export function allowedRevisionMoves(state: RevisionState, role: Mover): readonly RevisionMove[] {
  return MOVES.filter((move) => moveEntry(move).from.includes(state) && moveEntry(move).by.includes(role));
}

/** What was done on a revision, as its timeline names it. */
export const REVISION_EVENTS = {
  draft: { es: "Se abrió el borrador", en: "Drafted" },
  ...REVISION_MOVES,
} as const;
export type RevisionEventKind = keyof typeof REVISION_EVENTS;

/** Events that make somebody one who worked on the revision. */
export const WORK: readonly RevisionEventKind[] = ["draft", "edit", "rebase", "submit"];
