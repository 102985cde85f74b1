import { FACTS } from "./facts.js";

/** Which type of fact each kind of criterion can judge. */
const JUDGES: Readonly<Record<string, readonly string[]>> = {
  oneOf: ["code"],
  hasAny: ["codes"],
  hasAll: ["codes"],
  codeIn: ["code"],
  is: ["boolean"],
  attest: ["boolean"],
  range: ["number"],
};

/** Tells whether a criterion can be judged: the fact exists, its type fits, and its values are legal. */
export const factVocabulary = {
  fault(kind: string, fact: string, values: readonly (string | number | boolean)[]): string | undefined {
    const type = FACTS[fact];
    if (type === undefined) return `unknown fact ${fact}`;
    const judged = JUDGES[kind];
    if (judged === undefined) return `unknown kind of criterion ${kind}`;
    if (!judged.includes(type.type)) return `${kind} cannot judge ${fact}, which is of type ${type.type}`;
    if (!("values" in type) || kind === "codeIn") return undefined;
    const illegal = values.filter((value) => !type.values?.includes(String(value)));
    return illegal.length > 0 ? `${fact} has no value ${illegal.join(", ")}` : undefined;
  },
};
