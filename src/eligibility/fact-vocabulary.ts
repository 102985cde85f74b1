import { FACTS } from "./facts/index.js";
import { witnesses } from "./rules/analyse.js";
import type { Rule } from "./rules/rule.js";

/** Which type of fact each kind of criterion can judge. */
const JUDGES: Readonly<Record<string, string>> = {
  oneOf: "code",
  hasAny: "codes",
  hasAll: "codes",
  codeIn: "code",
  is: "boolean",
  attest: "boolean",
  range: "number",
};

/** Tells whether a criterion can be judged: the fact exists, its type fits, and its values are legal. */
export const factVocabulary = {
  fault(kind: string, key: string, values: readonly (string | number | boolean)[]): string | undefined {
    const fact = FACTS[key];
    if (fact === undefined) return `unknown fact ${key}`;
    const judged = JUDGES[kind];
    if (judged === undefined) return `unknown kind of criterion ${kind}`;
    if (judged !== fact.type) return `${kind} cannot judge ${key}, which is of type ${fact.type}`;
    if (fact.type === "number") {
      const outside = values.filter((value) => Number(value) < fact.min || Number(value) > fact.max);
      return outside.length > 0
        ? `${key} is from ${fact.min} to ${fact.max} ${fact.unit}, not ${outside.join(", ")}`
        : undefined;
    }
    if (!("values" in fact)) return undefined;
    const illegal = values.filter((value) => !(String(value) in fact.values));
    return illegal.length > 0 ? `${key} has no value ${illegal.join(", ")}` : undefined;
  },

  /** Why a rule tells nobody apart, or undefined when it does. */
  emptiness(rule: Rule): string | undefined {
    const { whenTrue, whenFalse, exhaustive } = witnesses(rule);
    if (!exhaustive || (whenTrue && whenFalse)) return undefined;
    return whenTrue ? "holds for every firm: it asks for nothing" : "can hold for no firm";
  },
};
