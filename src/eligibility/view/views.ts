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
  readonly question: () => string;
  readonly facts: FactPresenter;
  readonly results: ResultPresenter;
}

/** What the API resolves one program's result from; each part is put into words when it is asked for. */
export class ResultView {
  readonly understood: Understood;
  readonly scope: Scope;
  readonly results: ResultPresenter;

  constructor(
    readonly result: Result,
    { understood, scope, results }: Pick<ResultView, "understood" | "scope" | "results">,
  ) {
    this.understood = understood;
    this.scope = scope;
    this.results = results;
  }

  get verdict() {
    return this.results.verdict(this.result.explanation.verdict);
  }

  get summary() {
    return this.results.summary(this.result);
  }

  get warnings() {
    return this.results.warnings(this.result, this.understood);
  }

  get missing() {
    return this.results.missing(this.result);
  }

  get offers() {
    return this.results.offers(this.result);
  }
}
