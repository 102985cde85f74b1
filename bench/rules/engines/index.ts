import type { Engine } from "../engine.js";
import { cel } from "./cel.js";
import { jsonLogicBuilt, jsonLogicRun } from "./json-logic.js";
import { jsonRulesEngine } from "./json-rules-engine.js";
import { fromEncoded, fromProfiles } from "./ours.js";
import { publicodes } from "./publicodes.js";
import { zenExpression, zenTable } from "./zen.js";

/** Everything that is measured, ours first: the second is what others are compared with. */
export const ENGINES: readonly Engine[] = [
  fromEncoded,
  fromProfiles,
  jsonLogicBuilt,
  jsonLogicRun,
  cel,
  zenTable,
  zenExpression,
  jsonRulesEngine,
  publicodes,
];
export { indexOf } from "./ours.js";
