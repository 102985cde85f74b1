import { LRUCache } from "lru-cache";
import { digestOf } from "../../platform/canonical-json.js";
import type { OfficialCodes } from "../ports.js";
import { compareRules, type Impact } from "./comparison/compare-rules.js";
import type { Rules } from "./comparison/moves.js";
import { readPopulation } from "./population/files.js";
import type { Population } from "./population/population.js";

/** Comparisons that are kept ready: an editor looks at the same draft again and again. */
const KEPT = 100;

/**
 * For whoever publishes rules: what a change of a program's rules does to the firms of a population file. The file is read when first
 * asked for, since that takes seconds and room; null where the gateway has none.
 */
export function createImpactPreview({
  file,
  codes,
}: {
  readonly file: string | undefined;
  readonly codes: OfficialCodes;
}) {
  const kept = new LRUCache<string, Impact>({ max: KEPT });
  let population: Promise<Population> | undefined;

  function loaded(path: string): Promise<Population> {
    population ??= readPopulation(path, codes).catch((error: unknown) => {
      population = undefined;
      throw error;
    });
    return population;
  }

  return async (before: Rules, after: Rules): Promise<Impact | null> => {
    if (file === undefined) return null;
    const firms = await loaded(file);
    const key = digestOf([before, after]);
    const impact = kept.get(key) ?? compareRules(firms, before, after);
    kept.set(key, impact);
    return impact;
  };
}
