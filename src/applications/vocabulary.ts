import type { BilingualText } from "../graph/errors.js";
import { ROLES } from "../graph/identity/caller.js";
import type { Move } from "./lifecycle/moves.js";

/** Everything that a timeline can tell: the moves, and what happens without one. */
export const EVENTS = {
  start: { es: "Comenzó la solicitud", en: "Started the application" },
  attach: { es: "Se agregó un documento", en: "A document was attached" },
  fill: { es: "Llenó la solicitud", en: "Filled the application in" },
  submit: { es: "Se ingresó", en: "Submitted" },
  withdraw: { es: "Se retiró", en: "Withdrawn" },
  request_information: { es: "Se pidió lo que falta", en: "Information was requested" },
  answer_information: { es: "Se respondió lo que se pidió", en: "The request for information was answered" },
  admit: { es: "Se admitió", en: "Admitted" },
  declare_ineligible: { es: "Se declaró no elegible", en: "Declared ineligible" },
  begin_review: { es: "Comenzó la evaluación", en: "The review began" },
  recommend: { es: "Se dictaminó a favor", en: "Recommended" },
  not_recommend: { es: "Se dictaminó en contra", en: "Not recommended" },
  approve: { es: "Se aprobó", en: "Approved" },
  reject: { es: "Se rechazó", en: "Rejected" },
  waitlist: { es: "Quedó en lista de espera", en: "Put on the waiting list" },
  sign_agreement: { es: "Quedó firmado el convenio", en: "The agreement was signed" },
  disburse: { es: "Se pagó una parte", en: "A part was paid" },
  begin_reporting: { es: "Pasó a comprobación", en: "The reporting began" },
  close: { es: "Se concluyó", en: "Closed" },
  demand_refund: { es: "Se exigió un reintegro", en: "A refund was demanded" },
  settle_refund: { es: "Quedó hecho el reintegro", en: "The refund was settled" },
  cancel: { es: "Se canceló", en: "Cancelled" },
  lapse: { es: "Caducó: pasó el plazo", en: "Lapsed: the time was past" },
  assign: { es: "Se asignó a una persona", en: "Assigned to a person" },
  enter_stage: { es: "Pasó a otra etapa", en: "Entered another stage" },
  score: { es: "Calificó", en: "Scored" },
  sign: { es: "Firmó una de las partes", en: "One side signed" },
  meet_milestone: { es: "Se cumplió lo acordado para un pago", en: "A payment's milestone was met" },
  report: { es: "Comprobó el gasto", en: "Reported the spending" },
  repay: { es: "Devolvió dinero", en: "Gave money back" },
  suppress: { es: "Se suprimieron sus datos", en: "Its data was suppressed" },
} as const satisfies Readonly<Record<Move, BilingualText>> & Readonly<Record<string, BilingualText>>;
export type EventKind = keyof typeof EVENTS;

/** Structured reasons, so that they can be counted and translated; words of one's own go beside them. */
export const REASONS = {
  missing_document: { es: "Falta un documento", en: "A document is missing" },
  illegible_document: { es: "Un documento no se lee", en: "A document cannot be read" },
  expired_document: { es: "Un documento está vencido", en: "A document has expired" },
  contradictory_data: { es: "Hay datos que se contradicen", en: "Data contradicts itself" },
  requirement_not_met: { es: "No cumple un requisito", en: "A requirement is not met" },
  low_score: { es: "La evaluación no alcanzó", en: "The score was too low" },
  no_budget: { es: "No hay presupuesto", en: "There is no budget left" },
  duplicate_support: { es: "Ya recibe el mismo apoyo", en: "It already receives the same support" },
  terms_broken: { es: "Incumplió lo convenido", en: "The agreement was broken" },
  other: { es: "Otra razón", en: "Another reason" },
} as const;
export type ReasonCode = keyof typeof REASONS;

export const VERDICTS = {
  eligible: { es: "Cumple los requisitos", en: "Meets the requirements" },
  ineligible: { es: "No cumple algún requisito", en: "Fails a requirement" },
  undetermined: { es: "Faltan datos para saberlo", en: "More must be known to tell" },
} as const;

/** Who acts on applications: callers, and this window itself when a day has passed. */
export const ACTORS = { ...ROLES, system: { es: "Esta ventanilla", en: "This window" } } as const;
