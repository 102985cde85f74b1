import { median, printTable, rate } from "../measure.js";
import type { Outcome } from "./load.js";
import { typical } from "./measurements.js";

/** What was measured of one question at one size, once a round. */
export interface Cell {
  readonly programs: number;
  readonly processes: number;
  readonly kept: "hit" | "miss";
  readonly question: "list" | "detail" | "search" | "eligibility";
  readonly outcomes: Outcome[];
}

/** A start of a gateway, and its memory once it was asked everything. */
export interface Start {
  readonly programs: number;
  readonly processes: number;
  readonly kept: Cell["kept"];
  readonly startMs: number;
  readonly mebibytes: number;
}

export function printGrowth(cells: readonly Cell[], starts: readonly Start[]): void {
  const sizes = [...new Set(cells.map(({ programs }) => programs))];
  const lines = Map.groupBy(cells, ({ question, kept, processes }) => [question, kept, processes].join());
  const heads = sizes.flatMap((programs) => [`${programs.toLocaleString("en-US")}: requests/s`, "p50 ms", "p99 ms"]);
  printTable(
    ["question", "answer", "processes", ...heads],
    [...lines].map(([name, line]) => [
      ...name.split(","),
      ...sizes.flatMap((size) => figures(line.find(({ programs }) => programs === size))),
    ]),
  );
  process.stdout.write("\n");
  printTable(
    ["programs", "first answer after, s", "memory (RSS) of a process, MiB"],
    [...Map.groupBy(starts, ({ programs }) => programs)].map(([programs, of]) => [
      programs.toLocaleString("en-US"),
      (median(of.map(({ startMs }) => startMs)) / 1_000).toFixed(1),
      Math.round(Math.max(...of.map(({ mebibytes }) => mebibytes))),
    ]),
  );
  for (const { question, programs, processes, kept, outcomes } of cells) {
    const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
    if (failed === 0) continue;
    const { failure } = outcomes.find((outcome) => outcome.failed > 0) ?? {};
    const what = `${question}, ${kept}, ${processes} processes, ${programs} programs`;
    process.stdout.write(`\n${what}: ${failed} answers failed and are left out: ${failure}\n`);
  }
}

function figures(cell: Cell | undefined): readonly string[] {
  if (cell === undefined || cell.outcomes.length === 0) return ["–", "–", "–"];
  const { perSecond, p50, p99 } = typical(cell.outcomes);
  if (perSecond === 0) return ["all failed", "–", "–"];
  return [rate(perSecond), p50.toFixed(1), p99.toFixed(1)];
}
