import type { ProgramDocument } from "../document/program-document.js";

/**
 * The dimensions programs are filtered and counted by. A version's values stand in one indexed column as "dimension:value";
 * `status` is missing there because it depends on the date that is asked about.
 */
export const STORED_DIMENSIONS = [
  "category",
  "level",
  "state",
  "kind",
  "supportKind",
  "sector",
  "audience",
  "agency",
  "catalog",
] as const;
export type StoredDimension = (typeof STORED_DIMENSIONS)[number];
export type Dimension = StoredDimension | "status";
export const DIMENSIONS: readonly Dimension[] = [...STORED_DIMENSIONS, "status"];

/** The facet values of one program, each as "dimension:value". */
export function facetsOf(program: ProgramDocument): readonly string[] {
  const values: Record<StoredDimension, readonly string[]> = {
    category: [...program.categories.codes, ...program.categories.proposed],
    level: [program.jurisdiction.level],
    state: program.jurisdiction.state === undefined ? [] : [program.jurisdiction.state],
    kind: [program.kind],
    supportKind: program.supports.kinds,
    sector: program.sectors.tags,
    audience: program.target.audiences,
    agency: program.agencies.map(({ agency }) => agency),
    catalog: [program.catalog],
  };
  const all = STORED_DIMENSIONS.flatMap((dimension) => values[dimension].map((value) => facet(dimension, value)));
  return [...new Set(all)];
}

export function facet(dimension: Dimension, value: string): string {
  return `${dimension}:${value}`;
}
