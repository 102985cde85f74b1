import { screaming } from "../../graph/concept.js";
import type { Fact } from "../facts/fact.js";

/** A value of a closed list as the API writes it, in the form that rules use; any other value as it is. */
export function inRules(fact: Fact | undefined, value: string): string {
  if (fact === undefined || !("values" in fact)) return value;
  return Object.keys(fact.values).find((code) => screaming(code) === value) ?? value;
}

/** A value of a closed list as rules use it, in the form that the API writes; any other value as it is. */
export function asWritten(fact: Fact | undefined, value: string): string {
  return fact !== undefined && "values" in fact ? screaming(value) : value;
}
