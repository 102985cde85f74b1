import { moneyOf } from "../../graph/money.js";
import type { ApplicationRow, CallRow } from "../entities.js";
import type { Content } from "../record/sealed.js";

/** Something that must still be filled in before an application can be handed in. */
export interface Gap {
  readonly field: string;
  readonly texts: { readonly es: string; readonly en: string };
}

/** What is still missing from a draft, in the order one would fill it in. */
export function gapsOf(
  { requestedCents }: Pick<ApplicationRow, "requestedCents">,
  { title, description }: Content,
  { document }: Pick<CallRow, "document">,
  /** Codes of the call's evidence that documents stand behind, none of them expired. */
  proved: ReadonlySet<string> = new Set(),
): readonly Gap[] {
  const most = document.mostCents;
  const tooMuch = most !== null && requestedCents ? requestedCents > most : false;
  return [
    ...(title === "" ? [gap("title", "Falta el título del proyecto", "The project has no title")] : []),
    ...(description === "" ? [gap("description", "Falta decir de qué se trata", "What it is about is missing")] : []),
    ...(requestedCents ? [] : [gap("requestedAmount", "Falta cuánto se pide", "How much is asked for is missing")]),
    ...(tooMuch && most !== null
      ? [
          gap(
            "requestedAmount",
            `La convocatoria da a lo más ${moneyOf(most).amount} MXN`,
            `The call gives ${moneyOf(most).amount} MXN at most`,
          ),
        ]
      : []),
    ...document.evidence
      .filter(({ code }) => !proved.has(code))
      .map(({ code, es, en }) => gap(`documents.${code}`, `Falta: ${es}`, `Missing: ${en}`)),
  ];
}

function gap(field: string, es: string, en: string): Gap {
  return { field, texts: { es, en } };
}
