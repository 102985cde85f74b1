import type { Scope } from "../../graph/reading.js";
import type { Understood } from "../profile/understand.js";
import type { Report, Result } from "../report/report.js";
import type { FactPresenter } from "./present-fact.js";
import type { ResultPresenter } from "./present-result.js";

/** What the API resolves a report from. */
export interface ReportView {
  readonly asOf: string;
  readonly scope: Scope;
  readonly report: Report;
  /** The question in short, for cursors. */
  readonly question: string;
  readonly facts: FactPresenter;
  readonly results: ResultPresenter;
}

/** What the API resolves one program's result from: its plain fields, and what the others are made of. */
export type ResultView = ReturnType<ResultPresenter["result"]> & {
  readonly result: Result;
  readonly understood: Understood;
  readonly scope: Scope;
  readonly results: ResultPresenter;
};

export function resultView(
  result: Result,
  { understood, scope, results }: Pick<ResultView, "understood" | "scope" | "results">,
): ResultView {
  return { ...results.result(result, understood), result, understood, scope, results };
}
