import type { Fact } from "../../src/eligibility/facts/fact.js";
import { FACTS } from "../../src/eligibility/facts/index.js";
import type { OfficialCodes } from "../../src/eligibility/ports.js";
import { DECLINED, type Knowledge, known, type Profile } from "../../src/eligibility/rules/knowledge.js";

/**
 * A fact as one writes it down: `true`, `12`, `MX-GUA`, `[food, it]` (these and no others), a band `{ min: 11, max: 30 }`, several codes
 * of which one holds `{ oneOf: [MX-NLE, MX-COA] }`, or a list that may go on `{ atLeast: [food] }`.
 */
export type PlainFact =
  | boolean
  | number
  | string
  | readonly string[]
  | { readonly min?: number | undefined; readonly max?: number | undefined }
  | { readonly oneOf: readonly string[] }
  | { readonly atLeast: readonly string[] };

/** The profile of a firm written down plainly; `unknown` are the facts it was asked for and does not know. */
export function profileOf(
  facts: Readonly<Record<string, PlainFact>>,
  unknown: readonly string[],
  codes: OfficialCodes,
): Profile {
  return new Map<string, Knowledge>([
    ...Object.entries(facts).map(([key, plain]) => [key, knowledgeOf(key, plain, codes)] as const),
    ...unknown.map((key) => [knownKey(key), DECLINED] as const),
  ]);
}

function knowledgeOf(key: string, plain: PlainFact, codes: OfficialCodes): Knowledge {
  const fact = FACTS[knownKey(key)] as Fact;
  switch (fact.type) {
    case "boolean":
      if (typeof plain === "boolean") return known.boolean(plain);
      break;
    case "number":
      if (typeof plain === "number") return known.number(plain);
      if (typeof plain === "object" && !("oneOf" in plain || "atLeast" in plain || Array.isArray(plain))) {
        const { min = fact.min, max = fact.max } = plain as { min?: number; max?: number };
        return known.between(min, max);
      }
      break;
    case "code":
      if (typeof plain === "string") return known.code(...legal(key, fact, [plain], codes));
      if (typeof plain === "object" && "oneOf" in plain) return known.code(...legal(key, fact, plain.oneOf, codes));
      break;
    case "codes":
      if (Array.isArray(plain)) return known.codes(...legal(key, fact, plain, codes));
      if (typeof plain === "object" && "atLeast" in plain)
        return known.codesAtLeast(...legal(key, fact, plain.atLeast, codes));
  }
  throw new Error(`${key} is of type ${fact.type}, not ${JSON.stringify(plain)}`);
}

function knownKey(key: string): string {
  if (!(key in FACTS)) throw new Error(`no fact ${key}`);
  return key;
}

function legal(key: string, fact: Fact, values: readonly string[], codes: OfficialCodes): readonly string[] {
  const exists = (value: string): boolean => {
    if ("values" in fact) return value in fact.values;
    if (!("table" in fact)) return false;
    if (fact.table === "state") return codes.isState(value);
    return fact.table === "municipality" ? codes.stateOf(value) !== undefined : codes.isIndustry(value);
  };
  const wrong = values.filter((value) => !exists(value));
  if (wrong.length > 0) throw new Error(`${key} has no value ${wrong.join(", ")}`);
  return values;
}
