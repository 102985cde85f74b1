import { printTable, rate } from "../measure.js";
import { CONTESTANTS } from "./contestants.js";
import { type Outcomes, typical } from "./measurements.js";
import { QUESTIONS, type QuestionName } from "./questions.js";
import type { Surveyed } from "./survey.js";

const ABOUT: Readonly<Record<QuestionName, string>> = {
  list: "list: 20 programs of a state with tags, agencies and requirements",
  detail: "detail: one program, the same fields",
  deep: "deep: 100 programs with agencies and five programs of each agency",
};
const REFERENCE = "PostGraphile";

export interface Report {
  readonly outcomes: Outcomes;
  readonly surveys: ReadonlyMap<string, Surveyed>;
}

/** The tables, as they go into docs/performance.md. */
export function printReport({ outcomes, surveys }: Report): void {
  const rateOf = (row: string, question: string) => typical(outcomes.get(`${row}/${question}`)).perSecond;
  const rows = ["raw, POST", "raw, GET", ...surveys.keys()].filter((row) => outcomes.has(`${row}/list`));
  for (const question of QUESTIONS) {
    process.stdout.write(`\n${ABOUT[question]}\n\n`);
    printTable(
      ["server", "requests/s", "p50 ms", "p99 ms", "of raw", `× ${REFERENCE}`, "SQL statements", "KB"],
      rows.map((row) => {
        const { perSecond, p50, p99 } = typical(outcomes.get(`${row}/${question}`));
        const surveyed = surveys.get(row);
        const ofRaw = perSecond / rateOf(CONTESTANTS[row]?.limit ?? row, question);
        return [
          row.startsWith("ours") ? `**${row}**` : row,
          rate(perSecond),
          p50.toFixed(1),
          p99.toFixed(1),
          ofRaw.toFixed(ofRaw < 0.1 ? 3 : 2),
          (perSecond / rateOf(REFERENCE, question)).toFixed(1),
          surveyed?.statements[question] ?? "–",
          surveyed === undefined ? "–" : (Buffer.byteLength(surveyed.bodies[question]) / 1_000).toFixed(1),
        ];
      }),
    );
  }
  if (outcomes.has("ours, miss/eligibility")) printEligibility(outcomes);
  for (const [name, rounds] of outcomes) {
    for (const { failed, failure } of rounds) {
      if (failed > 0) process.stdout.write(`\n${name}: ${failed} answers failed: ${failure}\n`);
    }
  }
}

function printEligibility(outcomes: Outcomes): void {
  process.stdout.write("\nEligibility of the whole catalog, beside the plain list of a page of the same programs\n\n");
  const rows = (["plain list", "eligibility"] as const).map((question) => ({
    question,
    ...typical(outcomes.get(`ours, miss/${question}`)),
  }));
  const [list] = rows;
  printTable(
    ["question", "requests/s", "p50 ms", "p99 ms", "of the list (goal: 0.5)"],
    rows.map(({ question, perSecond, p50, p99 }) => [
      question,
      rate(perSecond),
      p50.toFixed(1),
      p99.toFixed(1),
      (perSecond / (list?.perSecond ?? Number.NaN)).toFixed(2),
    ]),
  );
}
