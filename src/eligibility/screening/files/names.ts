/** The files of one screening, all beside each other. What is not finished has another name. */
export interface ScreeningFiles {
  readonly results: string;
  readonly rejects: string;
  readonly totals: string;
  readonly questions: string;
  readonly unfinishedResults: string;
  readonly unfinishedRejects: string;
  readonly checkpoint: string;
}

/** From `result.csv`: result.rejects.csv, result.totals.csv, result.questions.csv, and what a running screening keeps. */
export function screeningFiles(results: string): ScreeningFiles {
  const stem = results.replace(/\.csv$/i, "");
  return {
    results,
    rejects: `${stem}.rejects.csv`,
    totals: `${stem}.totals.csv`,
    questions: `${stem}.questions.csv`,
    unfinishedResults: `${results}.partial`,
    unfinishedRejects: `${stem}.rejects.csv.partial`,
    checkpoint: `${stem}.checkpoint.json`,
  };
}
