import { type Knowledge, known, type Profile } from "../../src/eligibility/rules/knowledge.js";
import type { Criterion, Rule } from "../../src/eligibility/rules/rule.js";
import { randomOf } from "./random.js";

/** A program of the generator: all of its parts must hold; one part may be a choice of several. */
export interface GeneratedProgram {
  readonly id: string;
  readonly parts: readonly GeneratedPart[];
}

export type GeneratedPart = Test | { readonly any: readonly Test[] };

export interface Test {
  readonly criterion: Criterion;
  readonly negated: boolean;
}

/** A firm as a plain object, as every engine but ours takes it. */
export type Firm = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const CODES: Readonly<Record<string, readonly string[]>> = {
  state: Array.from({ length: 32 }, (_, at) => `S${at + 1}`),
  sector: Array.from({ length: 20 }, (_, at) => `N${at + 11}`),
  size: ["micro", "small", "medium", "large"],
  legalForm: ["moral", "fisica", "cooperativa", "social"],
  taxRegime: ["general", "resico", "asalariado", "arrendamiento", "agricola", "ninguno"],
};
const NUMBERS: Readonly<Record<string, number>> = { employees: 250, sales: 250_000, years: 40, ownerAge: 80 };
const YES_NO = ["exporter", "womanOwned"];
export const CERTIFICATIONS = ["ISO9001", "ISO14001", "AS9100", "IATF16949", "HACCP", "ORGANIC"];
export const FACT_NAMES = [...Object.keys(CODES), ...Object.keys(NUMBERS), ...YES_NO, "certifications"];

type Random = ReturnType<typeof randomOf>;

/** AND of 3 to 6 conditions over 12 facts; a twentieth of the set criteria negated; in a fifth of the programs one is a choice of 2 or 3. */
export function generatePrograms(count: number, seed = 1): readonly GeneratedProgram[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, at) => {
    const conditions = 3 + random.below(4);
    const alternatives = random.chance(0.2) ? 2 + random.below(2) : 1;
    const tests = random.some(FACT_NAMES, conditions - 1 + alternatives).map((fact) => testOf(fact, random));
    const choice = tests.splice(0, alternatives);
    return { id: `p${at}`, parts: alternatives === 1 ? [...choice, ...tests] : [{ any: choice }, ...tests] };
  });
}

function testOf(fact: string, random: Random): Test {
  const negated = random.chance(0.05);
  const codes = CODES[fact];
  if (codes !== undefined) {
    const values = random.some(codes, Math.ceil(codes.length * (0.2 + random.below(4) / 10)));
    return { criterion: { oneOf: { fact, values } }, negated };
  }
  if (fact === "certifications") {
    return { criterion: { hasAny: { fact, values: random.some(CERTIFICATIONS, 1 + random.below(3)) } }, negated };
  }
  const most = NUMBERS[fact];
  if (most === undefined) return { criterion: { is: { fact, value: random.chance(0.5) } }, negated: false };
  const bound = Math.round((most * (1 + random.below(18))) / 20);
  const which = random.below(3);
  const width = Math.round((most * (6 + random.below(6))) / 20);
  return {
    criterion: {
      range: {
        fact,
        ...(which === 1 ? {} : { min: bound }),
        ...(which === 0 ? {} : { max: which === 1 ? bound : bound + width }),
      },
    },
    negated: false,
  };
}

/** Firms, of whose facts the given share is left out. */
export function generateFirms(count: number, missing: number, seed = 2): readonly Firm[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, () => {
    const firm: Record<string, Firm[string]> = {};
    for (const fact of FACT_NAMES) {
      const value = answerOf(fact, random);
      if (!random.chance(missing)) firm[fact] = value;
    }
    return firm;
  });
}

function answerOf(fact: string, random: Random): Firm[string] {
  const codes = CODES[fact];
  if (codes !== undefined) return codes[random.below(codes.length)] as string;
  if (fact === "certifications") return random.some(CERTIFICATIONS, random.below(4));
  const most = NUMBERS[fact];
  return most === undefined ? random.chance(0.5) : random.below(most + 1);
}

export function ruleOf({ parts }: GeneratedProgram): Rule {
  const ruleOfTest = ({ criterion, negated }: Test): Rule => (negated ? { not: criterion } : criterion);
  return { all: parts.map((part) => ("any" in part ? { any: part.any.map(ruleOfTest) } : ruleOfTest(part))) };
}

export function profileOf(firm: Firm): Profile {
  return new Map(Object.entries(firm).map(([fact, value]) => [fact, knowledgeOf(value)]));
}

function knowledgeOf(value: Firm[string]): Knowledge {
  if (typeof value === "string") return known.code(value);
  if (typeof value === "number") return known.number(value);
  return typeof value === "boolean" ? known.boolean(value) : known.codes(...value);
}
