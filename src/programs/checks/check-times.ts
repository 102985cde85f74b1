import type { ProgramDocument } from "../document/program-document.js";
import { type Flaw, flaw } from "./flaw.js";

/** Dates in the order of time, and an end that says since when. */
export function checkTimes({ timeline: { start, end }, status }: ProgramDocument): readonly Flaw[] {
  const backwards = start !== undefined && end !== undefined && start.slice(0, end.length) > end;
  const words = {
    es: `termina (${end}) antes de empezar (${start})`,
    en: `it ends (${end}) before it begins (${start})`,
  };
  return [
    ...(backwards ? [flaw("wrong_order", ["timeline", "end"], words)] : []),
    ...checkOrder(status),
    ...status.flatMap(({ code, since }, index) =>
      code !== "ended" || since !== undefined
        ? []
        : [
            flaw("end_undated", ["status", index, "since"], {
              es: "un programa que terminó dice desde cuándo: falta «since»",
              en: "a program that ended says since when: since is missing",
            }),
          ],
    ),
  ];
}

function checkOrder(status: ProgramDocument["status"]): readonly Flaw[] {
  const dated = status.map(({ since, attestedOn }) => since ?? attestedOn);
  return dated.flatMap((date, index) => {
    const before = dated.slice(0, index).findLast((earlier) => earlier !== undefined);
    if (date === undefined || before === undefined || before.slice(0, date.length) <= date) return [];
    return [
      flaw("wrong_order", ["status", index], {
        es: `los estados van en orden: ${date} viene después de ${before}`,
        en: `statuses go in order: ${date} comes after ${before}`,
      }),
    ];
  });
}
