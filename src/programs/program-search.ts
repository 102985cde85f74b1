import { pageRequest } from "../graph/connection.js";
import type { GraphContext } from "../graph/context.js";
import { badInput } from "../graph/errors.js";
import { type ReadingArgs, scopeOf } from "../graph/reading.js";
import type { Places } from "./ports.js";
import type { PlaceInput, ProgramFilter, ProgramSearchArgs } from "./program.args.js";
import type { ProgramSearch } from "./program.service.js";
import type { Place } from "./store/find-programs.js";
import { SEARCH_LENGTH } from "./store/search-sql.js";

/** Turns the arguments of `programs` into a search, or refuses with the field at fault. */
export function programSearch(
  args: ProgramSearchArgs,
  reading: ReadingArgs,
  context: GraphContext,
  places: Places,
  wants: ProgramSearch["wants"],
): ProgramSearch {
  const search = searchText(args.search);
  const order = args.orderBy ?? (search === undefined ? "NAME" : "RELEVANCE");
  const place = placeOf(args.place, places);
  if (order === "LOCAL_FIRST" && place === undefined) {
    throw badInput("place", {
      es: "LOCAL_FIRST necesita un lugar: state, municipality o ambos",
      en: "LOCAL_FIRST needs a place: state, municipality or both",
    });
  }
  return {
    filter: filterOf(args.filter, places),
    search,
    order,
    place,
    scope: scopeOf(reading, context),
    askedAsOf: reading.asOf ?? undefined,
    page: pageRequest(args),
    wants,
  };
}

function searchText(text: string | null | undefined): string | undefined {
  const trimmed = text?.trim() ?? "";
  if (trimmed.length > SEARCH_LENGTH) {
    throw badInput(
      "search",
      { es: `puede tener hasta ${SEARCH_LENGTH} caracteres`, en: `may have up to ${SEARCH_LENGTH} characters` },
      { maxLength: SEARCH_LENGTH },
    );
  }
  if (trimmed.includes("\0") || !trimmed.isWellFormed()) {
    throw badInput("search", { es: "tiene caracteres que no son texto", en: "has characters that are not text" });
  }
  return trimmed === "" ? undefined : trimmed;
}

const MOST_VALUES = 50;

/** The filter as the store takes it, or a refusal with the field at fault. */
export function filterOf(filter: ProgramFilter | null | undefined, places: Places): ProgramSearch["filter"] {
  const given = Object.entries(filter ?? {}).filter(
    (entry): entry is [keyof ProgramFilter, string[]] => entry[1] !== null && entry[1] !== undefined,
  );
  for (const [field, values] of given) {
    if (values.length > MOST_VALUES) {
      throw badInput(
        `filter.${field}`,
        { es: `puede tener hasta ${MOST_VALUES} valores`, en: `may have up to ${MOST_VALUES} values` },
        { maxItems: MOST_VALUES },
      );
    }
  }
  for (const state of filter?.state ?? []) needState(state, "filter.state", places);
  return Object.fromEntries(given);
}

function placeOf(place: PlaceInput | null | undefined, places: Places): Place | undefined {
  const municipality = place?.municipality ?? undefined;
  if (municipality !== undefined && places.municipality(municipality) === undefined) {
    throw badInput("place.municipality", {
      es: "no es una clave de municipio del INEGI; vea municipalities",
      en: "is not an INEGI municipality key; see municipalities",
    });
  }
  const within = municipality === undefined ? undefined : places.stateOf(municipality);
  const state = place?.state ?? within;
  if (state === undefined) return undefined;
  needState(state, "place.state", places);
  if (within !== undefined && within !== state) {
    throw badInput("place", {
      es: "el municipio no está en esa entidad",
      en: "the municipality is not in that state",
    });
  }
  return municipality === undefined ? { state } : { state, municipality };
}

function needState(code: string, field: string, places: Places): void {
  if (places.state(code) === undefined) {
    throw badInput(
      field,
      {
        es: "no es una entidad; use su código ISO 3166-2, p. ej. MX-QUE",
        en: "is not a state; use its ISO 3166-2 code, e.g. MX-QUE",
      },
      places.states(),
    );
  }
}

/** Refuses what cannot be a slug, so that a slip is told apart from something that does not exist. */
export function needSlug(slug: string, field = "slug"): string {
  if (/^[a-z0-9-]{1,80}$/.test(slug)) return slug;
  throw badInput(field, {
    es: "lleva minúsculas, números y guiones, p. ej. fondo-pyme",
    en: "has lower-case letters, digits and hyphens, e.g. fondo-pyme",
  });
}

/** Refuses slugs that nothing has; `list` is the field of the API that gives those that exist. */
export function needKnown(
  slugs: readonly string[] | null | undefined,
  field: string,
  list: string,
  known: ReadonlyMap<string, unknown>,
): void {
  if (slugs?.some((slug) => !known.has(slug))) {
    throw badInput(field, {
      es: `tiene una clave que no existe; vea ${list} { nodes { slug } }`,
      en: `has a key that does not exist; see ${list} { nodes { slug } }`,
    });
  }
}
