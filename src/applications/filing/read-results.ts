import { badInput } from "../../graph/errors.js";
import type { ReportSpendingInput } from "./filing.inputs.js";

const MOST_RESULTS = 40;

/** What a firm says came of it, by metric; each metric once. */
export function readResults({ results }: ReportSpendingInput): Readonly<Record<string, string>> {
  const read = new Map(
    results.map(({ metric, value }, index) => [needMetric(`input.results[${index}].metric`, metric), value]),
  );
  if (read.size === results.length && results.length <= MOST_RESULTS) return Object.fromEntries(read);
  throw badInput(
    "input.results",
    {
      es: `puede tener hasta ${MOST_RESULTS} resultados, cada uno una sola vez`,
      en: `may have up to ${MOST_RESULTS} results, each once only`,
    },
    { maxItems: MOST_RESULTS },
  );
}

/** A metric is a code and no text: those of many firms are added up and shown to everybody. */
function needMetric(field: string, metric: string): string {
  if (/^[a-z][a-z0-9-]{1,39}$/.test(metric)) return metric;
  throw badInput(field, {
    es: "debe tener de 2 a 40 minúsculas, cifras o guiones, p. ej. jobs-created",
    en: "must have 2 to 40 lower-case letters, digits or hyphens, e.g. jobs-created",
  });
}
