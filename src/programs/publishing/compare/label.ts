import { PLACES, type Place } from "../../document/places.js";
import type { Language } from "../../document/text.js";
import type { Path, Step } from "./path.js";

/**
 * What a place of a program is called for people: "Requisitos › antiguedad › Regla". Items are called by their id, by the name of
 * their code, or by their number from 1; the whole document is "Programa". A step that no program has is given as it is.
 */
export function labelOf(path: Path, language: Language): string {
  if (path.length === 0) return PLACES[language];
  return walk(path)
    .map(({ step, place, isItem }) => (isItem ? itemName(step, place, language) : (place?.[language] ?? String(step))))
    .join(" › ");
}

/** The place a path leads to, or the list if it leads to one of its items; undefined where no program has such a place. */
export function placeAt(path: Path): Place | undefined {
  return path.length === 0 ? PLACES : walk(path).at(-1)?.place;
}

interface Stop {
  readonly step: Step;
  readonly place: Place | undefined;
  readonly isItem: boolean;
}

function walk(path: Path): readonly Stop[] {
  const stops: Stop[] = [];
  let here: { readonly place: Place | undefined; readonly isItem: boolean } = { place: PLACES, isItem: false };
  for (const step of path) {
    const isItem = here.place?.list === true && !here.isItem;
    const fields = here.place?.fields ?? {};
    here = { isItem, place: isItem ? here.place : Object.hasOwn(fields, step) ? fields[step] : undefined };
    stops.push({ step, ...here });
  }
  return stops;
}

function itemName(step: Step, place: Place | undefined, language: Language): string {
  if (typeof step === "number") return String(step + 1);
  return place?.codes?.[step]?.[language] ?? step;
}
