import type { RuledProgram } from "../../index/compile.js";
import { csvLine } from "../csv/text.js";
import type { Tally, Totals } from "../totals/totals.js";
import { compareLines, DIMENSIONS } from "../totals/where-it-counts.js";

/** For each program: how many firms there are and how many are eligible, undetermined, ineligible; in all and by state, sector and size. */
export function totalsCsv(programs: readonly RuledProgram[], totals: Totals): string {
  const lines = [csvLine(["program", "by", "value", "firms", "eligible", "undetermined", "ineligible"])];
  const parts: (readonly [by: string, value: string, tally: Tally])[] = [
    ["all", "", totals.all],
    ...DIMENSIONS.flatMap((by) =>
      [...totals.by[by]].sort(([a], [b]) => compareLines(a, b)).map(([value, tally]) => [by, value, tally] as const),
    ),
  ];
  programs.forEach(({ id }, at) => {
    for (const [by, value, { firms, eligible, undetermined }] of parts) {
      const [yes, open] = [eligible[at] as number, undetermined[at] as number];
      lines.push(csvLine([id, by, value, firms, yes, open, firms - yes - open]));
    }
  });
  return lines.join("");
}
