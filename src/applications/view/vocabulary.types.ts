import { published } from "../../graph/concept.js";
import { CLOCKS } from "../lifecycle/clocks.js";
import { MOVES } from "../lifecycle/moves.js";
import { STATES, TURNS } from "../lifecycle/states.js";
import { ACTORS, EVENTS, REASONS, VERDICTS } from "../vocabulary.js";

export const States = published(
  "ApplicationState",
  STATES,
  "En qué punto está una solicitud.",
  "Where an application stands.",
);
export const Moves = published(
  "ApplicationMove",
  MOVES,
  "Qué se puede hacer con una solicitud.",
  "What can be done with an application.",
);
export const Turns = published("ApplicationTurn", TURNS, "A quién le toca.", "Whose turn it is.");
export const Clocks = published("ApplicationClock", CLOCKS, "Un plazo que corre.", "A term that runs.");
export const Events = published("ApplicationEventKind", EVENTS, "Qué pasó.", "What happened.");
export const Reasons = published("ApplicationReason", REASONS, "Por qué, en pocas palabras.", "Why, in short.");
export const Verdicts = published(
  "ApplicantVerdict",
  VERDICTS,
  "Qué dicen las reglas de la empresa.",
  "What the rules say of the firm.",
);
export const Actors = published("ActorRole", ACTORS, "Quién actuó.", "Who acted.");
