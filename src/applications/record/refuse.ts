import { CommandDenied, CommandRefused } from "../../graph/commands.js";
import { type BilingualText, badInput } from "../../graph/errors.js";
import { needText } from "../../graph/text-input.js";
import { allowedMoves } from "../lifecycle/decide-move.js";
import { entryOf, type Move } from "../lifecycle/moves.js";
import type { ReasonCode } from "../vocabulary.js";
import type { Change } from "./changes.js";

/** The reason as it is kept, or a refusal where the move must have one. */
export function needReason(
  { reason, reasonCodes }: { readonly reason?: string | null; readonly reasonCodes?: readonly ReasonCode[] | null },
  move: Move,
): { reason: string | null; reasonCodes: readonly ReasonCode[] } {
  const text = reason ? needText("input.reason", reason, { min: 5, max: 2_000, lines: true }) : null;
  if (text === null && entryOf(move).needsReason) {
    throw badInput("input.reason", {
      es: "hay que decirle a la empresa por qué",
      en: "the firm must be told why",
    });
  }
  return { reason: text, reasonCodes: [...new Set(reasonCodes ?? [])] };
}

/** In the state it is in, that cannot be done; says what can be, by who asked. */
export function notInThisState(
  { application, context }: Pick<Change, "application" | "context">,
  texts: BilingualText,
) {
  const { id, state } = application;
  const allowed = allowedMoves(state, context.caller.role);
  return new CommandRefused("MoveNotAllowed", texts, { applicationId: id, allowed });
}

/** What was asked cannot be done as things stand; the state would allow it. */
export function conditionNotMet(applicationId: string, condition: keyof typeof CONDITIONS, facts: object = {}) {
  const refused = ["ConditionNotMet", CONDITIONS[condition], { applicationId, condition, ...facts }] as const;
  return condition === "four_eyes" ? new CommandDenied(condition, ...refused) : new CommandRefused(...refused);
}

export const CONDITIONS = {
  four_eyes: {
    es: "Lo tiene que hacer otra persona: quien dio el paso anterior no puede dar este",
    en: "Somebody else has to do this: who took the step before may not take this one",
  },
  not_scored: {
    es: "Falta calificar criterios que la convocatoria publicó",
    en: "Criteria that the call published are not scored yet",
  },
  not_next: { es: "Esa parte no es la que sigue", en: "That part is not the next one" },
  milestone_open: { es: "No consta que se haya cumplido lo acordado", en: "The milestone is not on record as met" },
  already_met: { es: "Ya consta como cumplido", en: "It is on record as met already" },
  document_not_there: {
    es: "El contenido del documento no ha llegado",
    en: "The bytes of the document have not arrived",
  },
  too_many_documents: {
    es: "La solicitud ya tiene 100 documentos, los más que puede tener",
    en: "The application has 100 documents already, the most it may have",
  },
  document_expired: { es: "El documento ya venció", en: "The document has expired" },
  late: { es: "El plazo para hacerlo ya pasó", en: "The time to do it is past" },
  signed: { es: "Usted ya firmó", en: "You signed already" },
  owed: { es: "Todavía falta dinero por devolver", en: "Money is still to be given back" },
  no_report: { es: "La empresa no ha comprobado el gasto", en: "The firm has not reported its spending" },
} as const;
