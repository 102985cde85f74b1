import { suggestion } from "../../platform/suggest.js";
import type { ProgramDocument } from "../document/program-document.js";
import { type Flaw, flaw, type Path } from "./flaw.js";
import type { Known } from "./known.js";
import type { Words } from "./words.js";

type Check = readonly [holds: boolean, path: Path, words: Words];

/** Whether the places a program belongs to exist, go together, and are those its level asks for. */
export function checkPlaces({ jurisdiction }: ProgramDocument, known: Known): readonly Flaw[] {
  return checksOf(jurisdiction, known)
    .filter(([holds]) => !holds)
    .map(([, path, words]) => flaw("wrong_place", path, words));
}

function checksOf({ level, state, municipality }: ProgramDocument["jurisdiction"], { places }: Known) {
  const near = suggestion(state ?? "", places.states());
  const checks: readonly Check[] = [
    [
      state === undefined || places.state(state) !== undefined,
      ["jurisdiction", "state"],
      { es: `«${state}» no es la clave de un estado${near.es}`, en: `unknown state ${state}${near.en}` },
    ],
    [
      municipality === undefined || places.municipality(municipality) !== undefined,
      ["jurisdiction", "municipality"],
      { es: `«${municipality}» no es la clave de un municipio`, en: `unknown municipality ${municipality}` },
    ],
    [
      state === undefined ||
        municipality === undefined ||
        places.municipality(municipality) === undefined ||
        places.stateOf(municipality) === state,
      ["jurisdiction", "municipality"],
      {
        es: `el municipio ${municipality} está en ${places.stateOf(municipality ?? "")}, no en ${state}`,
        en: `municipality ${municipality} is in ${places.stateOf(municipality ?? "")}, not in ${state}`,
      },
    ],
    [
      level !== "state" || state !== undefined,
      ["jurisdiction"],
      { es: "un programa estatal dice su estado", en: "a state program names its state" },
    ],
    [
      level !== "municipal" || municipality !== undefined,
      ["jurisdiction"],
      { es: "un programa municipal dice su municipio", en: "a municipal program names its municipality" },
    ],
    [
      level !== "federal" || (state === undefined && municipality === undefined),
      ["jurisdiction"],
      {
        es: "un programa federal no es de un estado ni de un municipio",
        en: "a federal program is of no state or municipality",
      },
    ],
  ];
  return checks;
}
