import { badInput } from "../../graph/errors.js";
import { decimalOf, needCents } from "../../graph/money.js";
import type { CallRow } from "../entities.js";
import type { AlterCallInput } from "./call.inputs.js";
import { given, needPercent } from "./read-call.js";

/** What of a call may be altered, in the words of the API. */
export interface CallTerms {
  readonly closesOn: string | null;
  readonly budget: string | null;
  readonly closesWhenRequested: string | null;
}

/** What is to become of a call: other terms, those that are left out staying as they are; or its end, and nothing else. */
export type Alteration = Partial<CallTerms> & {
  readonly close?: true;
  /** Closes only while nobody has applied. */
  readonly onlyIfUnused?: true;
};

/** Takes an alteration apart; what it says is spelled as the terms of a call are. */
export function readAlteration({ close, closesOn, budget, closesWhenRequested }: AlterCallInput): Alteration {
  const terms = {
    ...(closesOn === undefined ? {} : { closesOn }),
    ...(budget === undefined ? {} : { budget: given(budget, (text) => decimalOf(needCents("budget", text))) }),
    ...(closesWhenRequested === undefined
      ? {}
      : { closesWhenRequested: given(closesWhenRequested, (text) => decimalOf(needPercent(text))) }),
  };
  const changes = Object.keys(terms).length > 0;
  if (close && changes) throw badInput("close", CLOSES_ONLY);
  if (!close && !changes) throw badInput("callId", NOTHING);
  return close ? { close } : terms;
}

/** The terms of a call in the words of the API. */
export function termsOf({
  closesOn = null,
  budgetCents,
  closesAtPercent,
}: Partial<Pick<CallRow, "closesOn" | "budgetCents" | "closesAtPercent">>): CallTerms {
  const decimal = (hundredths: number | null = null) => (hundredths === null ? null : decimalOf(hundredths));
  return { closesOn, budget: decimal(budgetCents), closesWhenRequested: decimal(closesAtPercent) };
}

/** The columns that terms are kept in; only those that are said. */
export function columnsOf({ closesOn, budget, closesWhenRequested }: Partial<CallTerms>) {
  return {
    ...(closesOn === undefined ? {} : { closesOn }),
    ...(budget === undefined ? {} : { budgetCents: given(budget, (text) => needCents("budget", text)) }),
    ...(closesWhenRequested === undefined ? {} : { closesAtPercent: given(closesWhenRequested, needPercent) }),
  };
}

const CLOSES_ONLY = {
  es: "cierra la convocatoria, y lo demás queda como está",
  en: "closes the call, and the rest stays as it is",
};
const NOTHING = { es: "no cambia nada de ella", en: "nothing of it changes" };
