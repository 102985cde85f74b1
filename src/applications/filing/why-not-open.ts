import { stateOfCall } from "../calls/call.service.js";
import type { CallRow } from "../entities.js";

export const NOT_OPEN = {
  program_over: {
    es: "El programa terminó",
    en: "The program has ended",
  },
  no_call: {
    es: "El programa no ha abierto ninguna convocatoria en esta ventanilla",
    en: "The program has opened no call in this window",
  },
  not_yet: { es: "La convocatoria todavía no abre", en: "The call is not open yet" },
  closed: { es: "La convocatoria ya cerró", en: "The call is closed" },
} as const;
export type NotOpen = keyof typeof NOT_OPEN;

/** The open call that closes first; where none is open, why not, and when one will be. */
export function whyNotOpen(
  over: boolean,
  calls: readonly CallRow[],
  today: string,
):
  | { readonly call: CallRow }
  | {
      readonly why: NotOpen;
      readonly texts: { readonly es: string; readonly en: string };
      readonly opensOn: string | null;
    } {
  const no = (why: NotOpen, opensOn: string | null = null) => ({ why, texts: NOT_OPEN[why], opensOn });
  if (over) return no("program_over");
  const inState = Map.groupBy(calls, (call) => stateOfCall(call, today));
  const [call] = (inState.get("open") ?? []).toSorted((a, b) =>
    (a.closesOn ?? "9999") < (b.closesOn ?? "9999") ? -1 : 1,
  );
  if (call !== undefined) return { call };
  const [next] = (inState.get("forecasted") ?? []).map(({ opensOn }) => opensOn).sort();
  if (next !== undefined) return no("not_yet", next);
  return no(calls.length === 0 ? "no_call" : "closed");
}
