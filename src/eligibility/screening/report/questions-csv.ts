import { FACTS } from "../../facts/index.js";
import type { RuledProgram } from "../../index/compile.js";
import { csvLine } from "../csv/text.js";
import type { Totals } from "../totals/totals.js";

/** For each program: what to ask to settle the undetermined firms, and how many of them each answer could settle or help to settle. */
export function questionsCsv(programs: readonly RuledProgram[], totals: Totals): string {
  const lines = [csvLine(["program", "fact", "firms", "question_es", "question_en"])];
  programs.forEach(({ id }, at) => {
    for (const [fact, firms] of mostFirst(totals.missing[at] ?? new Map())) {
      const question = FACTS[fact]?.question;
      lines.push(csvLine([id, fact, firms, question?.es ?? "", question?.en ?? ""]));
    }
  });
  return lines.join("");
}

/** The facts that are missing in most verdicts, over all programs. */
export function mostMissing(totals: Totals, count: number): readonly (readonly [fact: string, verdicts: number])[] {
  const sums = new Map<string, number>();
  for (const counts of totals.missing) {
    for (const [fact, firms] of counts) sums.set(fact, (sums.get(fact) ?? 0) + firms);
  }
  return mostFirst(sums).slice(0, count);
}

function mostFirst(counts: ReadonlyMap<string, number>): readonly (readonly [fact: string, count: number])[] {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
