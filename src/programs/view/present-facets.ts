import { type CodeTable, screaming } from "../../graph/concept.js";
import * as vocabulary from "../document/vocabulary.js";
import type { Places } from "../ports.js";
import type { Dimension } from "../store/facets.js";
import type { createDirectoryLookups } from "../store/lookups.js";
import { localize } from "./localize.js";
import type { Scope } from "./present-program.js";

type Directory = ReturnType<typeof createDirectoryLookups>;

/** How the values of each dimension are written outside, and what they are called. */
type Labels = (values: readonly string[]) => Promise<readonly { readonly value: string; readonly label: string }[]>;

const CODED: Readonly<Partial<Record<Dimension, CodeTable>>> = {
  category: vocabulary.CATEGORIES,
  level: vocabulary.LEVELS,
  kind: vocabulary.PROGRAM_KINDS,
  supportKind: vocabulary.SUPPORT_KINDS,
  sector: vocabulary.SECTORS,
  audience: vocabulary.AUDIENCES,
  status: vocabulary.STATUSES,
};

/** Facet counts grouped by dimension, with the names of the values; most frequent first. */
export async function presentFacets(
  counts: Readonly<Record<string, number>>,
  scope: Scope,
  places: Places,
  lookups: Directory,
) {
  const byDimension = new Map<Dimension, [value: string, count: number][]>();
  for (const [facet, count] of Object.entries(counts)) {
    const [dimension, value] = split(facet);
    byDimension.set(dimension, [...(byDimension.get(dimension) ?? []), [value, count]]);
  }
  return Promise.all(
    [...byDimension].map(async ([dimension, pairs]) => {
      const named = await labels(dimension, scope, places, lookups)(pairs.map(([value]) => value));
      return {
        dimension,
        counts: named
          .map(({ value, label }, index) => ({ value, label, count: pairs[index]?.[1] ?? 0 }))
          .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, scope.language)),
      };
    }),
  );
}

function split(facet: string): [Dimension, string] {
  const colon = facet.indexOf(":");
  return [facet.slice(0, colon) as Dimension, facet.slice(colon + 1)];
}

function labels(dimension: Dimension, scope: Scope, places: Places, lookups: Directory): Labels {
  const table = CODED[dimension];
  if (table !== undefined) {
    return async (values) =>
      values.map((value) => ({ value: screaming(value), label: table[value]?.[scope.language] ?? value }));
  }
  if (dimension === "state")
    return async (values) => values.map((value) => ({ value, label: places.state(value) ?? value }));
  const rows = dimension === "agency" ? lookups.agencies : lookups.catalogs;
  return async (values) => {
    const found = await Promise.all(values.map((value) => rows.load(value)));
    return values.map((value, index) => {
      const name = found[index]?.document.name;
      return { value, label: name === undefined ? value : localize(name, scope.language).content };
    });
  };
}
