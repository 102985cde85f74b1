import { decimalOf, moneyOf } from "../../graph/money.js";
import { type Alteration, columnsOf } from "./alteration.js";
import { NEEDS_BUDGET, NOT_BEFORE, type ReadCall } from "./read-call.js";

/** A call as far as its alterations are judged. */
export interface JudgedCall {
  readonly opensOn: string;
  readonly closed: boolean;
  readonly closesOn: string | null;
  readonly budgetCents: number | null;
  readonly closesAtPercent: number | null;
  readonly grantedCents: number;
  /** Whether anybody has handed in under it. */
  readonly filed: boolean;
}

interface Found {
  readonly code:
    | "past_day"
    | "opens_earlier"
    | "wrong_order"
    | "missing_field"
    | "below_granted"
    | "call_closed"
    | "call_in_use"
    | "closed_by_one";
  readonly field: string;
  readonly es: string;
  readonly en: string;
  readonly allowed?: object;
}
type Check<Subject> = (subject: Subject, day: string) => Found | false;

const PAST = { es: "el día ya pasó para cuando se publique", en: "the day has passed by the time it is published" };

const OF_OPENING: readonly Check<ReadCall>[] = [
  ({ closesOn }, day) =>
    closesOn !== null && closesOn < day && { code: "past_day", field: "closesOn", ...PAST, allowed: { from: day } },
  ({ opensOn }, day) =>
    opensOn < day && {
      code: "opens_earlier",
      field: "opensOn",
      es: "abriría con fecha anterior a la de su publicación",
      en: "it would open with a date before that of its publication",
    },
  ({ closesAtPercent, document }) =>
    closesAtPercent !== null &&
    document.mostCents === null && {
      code: "closed_by_one",
      field: "mostPerApplication",
      es: "sin tope por solicitud, una sola que pida mucho cierra la convocatoria",
      en: "without a ceiling for each, one application that asks for much closes the call",
    },
];

interface Altered {
  readonly change: Alteration;
  readonly call: JudgedCall;
  readonly after: Pick<JudgedCall, "closesOn" | "budgetCents" | "closesAtPercent">;
}

const OF_ALTERATION: readonly Check<Altered>[] = [
  ({ call }) =>
    call.closed && {
      code: "call_closed",
      field: "callId",
      es: "la convocatoria ya se cerró y no se abre de nuevo; publique otra",
      en: "the call was closed already and is not opened again; publish another",
    },
  ({ change, call }) =>
    change.onlyIfUnused === true &&
    call.filed && {
      code: "call_in_use",
      field: "close",
      es: "ya hay solicitudes ingresadas en la convocatoria",
      en: "applications have been submitted under the call",
    },
  ({ change }, day) =>
    Boolean(change.closesOn && change.closesOn < day) && {
      code: "past_day",
      field: "closesOn",
      ...PAST,
      allowed: { from: day },
    },
  ({ change, call }) =>
    Boolean(change.closesOn && change.closesOn < call.opensOn) && {
      code: "wrong_order",
      field: "closesOn",
      ...NOT_BEFORE,
      allowed: { from: call.opensOn },
    },
  ({ call: { grantedCents }, after: { budgetCents } }) =>
    budgetCents !== null &&
    budgetCents < grantedCents && {
      code: "below_granted",
      field: "budget",
      es: `ya se otorgaron ${moneyOf(grantedCents).amount} MXN`,
      en: `${moneyOf(grantedCents).amount} MXN are granted already`,
      allowed: { min: decimalOf(grantedCents) },
    },
  ({ after }) =>
    after.closesAtPercent !== null &&
    after.budgetCents === null && { code: "missing_field", field: "closesWhenRequested", ...NEEDS_BUDGET },
];

/** What is wrong or doubtful with a call that is to open on or after a day. */
export const checkOpening = (call: ReadCall, day: string) => found(OF_OPENING, call, day, "open");

/** What is wrong with changing a call as it stands. */
export const checkAlteration = (change: Alteration, call: JudgedCall, day: string) =>
  found(OF_ALTERATION, { change, call, after: { ...call, ...columnsOf(change) } }, day, "alter");

function found<Subject>(checks: readonly Check<Subject>[], subject: Subject, day: string, root: string) {
  return checks.flatMap((check) => {
    const one = check(subject, day);
    if (!one) return [];
    const { field, ...flaw } = one;
    return [{ ...flaw, path: [root, field] }];
  });
}
