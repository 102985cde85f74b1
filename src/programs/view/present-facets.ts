import { type CodeTable, screaming } from "../../graph/concept.js";
import type { Scope } from "../../graph/reading.js";
import { read, type Text } from "../document/text.js";
import * as vocabulary from "../document/vocabulary.js";
import type { Places } from "../ports.js";
import type { Directory } from "../store/directory.js";
import { DIMENSIONS, type Dimension } from "../store/facets.js";

/** A value as it is written outside, and what it is called. */
interface NamedValue {
  readonly value: string;
  readonly label: string;
}

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
export function presentFacets(
  counts: Readonly<Record<string, number>>,
  scope: Scope,
  places: Places,
  directory: Directory,
) {
  const byDimension = Map.groupBy(
    Object.entries(counts).map(([facet, count]) => ({ ...split(facet), count })),
    ({ dimension }) => dimension,
  );
  return DIMENSIONS.map((dimension) => ({
    dimension,
    counts: (byDimension.get(dimension) ?? [])
      .map(({ value, count }) => ({ ...named(dimension, value, scope, places, directory), count }))
      .sort((a, b) => b.count - a.count || a.label.localeCompare(b.label, scope.language)),
  }));
}

function split(facet: string): { dimension: Dimension; value: string } {
  const colon = facet.indexOf(":");
  return { dimension: facet.slice(0, colon) as Dimension, value: facet.slice(colon + 1) };
}

function named(
  dimension: Dimension,
  value: string,
  { language }: Scope,
  places: Places,
  directory: Directory,
): NamedValue {
  const table = CODED[dimension];
  if (table !== undefined) return { value: screaming(value), label: table[value]?.[language] ?? value };
  if (dimension === "state") return { value, label: places.state(value) ?? value };
  const rows: ReadonlyMap<string, { document: { name: Text } }> =
    dimension === "agency" ? directory.agencies : directory.catalogs;
  const name = rows.get(value)?.document.name;
  return { value, label: name === undefined ? value : read(name, language).value };
}
