import { badInput } from "../../graph/errors.js";
import { needText } from "../../graph/text-input.js";
import type { ReportSpendingInput } from "./filing.inputs.js";

const MOST_RESULTS = 40;

/** What a firm says came of it, by metric; each metric once. */
export function readResults({ results }: ReportSpendingInput): Readonly<Record<string, string>> {
  const read = new Map(
    results.map(({ metric, value }, index) => [needText(`input.results[${index}].metric`, metric, { max: 80 }), value]),
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
