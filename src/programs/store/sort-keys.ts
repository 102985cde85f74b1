import type { Bindings } from "../../platform/sql.js";
import type { Place, ProgramQuery } from "./find-programs.js";

interface SortKey {
  readonly sql: string;
  readonly type: string;
}

/** What the rows are sorted by, always ascending and always ending in the id, so that any row marks one place. */
export function sortKeys(query: ProgramQuery, sql: Bindings): readonly SortKey[] {
  const name: SortKey =
    query.language === "es"
      ? { sql: "v.name_es", type: `text collate "es-x-icu"` }
      : { sql: "v.name_en", type: `text collate "en-x-icu"` };
  const id: SortKey = { sql: "v.id", type: "uuid" };
  const score: SortKey = { sql: "round(-matched.score::numeric, 6)", type: "numeric" };
  const relevance = query.search === undefined ? [] : [score];
  switch (query.order) {
    case "NAME":
      return [name, id];
    case "RELEVANCE":
      return [...relevance, name, id];
    case "LOCAL_FIRST":
      return [{ sql: distance(query.place, sql), type: "int" }, ...relevance, name, id];
  }
}

/** The spiral of seed 003: municipality, state, federation, the world; what belongs to another place comes last. */
function distance(place: Place | undefined, sql: Bindings): string {
  const state = sql.bind(place?.state ?? null, "text");
  const municipality = sql.bind(place?.municipality ?? null, "text");
  return `case
    when v.municipality_code is not null and v.municipality_code = ${municipality} then 0
    when v.municipality_code is not null and ${municipality} is not null then 4
    when v.state_code is not null and v.state_code is distinct from ${state} then 4
    when v.level in ('municipal', 'state') then 1
    when v.level = 'federal' then 2
    else 3 end`;
}
