import { type Knowledge, known, UNASKED } from "../../rules/knowledge.js";

/**
 * What is known of a fact as plain JSON: true, 12, `{min, max}`, "MX-QUE", `{oneOf}` where several are possible, a list that is complete,
 * `{has}` where it may go on; null where nothing is known.
 */
export type PlainKnowledge =
  | null
  | boolean
  | number
  | string
  | readonly string[]
  | { readonly min: number; readonly max: number }
  | { readonly oneOf: readonly string[] }
  | { readonly has: readonly string[] };

/** Equal knowledge has equal JSON: codes stand in order. */
export function toPlain(knowledge: Knowledge): PlainKnowledge {
  switch (knowledge.kind) {
    case "unasked":
    case "declined":
      return null;
    case "boolean":
      return knowledge.value;
    case "number":
      return knowledge.min === knowledge.max ? knowledge.min : { min: knowledge.min, max: knowledge.max };
    case "code": {
      const [code, ...more] = [...knowledge.possible].sort();
      return code !== undefined && more.length === 0 ? code : { oneOf: [...knowledge.possible].sort() };
    }
    case "codes": {
      const has = [...knowledge.has].sort();
      return knowledge.complete ? has : { has };
    }
  }
}

export function fromPlain(plain: PlainKnowledge): Knowledge {
  if (plain === null) return UNASKED;
  if (typeof plain === "boolean") return known.boolean(plain);
  if (typeof plain === "number") return known.number(plain);
  if (typeof plain === "string") return known.code(plain);
  if ("min" in plain) return known.between(plain.min, plain.max);
  if ("oneOf" in plain) return known.code(...plain.oneOf);
  return "has" in plain ? known.codesAtLeast(...plain.has) : known.codes(...plain);
}
